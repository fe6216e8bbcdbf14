-- Promises of decisions across rows, on SQLite. A decision is inserted unsealed, its votes and
-- ballots follow, and sealing it asks whether everything holds.

CREATE TRIGGER meetings_decision_insert BEFORE INSERT ON meetings_decision WHEN NEW.sealed
BEGIN SELECT RAISE(ABORT, 'decision: sealed before its votes are there'); END;

CREATE TRIGGER meetings_decision_update BEFORE UPDATE ON meetings_decision WHEN NEW.sealed
BEGIN
  SELECT RAISE(ABORT, 'decision: a vote is claimed and there is none')
  WHERE NEW.method IN ('vote', 'secret') AND NOT EXISTS (
    SELECT 1 FROM meetings_vote
    WHERE decision_id = NEW.id AND purpose = 'main' AND secret = (NEW.method = 'secret')
  );
  SELECT RAISE(ABORT, 'vote: neither counted nor told in words')
  WHERE EXISTS (
    SELECT 1 FROM meetings_vote
    WHERE decision_id = NEW.id AND CASE detail WHEN 'prose' THEN prose = ''
      ELSE yes IS NULL OR no IS NULL END
  );
  SELECT RAISE(ABORT, 'vote: only a named vote has ballots')
  WHERE EXISTS (
    SELECT 1 FROM meetings_vote AS vote JOIN meetings_ballot AS ballot ON ballot.vote_id = vote.id
    WHERE vote.decision_id = NEW.id AND vote.detail <> 'named'
  );
  SELECT RAISE(ABORT, 'vote: the counts are not those of the ballots')
  WHERE EXISTS (
    SELECT 1 FROM meetings_vote AS vote
    LEFT JOIN meetings_ballot AS ballot ON ballot.vote_id = vote.id
    WHERE vote.decision_id = NEW.id AND vote.detail = 'named'
    GROUP BY vote.id
    HAVING coalesce(vote.yes, 0) <> sum(coalesce(ballot.choice, '') = 'yes')
    OR coalesce(vote.no, 0) <> sum(coalesce(ballot.choice, '') = 'no')
    OR coalesce(vote.abstained, 0) <> sum(coalesce(ballot.choice, '') = 'abstained')
    OR coalesce(vote.absent, 0) <> sum(coalesce(ballot.choice, '') = 'absent')
    OR coalesce(vote.not_taking_part, 0) <> sum(coalesce(ballot.choice, '') = 'not_taking_part')
    OR coalesce(vote.conflict, 0) <> sum(coalesce(ballot.choice, '') = 'conflict')
  );
  SELECT RAISE(ABORT, 'vote: parties are told of an open vote known as counts')
  WHERE EXISTS (
    SELECT 1 FROM meetings_vote AS vote JOIN meetings_partycount AS party ON party.vote_id = vote.id
    WHERE vote.decision_id = NEW.id AND (vote.detail <> 'counts' OR vote.secret)
  );
  SELECT RAISE(ABORT, 'vote: the counts are not those of the parties')
  WHERE EXISTS (
    SELECT 1 FROM meetings_vote AS vote JOIN meetings_partycount AS party ON party.vote_id = vote.id
    WHERE vote.decision_id = NEW.id
    GROUP BY vote.id
    HAVING coalesce(vote.yes, 0) <> sum(party.yes)
    OR coalesce(vote.no, 0) <> sum(party.no)
    OR coalesce(vote.abstained, 0) <> sum(party.abstained)
    OR coalesce(vote.absent, 0) <> sum(party.absent)
    OR coalesce(vote.not_taking_part, 0) <> sum(party.not_taking_part)
    OR coalesce(vote.conflict, 0) <> sum(party.conflict)
  );
  SELECT RAISE(ABORT, 'vote: more ballots than seats')
  WHERE EXISTS (
    SELECT 1 FROM meetings_ballot AS ballot JOIN meetings_vote AS vote ON vote.id = ballot.vote_id
    WHERE vote.decision_id = NEW.id GROUP BY vote.id HAVING count(*) > (
      SELECT count(DISTINCT membership.person_id) FROM meetings_membership AS membership
      JOIN meetings_meeting AS meeting ON meeting.organization_id = membership.organization_id
      WHERE meeting.id = NEW.meeting_id AND membership.live
      AND membership.role IN ('chair', 'vice_chair', 'member')
      AND membership.valid_from <= NEW.date
      AND (membership.valid_to IS NULL OR membership.valid_to >= NEW.date)
    )
  );
END;

CREATE TRIGGER meetings_vote_insert BEFORE INSERT ON meetings_vote
WHEN (SELECT sealed FROM meetings_decision WHERE id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'vote: the decision is sealed'); END;

CREATE TRIGGER meetings_vote_update BEFORE UPDATE ON meetings_vote
BEGIN
  SELECT RAISE(ABORT, 'vote: the decision is sealed')
  WHERE EXISTS (SELECT 1 FROM meetings_decision WHERE id IN (OLD.decision_id, NEW.decision_id) AND sealed);
  SELECT RAISE(ABORT, 'vote: a secret vote has no ballots')
  WHERE NEW.secret AND EXISTS (SELECT 1 FROM meetings_ballot WHERE vote_id = NEW.id);
END;

CREATE TRIGGER meetings_vote_delete BEFORE DELETE ON meetings_vote
WHEN (SELECT sealed FROM meetings_decision WHERE id = OLD.decision_id)
BEGIN SELECT RAISE(ABORT, 'vote: the decision is sealed'); END;

CREATE TRIGGER meetings_ballot_insert BEFORE INSERT ON meetings_ballot
BEGIN
  SELECT RAISE(ABORT, 'ballot: the decision is sealed')
  WHERE EXISTS (
    SELECT 1 FROM meetings_vote AS vote JOIN meetings_decision AS decision ON decision.id = vote.decision_id
    WHERE vote.id = NEW.vote_id AND decision.sealed
  );
  SELECT RAISE(ABORT, 'ballot: a secret vote has no ballots')
  WHERE (SELECT secret FROM meetings_vote WHERE id = NEW.vote_id);
  SELECT RAISE(ABORT, 'ballot: the person was not a member that day')
  WHERE NOT EXISTS (
    SELECT 1 FROM meetings_vote AS vote
    JOIN meetings_decision AS decision ON decision.id = vote.decision_id
    JOIN meetings_meeting AS meeting ON meeting.id = decision.meeting_id
    JOIN meetings_membership AS membership ON membership.organization_id = meeting.organization_id
    WHERE vote.id = NEW.vote_id AND membership.person_id = NEW.person_id AND membership.live
    AND membership.role IN ('chair', 'vice_chair', 'member', 'substitute')
    AND membership.valid_from <= decision.date
    AND (membership.valid_to IS NULL OR membership.valid_to >= decision.date)
  );
END;

CREATE TRIGGER meetings_ballot_update BEFORE UPDATE ON meetings_ballot
BEGIN SELECT RAISE(ABORT, 'ballot: replaced, never changed'); END;

CREATE TRIGGER meetings_ballot_delete BEFORE DELETE ON meetings_ballot
WHEN EXISTS (
  SELECT 1 FROM meetings_vote AS vote JOIN meetings_decision AS decision ON decision.id = vote.decision_id
  WHERE vote.id = OLD.vote_id AND decision.sealed
)
BEGIN SELECT RAISE(ABORT, 'ballot: the decision is sealed'); END;

CREATE TRIGGER meetings_partycount_insert BEFORE INSERT ON meetings_partycount
WHEN EXISTS (
  SELECT 1 FROM meetings_vote AS vote JOIN meetings_decision AS decision ON decision.id = vote.decision_id
  WHERE vote.id = NEW.vote_id AND decision.sealed
)
BEGIN SELECT RAISE(ABORT, 'party: the decision is sealed'); END;

CREATE TRIGGER meetings_partycount_update BEFORE UPDATE ON meetings_partycount
BEGIN SELECT RAISE(ABORT, 'party: replaced, never changed'); END;

CREATE TRIGGER meetings_partycount_delete BEFORE DELETE ON meetings_partycount
WHEN EXISTS (
  SELECT 1 FROM meetings_vote AS vote JOIN meetings_decision AS decision ON decision.id = vote.decision_id
  WHERE vote.id = OLD.vote_id AND decision.sealed
)
BEGIN SELECT RAISE(ABORT, 'party: the decision is sealed'); END;
