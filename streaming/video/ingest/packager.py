"""From what ffmpeg writes to segments on disk, rows in the database and playlists in view."""

import contextlib
import logging
import subprocess
from threading import Lock, Thread
from typing import BinaryIO, cast

from django.db import close_old_connections

from portal.core.clock import now
from streaming.video.ingest import ffmpeg
from streaming.video.media.boxes import WrongBoxes
from streaming.video.media.clock import ServerClock
from streaming.video.media.segments import Piece, SegmentReader
from streaming.video.models import Header, Session
from streaming.video.services.sessions import Arrived, add_header, add_segment, is_current
from streaming.video.showing import show
from streaming.video.states import TrackKind

CHUNK = 64 * 1024
WHOLE_EVERY = 5
"""Segments between two looks at the whole; the edge is looked at after each."""

log = logging.getLogger(__name__)


class Packager:
    """One session: reads ffmpeg's output to its end. `run` returns when nothing more comes."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._clock, self._lock = ServerClock(session.began_at), Lock()
        self._sound: subprocess.Popen[bytes] | None = None
        self._sound_thread: Thread | None = None

    def run(self, output: BinaryIO) -> None:
        """Raises WrongBoxes, OSError; what was whole before stays."""
        reader, track = SegmentReader(), _Track(self.session, TrackKind.PICTURE)
        try:
            while data := output.read1(CHUNK):  # type: ignore[attr-defined]  # a buffered pipe
                for piece in reader.feed(data):
                    self._take(track, reader, piece)
                self._pass_on(reader, data)
                if not track.may_go_on:
                    return
            for piece in reader.rest():
                self._take(track, reader, piece)
        finally:
            self._end_sound()

    def _take(self, track: "_Track", reader: SegmentReader, piece: Piece) -> None:
        received = now()
        with self._lock:
            begins = self._clock.place(piece.begins, piece.seconds, received)
        track.add(reader, piece, Arrived(piece, begins, received))
        show(self.session.recording_id, whole=track.count % WHOLE_EVERY == 1)
        track.may_go_on = is_current(self.session)

    def _pass_on(self, reader: SegmentReader, data: bytes) -> None:
        """To the rendition with sound alone, which begins once it is known that there is sound."""
        if self._sound is None and any(not each.is_picture for each in reader.tracks):
            self._sound = ffmpeg.sound_only()
            self._sound_thread = Thread(target=self._read_sound, daemon=True)
            self._sound_thread.start()
            data = reader.begun
        if self._sound is not None and self._sound.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._sound.stdin.write(data)
                self._sound.stdin.flush()

    def _read_sound(self) -> None:
        assert self._sound is not None
        reader, track = SegmentReader(), _Track(self.session, TrackKind.SOUND)
        output = cast(BinaryIO, self._sound.stdout)
        try:
            while data := output.read1(CHUNK):  # type: ignore[attr-defined]  # a buffered pipe
                for piece in reader.feed(data):
                    self._take_sound(track, reader, piece)
            for piece in reader.rest():
                self._take_sound(track, reader, piece)
        except (WrongBoxes, OSError) as error:
            log.error("the sound of %s: %s", self.session.recording_id, error)
        finally:
            close_old_connections()

    def _take_sound(self, track: "_Track", reader: SegmentReader, piece: Piece) -> None:
        """On the clock of the pictures, whose first segment comes before or with it."""
        received = now()
        with self._lock:
            begins = self._clock.time_of(piece.begins)
            begins = begins or self._clock.place(piece.begins, piece.seconds, received)
        track.add(reader, piece, Arrived(piece, max(begins, self.session.began_at), received))

    def _end_sound(self) -> None:
        if self._sound is None:
            return
        assert self._sound.stdin is not None
        assert self._sound_thread is not None
        with contextlib.suppress(BrokenPipeError):
            self._sound.stdin.close()
        self._sound_thread.join(timeout=20)
        ffmpeg.end(self._sound)


class _Track:
    """The segments of one kind in a session."""

    def __init__(self, session: Session, kind: TrackKind) -> None:
        self._session, self._kind = session, kind
        self._header: Header | None = None
        self.count = 0
        self.may_go_on = True

    def add(self, reader: SegmentReader, piece: Piece, arrived: Arrived) -> None:
        if self._header is None:
            self._header = add_header(
                session=self._session,
                kind=self._kind,
                header=reader.header,
                tracks=reader.tracks,
            )
        self.count += 1
        add_segment(session=self._session, header=self._header, number=self.count, arrived=arrived)
