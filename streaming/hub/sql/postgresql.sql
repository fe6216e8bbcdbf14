-- Frames follow each other without a hole, and nobody takes one out or moves it.

CREATE OR REPLACE FUNCTION hub_frame_gapless() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.seq <> (SELECT head FROM hub_stream WHERE id = NEW.stream_id)
    OR (NEW.seq > 1 AND NOT EXISTS (
      SELECT 1 FROM hub_frame WHERE stream_id = NEW.stream_id AND seq = NEW.seq - 1)) THEN
    RAISE EXCEPTION 'a stream has no holes: hub_frame' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER hub_frame_gapless BEFORE INSERT ON hub_frame
FOR EACH ROW EXECUTE FUNCTION hub_frame_gapless();

CREATE OR REPLACE FUNCTION hub_frame_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'append-only: UPDATE of hub_frame' USING ERRCODE = 'restrict_violation';
END $body$;

CREATE OR REPLACE TRIGGER hub_frame_stays BEFORE UPDATE OF stream_id, seq, kind, at ON hub_frame
FOR EACH ROW EXECUTE FUNCTION hub_frame_stays();

CREATE OR REPLACE FUNCTION hub_stream_onward() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.head < OLD.head AND NEW.epoch = OLD.epoch THEN
    RAISE EXCEPTION 'a stream only moves on: hub_stream' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE OR REPLACE TRIGGER hub_stream_onward BEFORE UPDATE OF head ON hub_stream
FOR EACH ROW EXECUTE FUNCTION hub_stream_onward();
