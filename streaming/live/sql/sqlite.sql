-- What must hold of rounds, ballots and moments whoever writes (live.md §4.10).

CREATE TRIGGER live_liveevent_update BEFORE UPDATE ON live_liveevent
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of live_liveevent');
END;

CREATE TRIGGER live_liveevent_delete BEFORE DELETE ON live_liveevent
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from live_liveevent');
END;

CREATE TRIGGER live_result_update BEFORE UPDATE ON live_result
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of live_result');
END;

CREATE TRIGGER live_result_delete BEFORE DELETE ON live_result
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from live_result');
END;

CREATE TRIGGER live_mandate_update BEFORE UPDATE ON live_mandate
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of live_mandate');
END;

CREATE TRIGGER live_mandate_delete BEFORE DELETE ON live_mandate
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from live_mandate');
END;

CREATE TRIGGER live_ballot_given BEFORE INSERT ON live_ballot
WHEN NOT EXISTS (
  SELECT 1 FROM live_mandate JOIN live_round ON live_round.id = live_mandate.round_id
  WHERE live_mandate.id = NEW.mandate_id AND live_mandate.aside = ''
  AND live_round.state = 'open' AND live_round.method = 'vote')
BEGIN
  SELECT RAISE(ABORT, 'no open vote: INSERT of live_ballot');
END;

CREATE TRIGGER live_ballot_changed BEFORE UPDATE ON live_ballot
WHEN NOT EXISTS (
  SELECT 1 FROM live_mandate JOIN live_round ON live_round.id = live_mandate.round_id
  WHERE live_mandate.id = NEW.mandate_id AND live_mandate.aside = ''
  AND live_round.state = 'open' AND live_round.method = 'vote')
BEGIN
  SELECT RAISE(ABORT, 'no open vote: UPDATE of live_ballot');
END;

CREATE TRIGGER live_ballot_kept BEFORE DELETE ON live_ballot
WHEN NOT EXISTS (
  SELECT 1 FROM live_mandate JOIN live_round ON live_round.id = live_mandate.round_id
  WHERE live_mandate.id = OLD.mandate_id AND live_mandate.aside = ''
  AND live_round.state = 'open' AND live_round.method = 'vote')
BEGIN
  SELECT RAISE(ABORT, 'no open vote: DELETE of live_ballot');
END;

CREATE TRIGGER live_ballot_moved BEFORE UPDATE ON live_ballot
WHEN NEW.mandate_id <> OLD.mandate_id
BEGIN
  SELECT RAISE(ABORT, 'a ballot stays with its mandate: live_ballot');
END;

CREATE TRIGGER live_round_stays BEFORE UPDATE ON live_round
WHEN OLD.state = 'gavelled'
BEGIN
  SELECT RAISE(ABORT, 'gavelled: UPDATE of live_round');
END;

CREATE TRIGGER live_round_delete BEFORE DELETE ON live_round
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from live_round');
END;

CREATE TRIGGER live_mandate_seat BEFORE INSERT ON live_mandate
WHEN NOT EXISTS (
  SELECT 1 FROM live_attendee JOIN live_round ON live_round.live_id = live_attendee.live_id
  WHERE live_attendee.id = NEW.seat_id AND live_attendee.role <> 'substitute'
  AND live_round.id = NEW.round_id AND live_round.state = 'open')
BEGIN
  SELECT RAISE(ABORT, 'no seat in an open round: live_mandate');
END;

CREATE TRIGGER live_result_gavelled BEFORE INSERT ON live_result
WHEN NOT EXISTS (
  SELECT 1 FROM live_round WHERE id = NEW.round_id AND state = 'gavelled')
BEGIN
  SELECT RAISE(ABORT, 'before the gavel: live_result');
END;

CREATE TRIGGER live_result_counted BEFORE INSERT ON live_result
WHEN NEW.yes + NEW.no + NEW.abstained + NEW.invalid > (
  SELECT count(*) FROM live_mandate WHERE round_id = NEW.round_id AND aside = '')
BEGIN
  SELECT RAISE(ABORT, 'more ballots than mandates: live_result');
END;
