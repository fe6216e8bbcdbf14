-- What must hold of threads whoever writes.

CREATE TRIGGER threads_comment_open BEFORE INSERT ON threads_comment
WHEN NOT EXISTS (SELECT 1 FROM threads_thread WHERE id = NEW.thread_id AND state = 'open')
BEGIN
  SELECT RAISE(ABORT, 'locked: threads_comment');
END;

CREATE TRIGGER threads_comment_gapless BEFORE INSERT ON threads_comment
WHEN NEW.seq <> (SELECT last_seq FROM threads_thread WHERE id = NEW.thread_id)
  OR (NEW.seq > 1 AND NOT EXISTS (
    SELECT 1 FROM threads_comment WHERE thread_id = NEW.thread_id AND seq = NEW.seq - 1))
BEGIN
  SELECT RAISE(ABORT, 'a thread has no holes: threads_comment');
END;

CREATE TRIGGER threads_comment_levels BEFORE INSERT ON threads_comment
WHEN NEW.parent_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM threads_comment WHERE id = NEW.parent_id AND thread_id = NEW.thread_id
  AND parent_id IS NULL AND state = 'visible')
BEGIN
  SELECT RAISE(ABORT, 'no reply here: threads_comment');
END;

CREATE TRIGGER threads_comment_stays BEFORE UPDATE OF thread_id, seq, parent_id, created_at, "key"
ON threads_comment
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of threads_comment');
END;

CREATE TRIGGER threads_comment_delete BEFORE DELETE ON threads_comment
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from threads_comment');
END;

CREATE TRIGGER threads_thread_onward BEFORE UPDATE OF last_seq ON threads_thread
WHEN NEW.last_seq < OLD.last_seq
BEGIN
  SELECT RAISE(ABORT, 'a thread only moves on: threads_thread');
END;

CREATE TRIGGER threads_measure_update BEFORE UPDATE ON threads_measure
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of threads_measure');
END;

CREATE TRIGGER threads_measure_delete BEFORE DELETE ON threads_measure
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from threads_measure');
END;

CREATE TRIGGER threads_threadpolicy_update BEFORE UPDATE ON threads_threadpolicy
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of threads_threadpolicy');
END;

CREATE TRIGGER threads_threadpolicy_delete BEFORE DELETE ON threads_threadpolicy
BEGIN
  SELECT RAISE(ABORT, 'append-only: DELETE from threads_threadpolicy');
END;
