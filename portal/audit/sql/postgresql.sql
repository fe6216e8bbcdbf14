-- The audit log on PostgreSQL: written once. What is older than ten years may be erased by the
-- job of retention, nothing sooner.

CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'append-only: % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $body$;

CREATE OR REPLACE FUNCTION audit_check_deletion() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF OLD.at > now() - interval '10 years' THEN
    RAISE EXCEPTION 'append-only: DELETE from %', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $body$;

CREATE OR REPLACE TRIGGER audit_auditevent_update BEFORE UPDATE ON audit_auditevent
FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_auditevent_delete BEFORE DELETE ON audit_auditevent
FOR EACH ROW EXECUTE FUNCTION audit_check_deletion();
CREATE OR REPLACE TRIGGER audit_auditevent_truncate BEFORE TRUNCATE ON audit_auditevent
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
