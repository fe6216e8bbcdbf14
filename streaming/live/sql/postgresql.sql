-- What must hold of rounds, ballots and moments whoever writes (live.md §4.10).
-- FOR SHARE waits for a gavel that is falling, and then sees that it has fallen.

CREATE OR REPLACE FUNCTION live_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'append-only: % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $body$;

CREATE OR REPLACE TRIGGER live_liveevent_update BEFORE UPDATE ON live_liveevent
FOR EACH ROW EXECUTE FUNCTION live_refuse();

CREATE OR REPLACE TRIGGER live_liveevent_delete BEFORE DELETE ON live_liveevent
FOR EACH ROW EXECUTE FUNCTION live_refuse();

CREATE OR REPLACE TRIGGER live_result_update BEFORE UPDATE ON live_result
FOR EACH ROW EXECUTE FUNCTION live_refuse();

CREATE OR REPLACE TRIGGER live_result_delete BEFORE DELETE ON live_result
FOR EACH ROW EXECUTE FUNCTION live_refuse();

CREATE OR REPLACE TRIGGER live_mandate_update BEFORE UPDATE ON live_mandate
FOR EACH ROW EXECUTE FUNCTION live_refuse();

CREATE OR REPLACE TRIGGER live_mandate_delete BEFORE DELETE ON live_mandate
FOR EACH ROW EXECUTE FUNCTION live_refuse();

CREATE OR REPLACE TRIGGER live_round_delete BEFORE DELETE ON live_round
FOR EACH ROW EXECUTE FUNCTION live_refuse();

CREATE OR REPLACE FUNCTION live_open_vote() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  of_mandate bigint;
BEGIN
  of_mandate := CASE WHEN TG_OP = 'DELETE' THEN OLD.mandate_id ELSE NEW.mandate_id END;
  PERFORM 1 FROM live_mandate JOIN live_round ON live_round.id = live_mandate.round_id
    WHERE live_mandate.id = of_mandate AND live_mandate.aside = ''
    AND live_round.state = 'open' AND live_round.method = 'vote' FOR SHARE OF live_round;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no open vote: % of live_ballot', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER live_ballot_given BEFORE INSERT ON live_ballot
FOR EACH ROW EXECUTE FUNCTION live_open_vote();

CREATE OR REPLACE TRIGGER live_ballot_changed BEFORE UPDATE ON live_ballot
FOR EACH ROW EXECUTE FUNCTION live_open_vote();

CREATE OR REPLACE TRIGGER live_ballot_kept BEFORE DELETE ON live_ballot
FOR EACH ROW EXECUTE FUNCTION live_open_vote();

CREATE OR REPLACE FUNCTION live_ballot_moved() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.mandate_id <> OLD.mandate_id THEN
    RAISE EXCEPTION 'a ballot stays with its mandate: live_ballot'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER live_ballot_moved BEFORE UPDATE ON live_ballot
FOR EACH ROW EXECUTE FUNCTION live_ballot_moved();

CREATE OR REPLACE FUNCTION live_round_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF OLD.state = 'gavelled' THEN
    RAISE EXCEPTION 'gavelled: UPDATE of live_round' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER live_round_stays BEFORE UPDATE ON live_round
FOR EACH ROW EXECUTE FUNCTION live_round_stays();

CREATE OR REPLACE FUNCTION live_mandate_seat() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  PERFORM 1 FROM live_attendee JOIN live_round ON live_round.live_id = live_attendee.live_id
    WHERE live_attendee.id = NEW.seat_id AND live_attendee.role <> 'substitute'
    AND live_round.id = NEW.round_id AND live_round.state = 'open';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no seat in an open round: live_mandate' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER live_mandate_seat BEFORE INSERT ON live_mandate
FOR EACH ROW EXECUTE FUNCTION live_mandate_seat();

CREATE OR REPLACE FUNCTION live_result_counted() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  PERFORM 1 FROM live_round WHERE id = NEW.round_id AND state = 'gavelled';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'before the gavel: live_result' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.yes + NEW.no + NEW.abstained + NEW.invalid > (
    SELECT count(*) FROM live_mandate WHERE round_id = NEW.round_id AND aside = '') THEN
    RAISE EXCEPTION 'more ballots than mandates: live_result'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER live_result_counted BEFORE INSERT ON live_result
FOR EACH ROW EXECUTE FUNCTION live_result_counted();
