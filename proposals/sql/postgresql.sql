-- What must hold of votes, events and policies whoever writes.
-- FOR KEY SHARE waits for a close that is under way (FOR UPDATE), and then sees that it is closed.

CREATE OR REPLACE FUNCTION proposals_proposalvote_open() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  PERFORM 1 FROM proposals_proposal WHERE id = NEW.proposal_id
    AND state IN ('collecting', 'reached') AND closed_at IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not open: proposals_proposalvote' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER proposals_proposalvote_open BEFORE INSERT ON proposals_proposalvote
FOR EACH ROW EXECUTE FUNCTION proposals_proposalvote_open();

CREATE OR REPLACE FUNCTION proposals_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'append-only: % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $body$;

CREATE OR REPLACE TRIGGER proposals_proposalvote_stays BEFORE UPDATE ON proposals_proposalvote
FOR EACH ROW EXECUTE FUNCTION proposals_refuse();

CREATE OR REPLACE TRIGGER proposals_proposalevent_update BEFORE UPDATE ON proposals_proposalevent
FOR EACH ROW EXECUTE FUNCTION proposals_refuse();

CREATE OR REPLACE TRIGGER proposals_proposalevent_delete BEFORE DELETE ON proposals_proposalevent
FOR EACH ROW EXECUTE FUNCTION proposals_refuse();

CREATE OR REPLACE TRIGGER proposals_policy_update BEFORE UPDATE ON proposals_policy
FOR EACH ROW EXECUTE FUNCTION proposals_refuse();

CREATE OR REPLACE TRIGGER proposals_policy_delete BEFORE DELETE ON proposals_policy
FOR EACH ROW EXECUTE FUNCTION proposals_refuse();
