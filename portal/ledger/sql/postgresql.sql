-- Append-only tables on PostgreSQL. TRUNCATE walks past row triggers, so it has its own.

CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'append-only: % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $body$;

CREATE OR REPLACE FUNCTION ledger_is_erased(entry bigint) RETURNS boolean LANGUAGE sql AS $body$
  SELECT EXISTS
    (SELECT 1 FROM ledger_entry AS own JOIN ledger_entry AS erased USING (record_id)
     WHERE own.seq = entry AND erased.verb = 'erased')
$body$;

CREATE OR REPLACE FUNCTION ledger_check_entry() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  last ledger_entry;
  before ledger_entry;
BEGIN
  SELECT * INTO last FROM ledger_entry ORDER BY seq DESC LIMIT 1;
  SELECT * INTO before FROM ledger_entry
  WHERE record_id = NEW.record_id ORDER BY version DESC LIMIT 1;
  IF NEW.seq <> coalesce(last.seq, 0) + 1 THEN
    RAISE EXCEPTION 'append-only: seq is not the one before plus one'
    USING ERRCODE = 'integrity_constraint_violation';
  ELSIF NEW.version <> coalesce(before.version, 0) + 1 THEN
    RAISE EXCEPTION 'append-only: version is not the one before plus one'
    USING ERRCODE = 'integrity_constraint_violation';
  ELSIF before.verb = 'erased' THEN
    RAISE EXCEPTION 'append-only: the record is erased'
    USING ERRCODE = 'integrity_constraint_violation';
  ELSIF NEW.recorded_at < last.recorded_at THEN
    RAISE EXCEPTION 'append-only: recorded before the entry before it'
    USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE FUNCTION ledger_erase_contents() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  DELETE FROM ledger_content
  WHERE entry_id IN (SELECT seq FROM ledger_entry WHERE record_id = NEW.record_id);
  RETURN NULL;
END $body$;

CREATE OR REPLACE FUNCTION ledger_check_content() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF ledger_is_erased(NEW.entry_id) OR NOT EXISTS
    (SELECT 1 FROM ledger_entry WHERE seq = NEW.entry_id AND verb IN ('published', 'corrected'))
  THEN
    RAISE EXCEPTION 'append-only: the entry is not there, or erased, or holds no content'
    USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE FUNCTION ledger_check_fileuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_content WHERE entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'append-only: the file is listed by no content'
    USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE FUNCTION ledger_check_deletion() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF ledger_is_erased(OLD.entry_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'append-only: DELETE of %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $body$;

CREATE OR REPLACE TRIGGER ledger_act_update BEFORE UPDATE OR DELETE ON ledger_act
FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE OR REPLACE TRIGGER ledger_act_truncate BEFORE TRUNCATE ON ledger_act
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

CREATE OR REPLACE TRIGGER ledger_entry_insert BEFORE INSERT ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_check_entry();
CREATE OR REPLACE TRIGGER ledger_entry_erase AFTER INSERT ON ledger_entry
FOR EACH ROW WHEN (NEW.verb = 'erased') EXECUTE FUNCTION ledger_erase_contents();
CREATE OR REPLACE TRIGGER ledger_entry_update BEFORE UPDATE OR DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE OR REPLACE TRIGGER ledger_entry_truncate BEFORE TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

CREATE OR REPLACE TRIGGER ledger_content_insert BEFORE INSERT ON ledger_content
FOR EACH ROW EXECUTE FUNCTION ledger_check_content();
CREATE OR REPLACE TRIGGER ledger_content_update BEFORE UPDATE ON ledger_content
FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE OR REPLACE TRIGGER ledger_content_delete BEFORE DELETE ON ledger_content
FOR EACH ROW EXECUTE FUNCTION ledger_check_deletion();
CREATE OR REPLACE TRIGGER ledger_content_truncate BEFORE TRUNCATE ON ledger_content
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

CREATE OR REPLACE TRIGGER ledger_fileuse_insert BEFORE INSERT ON ledger_fileuse
FOR EACH ROW EXECUTE FUNCTION ledger_check_fileuse();
CREATE OR REPLACE TRIGGER ledger_fileuse_update BEFORE UPDATE ON ledger_fileuse
FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE OR REPLACE TRIGGER ledger_fileuse_delete BEFORE DELETE ON ledger_fileuse
FOR EACH ROW EXECUTE FUNCTION ledger_check_deletion();
CREATE OR REPLACE TRIGGER ledger_fileuse_truncate BEFORE TRUNCATE ON ledger_fileuse
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
