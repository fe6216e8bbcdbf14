-- What must hold of threads whoever writes. A comment moves its thread's last_seq first, so writers
-- and moderators of one thread wait for each other there, and what is asked here holds.

CREATE OR REPLACE FUNCTION threads_comment_open() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM threads_thread WHERE id = NEW.thread_id AND state = 'open') THEN
    RAISE EXCEPTION 'locked: threads_comment' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER threads_comment_open BEFORE INSERT ON threads_comment
FOR EACH ROW EXECUTE FUNCTION threads_comment_open();

CREATE OR REPLACE FUNCTION threads_comment_gapless() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.seq <> (SELECT last_seq FROM threads_thread WHERE id = NEW.thread_id)
    OR (NEW.seq > 1 AND NOT EXISTS (
      SELECT 1 FROM threads_comment WHERE thread_id = NEW.thread_id AND seq = NEW.seq - 1)) THEN
    RAISE EXCEPTION 'a thread has no holes: threads_comment' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER threads_comment_gapless BEFORE INSERT ON threads_comment
FOR EACH ROW EXECUTE FUNCTION threads_comment_gapless();

CREATE OR REPLACE FUNCTION threads_comment_levels() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM threads_comment WHERE id = NEW.parent_id AND thread_id = NEW.thread_id
    AND parent_id IS NULL AND state = 'visible') THEN
    RAISE EXCEPTION 'no reply here: threads_comment' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER threads_comment_levels BEFORE INSERT ON threads_comment
FOR EACH ROW EXECUTE FUNCTION threads_comment_levels();

CREATE OR REPLACE FUNCTION threads_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'append-only: % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $body$;

CREATE OR REPLACE TRIGGER threads_comment_stays
BEFORE UPDATE OF thread_id, seq, parent_id, created_at, "key" ON threads_comment
FOR EACH ROW EXECUTE FUNCTION threads_refuse();

CREATE OR REPLACE TRIGGER threads_comment_delete BEFORE DELETE ON threads_comment
FOR EACH ROW EXECUTE FUNCTION threads_refuse();

CREATE OR REPLACE FUNCTION threads_thread_onward() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.last_seq < OLD.last_seq THEN
    RAISE EXCEPTION 'a thread only moves on: threads_thread' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER threads_thread_onward BEFORE UPDATE OF last_seq ON threads_thread
FOR EACH ROW EXECUTE FUNCTION threads_thread_onward();

CREATE OR REPLACE TRIGGER threads_measure_update BEFORE UPDATE ON threads_measure
FOR EACH ROW EXECUTE FUNCTION threads_refuse();

CREATE OR REPLACE TRIGGER threads_measure_delete BEFORE DELETE ON threads_measure
FOR EACH ROW EXECUTE FUNCTION threads_refuse();

CREATE OR REPLACE TRIGGER threads_threadpolicy_update BEFORE UPDATE ON threads_threadpolicy
FOR EACH ROW EXECUTE FUNCTION threads_refuse();

CREATE OR REPLACE TRIGGER threads_threadpolicy_delete BEFORE DELETE ON threads_threadpolicy
FOR EACH ROW EXECUTE FUNCTION threads_refuse();
