"""What an encoder sends, taken in: sessions, headers, segments. A hot path, a few rows a second."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from portal.core.clock import now
from streaming.video.errors import RecordingEnded, WrongKey
from streaming.video.media.segments import Piece
from streaming.video.media.tracks import Track
from streaming.video.models import Header, Recording, Segment, Session
from streaming.video.selectors import is_open_to_all
from streaming.video.services.recordings import digest_of
from streaming.video.states import RecordingState, TrackKind
from streaming.video.storage import held_folder, make_folders, write_whole

LETTERS = {TrackKind.PICTURE: "v", TrackKind.SOUND: "a"}


def begin_session(*, key: str) -> Session:
    """Let an encoder in under its key. One that is still thought to be there has gone: a line
    that broke is not always told. Raises WrongKey, RecordingEnded."""
    with transaction.atomic():
        found = Recording.objects.select_for_update().filter(key_digest=digest_of(key)).first()
        if found is None:
            raise WrongKey("Strömnyckeln stämmer inte.")
        if found.state == RecordingState.ENDED:
            raise RecordingEnded("Inspelningen är avslutad.")
        moment = now()
        found.sessions.filter(ended_at=None).update(ended_at=moment)
        if found.state == RecordingState.WAITING:
            found.state = RecordingState.LIVE
            found.save(update_fields=["state"])
        number = found.sessions.count() + 1
        make_folders(found.pk)
        return Session.objects.create(recording=found, number=number, began_at=moment)


def end_session(*, session: Session) -> None:
    Session.objects.filter(pk=session.pk, ended_at=None).update(ended_at=now())


def is_current(session: Session) -> bool:
    """Whether the session still stands and its recording runs."""
    standing = Session.objects.filter(
        pk=session.pk, ended_at=None, recording__state=RecordingState.LIVE
    )
    return standing.exists()


@dataclass(frozen=True)
class Arrived:
    """A segment as it came; `begins` in the server's time."""

    piece: Piece
    begins: datetime
    received: datetime


def add_header(
    *, session: Session, kind: TrackKind, header: bytes, tracks: tuple[Track, ...]
) -> Header:
    """Every session has a header of its own: another encoder may code otherwise."""
    name = f"{LETTERS[kind]}{session.number}.mp4"
    write_whole(held_folder(session.recording_id) / name, header)
    picture = next((each for each in tracks if each.is_picture), None)
    return Header.objects.create(
        session=session,
        kind=kind,
        name=name,
        codecs=",".join(each.codec for each in tracks),
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
    )


def add_segment(*, session: Session, header: Header, number: int, arrived: Arrived) -> Segment:
    """The file first and whole, then its row: a file without a row is nothing."""
    kind = TrackKind(header.kind)
    name = f"{LETTERS[kind]}{session.number}-{number:06}.m4s"
    write_whole(held_folder(session.recording_id) / name, arrived.piece.data)
    return Segment.objects.create(
        recording_id=session.recording_id,
        header=header,
        kind=kind,
        name=name,
        number=number,
        begins=arrived.begins,
        received=arrived.received,
        milliseconds=max(1, round(arrived.piece.seconds * 1000)),
        size=len(arrived.piece.data),
        was_public=_is_for_all(session.recording, arrived.received),
    )


def _is_for_all(recording: Recording, received: datetime) -> bool:
    """After the doors have opened as much is held back as an encoder may lag behind the room."""
    if not is_open_to_all(recording.meeting):
        return False
    lately = received - timedelta(seconds=settings.VIDEO_MARGIN_SECONDS)
    return not recording.segments.filter(was_public=False, received__gt=lately).exists()
