-- Append-only tables on SQLite. Each statement is compared with what the database holds.
-- A replaced row fires no DELETE trigger unless recursive_triggers is on, so every table
-- also refuses to insert what is already there.

CREATE TRIGGER ledger_act_insert BEFORE INSERT ON ledger_act
WHEN EXISTS (SELECT 1 FROM ledger_act WHERE id = NEW.id OR key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'append-only: the act is there already'); END;

CREATE TRIGGER ledger_act_update BEFORE UPDATE ON ledger_act
BEGIN SELECT RAISE(ABORT, 'append-only: UPDATE of ledger_act'); END;

CREATE TRIGGER ledger_act_delete BEFORE DELETE ON ledger_act
BEGIN SELECT RAISE(ABORT, 'append-only: DELETE from ledger_act'); END;

CREATE TRIGGER ledger_entry_insert BEFORE INSERT ON ledger_entry
BEGIN
  SELECT RAISE(ABORT, 'append-only: seq is not the one before plus one')
  WHERE NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM ledger_entry);
  SELECT RAISE(ABORT, 'append-only: version is not the one before plus one')
  WHERE NEW.version <>
    (SELECT coalesce(max(version), 0) + 1 FROM ledger_entry WHERE record_id = NEW.record_id);
  SELECT RAISE(ABORT, 'append-only: the record is erased')
  WHERE EXISTS
    (SELECT 1 FROM ledger_entry WHERE record_id = NEW.record_id AND verb = 'erased');
  SELECT RAISE(ABORT, 'append-only: recorded before the entry before it')
  WHERE NEW.recorded_at < (SELECT recorded_at FROM ledger_entry WHERE seq = NEW.seq - 1);
END;

CREATE TRIGGER ledger_entry_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: UPDATE of ledger_entry'); END;

CREATE TRIGGER ledger_entry_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: DELETE from ledger_entry'); END;

CREATE TRIGGER ledger_entry_erase AFTER INSERT ON ledger_entry WHEN NEW.verb = 'erased'
BEGIN
  DELETE FROM ledger_content
  WHERE entry_id IN (SELECT seq FROM ledger_entry WHERE record_id = NEW.record_id);
END;

CREATE TRIGGER ledger_content_insert BEFORE INSERT ON ledger_content
BEGIN
  SELECT RAISE(ABORT, 'append-only: the content is there already')
  WHERE EXISTS (SELECT 1 FROM ledger_content WHERE entry_id = NEW.entry_id);
  SELECT RAISE(ABORT, 'append-only: the entry is not there, or erased, or holds no content')
  WHERE NOT EXISTS
    (SELECT 1 FROM ledger_entry WHERE seq = NEW.entry_id AND verb IN ('published', 'corrected'))
  OR EXISTS
    (SELECT 1 FROM ledger_entry AS entry JOIN ledger_entry AS erased USING (record_id)
     WHERE entry.seq = NEW.entry_id AND erased.verb = 'erased');
END;

CREATE TRIGGER ledger_content_update BEFORE UPDATE ON ledger_content
BEGIN SELECT RAISE(ABORT, 'append-only: UPDATE of ledger_content'); END;

CREATE TRIGGER ledger_content_delete BEFORE DELETE ON ledger_content
WHEN NOT EXISTS
  (SELECT 1 FROM ledger_entry AS entry JOIN ledger_entry AS erased USING (record_id)
   WHERE entry.seq = OLD.entry_id AND erased.verb = 'erased')
BEGIN SELECT RAISE(ABORT, 'append-only: DELETE from ledger_content'); END;

CREATE TRIGGER ledger_fileuse_insert BEFORE INSERT ON ledger_fileuse
WHEN EXISTS
  (SELECT 1 FROM ledger_fileuse
   WHERE id = NEW.id OR (entry_id = NEW.entry_id AND name = NEW.name))
OR NOT EXISTS (SELECT 1 FROM ledger_content WHERE entry_id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'append-only: the file is listed already, or by no content'); END;

CREATE TRIGGER ledger_fileuse_update BEFORE UPDATE ON ledger_fileuse
BEGIN SELECT RAISE(ABORT, 'append-only: UPDATE of ledger_fileuse'); END;

CREATE TRIGGER ledger_fileuse_delete BEFORE DELETE ON ledger_fileuse
WHEN NOT EXISTS
  (SELECT 1 FROM ledger_entry AS entry JOIN ledger_entry AS erased USING (record_id)
   WHERE entry.seq = OLD.entry_id AND erased.verb = 'erased')
BEGIN SELECT RAISE(ABORT, 'append-only: DELETE from ledger_fileuse'); END;
