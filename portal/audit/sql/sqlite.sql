-- The audit log on SQLite: written once. What is older than ten years may be erased by the job
-- of retention, nothing sooner.

CREATE TRIGGER audit_auditevent_insert BEFORE INSERT ON audit_auditevent
WHEN EXISTS (SELECT 1 FROM audit_auditevent WHERE id = NEW.id OR key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'append-only: the event is there already'); END;

CREATE TRIGGER audit_auditevent_update BEFORE UPDATE ON audit_auditevent
BEGIN SELECT RAISE(ABORT, 'append-only: UPDATE of audit_auditevent'); END;

CREATE TRIGGER audit_auditevent_delete BEFORE DELETE ON audit_auditevent
WHEN OLD.at > datetime('now', '-10 years')
BEGIN SELECT RAISE(ABORT, 'append-only: DELETE from audit_auditevent'); END;
