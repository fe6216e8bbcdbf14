-- Frames follow each other without a hole, and nobody takes one out or moves it.

CREATE TRIGGER hub_frame_gapless BEFORE INSERT ON hub_frame
WHEN NEW.seq <> (SELECT head FROM hub_stream WHERE id = NEW.stream_id)
  OR (NEW.seq > 1 AND NOT EXISTS (
    SELECT 1 FROM hub_frame WHERE stream_id = NEW.stream_id AND seq = NEW.seq - 1))
BEGIN
  SELECT RAISE(ABORT, 'a stream has no holes: hub_frame');
END;

CREATE TRIGGER hub_frame_stays BEFORE UPDATE OF stream_id, seq, kind, at ON hub_frame
BEGIN
  SELECT RAISE(ABORT, 'append-only: UPDATE of hub_frame');
END;

CREATE TRIGGER hub_stream_onward BEFORE UPDATE OF head ON hub_stream
WHEN NEW.head < OLD.head AND NEW.epoch = OLD.epoch
BEGIN
  SELECT RAISE(ABORT, 'a stream only moves on: hub_stream');
END;
