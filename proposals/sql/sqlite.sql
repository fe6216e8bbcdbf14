-- What must hold of votes, events and policies whoever writes.

CREATE TRIGGER proposals_proposalvote_open BEFORE INSERT ON proposals_proposalvote
WHEN NOT EXISTS (
  SELECT 1 FROM proposals_proposal WHERE id = NEW.proposal_id
  AND state IN ('collecting', 'reached') AND closed_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'not open: proposals_proposalvote');
END;

CREATE TRIGGER proposals_proposalvote_stays BEFORE UPDATE ON proposals_proposalvote
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of proposals_proposalvote');
END;

CREATE TRIGGER proposals_proposalevent_update BEFORE UPDATE ON proposals_proposalevent
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of proposals_proposalevent');
END;

CREATE TRIGGER proposals_proposalevent_delete BEFORE DELETE ON proposals_proposalevent
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from proposals_proposalevent');
END;

CREATE TRIGGER proposals_policy_update BEFORE UPDATE ON proposals_policy
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of proposals_policy');
END;

CREATE TRIGGER proposals_policy_delete BEFORE DELETE ON proposals_policy
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from proposals_policy');
END;
