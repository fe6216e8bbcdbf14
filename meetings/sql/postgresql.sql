-- Promises of decisions across rows, on PostgreSQL; the same as sqlite.sql says.

CREATE OR REPLACE FUNCTION meetings_is_sealed(decision bigint) RETURNS boolean LANGUAGE sql AS $body$
  SELECT coalesce((SELECT sealed FROM meetings_decision WHERE id = decision), false)
$body$;

CREATE OR REPLACE FUNCTION meetings_decision_of(vote bigint) RETURNS bigint LANGUAGE sql AS $body$
  SELECT decision_id FROM meetings_vote WHERE id = vote
$body$;

CREATE OR REPLACE FUNCTION meetings_promise(broken text) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION '%', broken USING ERRCODE = 'integrity_constraint_violation';
END $body$;

CREATE OR REPLACE FUNCTION meetings_check_decision() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NOT NEW.sealed THEN
    RETURN NEW;
  ELSIF TG_OP = 'INSERT' THEN
    PERFORM meetings_promise('decision: sealed before its votes are there');
  ELSIF NEW.method IN ('vote', 'secret') AND NOT EXISTS (
    SELECT 1 FROM meetings_vote
    WHERE decision_id = NEW.id AND purpose = 'main' AND secret = (NEW.method = 'secret')
  ) THEN
    PERFORM meetings_promise('decision: a vote is claimed and there is none');
  ELSIF EXISTS (
    SELECT 1 FROM meetings_vote
    WHERE decision_id = NEW.id AND CASE detail WHEN 'prose' THEN prose = ''
      ELSE yes IS NULL OR no IS NULL END
  ) THEN
    PERFORM meetings_promise('vote: neither counted nor told in words');
  ELSIF EXISTS (
    SELECT 1 FROM meetings_vote AS vote JOIN meetings_ballot AS ballot ON ballot.vote_id = vote.id
    WHERE vote.decision_id = NEW.id AND vote.detail <> 'named'
  ) THEN
    PERFORM meetings_promise('vote: only a named vote has ballots');
  ELSIF EXISTS (
    SELECT 1 FROM meetings_vote AS vote
    LEFT JOIN meetings_ballot AS ballot ON ballot.vote_id = vote.id
    WHERE vote.decision_id = NEW.id AND vote.detail = 'named'
    GROUP BY vote.id
    HAVING coalesce(vote.yes, 0) <> count(*) FILTER (WHERE ballot.choice = 'yes')
    OR coalesce(vote.no, 0) <> count(*) FILTER (WHERE ballot.choice = 'no')
    OR coalesce(vote.abstained, 0) <> count(*) FILTER (WHERE ballot.choice = 'abstained')
    OR coalesce(vote.absent, 0) <> count(*) FILTER (WHERE ballot.choice = 'absent')
    OR coalesce(vote.not_taking_part, 0) <> count(*) FILTER (WHERE ballot.choice = 'not_taking_part')
    OR coalesce(vote.conflict, 0) <> count(*) FILTER (WHERE ballot.choice = 'conflict')
  ) THEN
    PERFORM meetings_promise('vote: the counts are not those of the ballots');
  ELSIF EXISTS (
    SELECT 1 FROM meetings_vote AS vote JOIN meetings_partycount AS party ON party.vote_id = vote.id
    WHERE vote.decision_id = NEW.id AND (vote.detail <> 'counts' OR vote.secret)
  ) THEN
    PERFORM meetings_promise('vote: parties are told of an open vote known as counts');
  ELSIF EXISTS (
    SELECT 1 FROM meetings_vote AS vote JOIN meetings_partycount AS party ON party.vote_id = vote.id
    WHERE vote.decision_id = NEW.id
    GROUP BY vote.id
    HAVING coalesce(vote.yes, 0) <> sum(party.yes)
    OR coalesce(vote.no, 0) <> sum(party.no)
    OR coalesce(vote.abstained, 0) <> sum(party.abstained)
    OR coalesce(vote.absent, 0) <> sum(party.absent)
    OR coalesce(vote.not_taking_part, 0) <> sum(party.not_taking_part)
    OR coalesce(vote.conflict, 0) <> sum(party.conflict)
  ) THEN
    PERFORM meetings_promise('vote: the counts are not those of the parties');
  ELSIF EXISTS (
    SELECT 1 FROM meetings_ballot AS ballot JOIN meetings_vote AS vote ON vote.id = ballot.vote_id
    WHERE vote.decision_id = NEW.id GROUP BY vote.id HAVING count(*) > (
      SELECT count(DISTINCT membership.person_id) FROM meetings_membership AS membership
      JOIN meetings_meeting AS meeting ON meeting.organization_id = membership.organization_id
      WHERE meeting.id = NEW.meeting_id AND membership.live
      AND membership.role IN ('chair', 'vice_chair', 'member')
      AND membership.valid_from <= NEW.date
      AND (membership.valid_to IS NULL OR membership.valid_to >= NEW.date)
    )
  ) THEN
    PERFORM meetings_promise('vote: more ballots than seats');
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE FUNCTION meetings_check_vote() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP <> 'INSERT' AND meetings_is_sealed(OLD.decision_id)
    OR TG_OP <> 'DELETE' AND meetings_is_sealed(NEW.decision_id) THEN
    PERFORM meetings_promise('vote: the decision is sealed');
  ELSIF TG_OP = 'UPDATE' AND NEW.secret
    AND EXISTS (SELECT 1 FROM meetings_ballot WHERE vote_id = NEW.id) THEN
    PERFORM meetings_promise('vote: a secret vote has no ballots');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $body$;

CREATE OR REPLACE FUNCTION meetings_check_ballot() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF meetings_is_sealed(meetings_decision_of(NEW.vote_id)) THEN
    PERFORM meetings_promise('ballot: the decision is sealed');
  ELSIF (SELECT secret FROM meetings_vote WHERE id = NEW.vote_id) THEN
    PERFORM meetings_promise('ballot: a secret vote has no ballots');
  ELSIF NOT EXISTS (
    SELECT 1 FROM meetings_decision AS decision
    JOIN meetings_meeting AS meeting ON meeting.id = decision.meeting_id
    JOIN meetings_membership AS membership ON membership.organization_id = meeting.organization_id
    WHERE decision.id = meetings_decision_of(NEW.vote_id)
    AND membership.person_id = NEW.person_id AND membership.live
    AND membership.role IN ('chair', 'vice_chair', 'member', 'substitute')
    AND membership.valid_from <= decision.date
    AND (membership.valid_to IS NULL OR membership.valid_to >= decision.date)
  ) THEN
    PERFORM meetings_promise('ballot: the person was not a member that day');
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE FUNCTION meetings_keep_ballot() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM meetings_promise('ballot: replaced, never changed');
  ELSIF meetings_is_sealed(meetings_decision_of(OLD.vote_id)) THEN
    PERFORM meetings_promise('ballot: the decision is sealed');
  END IF;
  RETURN OLD;
END $body$;

CREATE OR REPLACE TRIGGER meetings_decision_seal BEFORE INSERT OR UPDATE ON meetings_decision
FOR EACH ROW EXECUTE FUNCTION meetings_check_decision();

CREATE OR REPLACE TRIGGER meetings_vote_keep BEFORE INSERT OR UPDATE OR DELETE ON meetings_vote
FOR EACH ROW EXECUTE FUNCTION meetings_check_vote();

CREATE OR REPLACE TRIGGER meetings_ballot_check BEFORE INSERT ON meetings_ballot
FOR EACH ROW EXECUTE FUNCTION meetings_check_ballot();

CREATE OR REPLACE TRIGGER meetings_ballot_keep BEFORE UPDATE OR DELETE ON meetings_ballot
FOR EACH ROW EXECUTE FUNCTION meetings_keep_ballot();

CREATE OR REPLACE FUNCTION meetings_keep_partycount() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM meetings_promise('party: replaced, never changed');
  ELSIF meetings_is_sealed(meetings_decision_of(CASE WHEN TG_OP = 'DELETE' THEN OLD.vote_id ELSE NEW.vote_id END)) THEN
    PERFORM meetings_promise('party: the decision is sealed');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $body$;

CREATE OR REPLACE TRIGGER meetings_partycount_keep BEFORE INSERT OR UPDATE OR DELETE ON meetings_partycount
FOR EACH ROW EXECUTE FUNCTION meetings_keep_partycount();
