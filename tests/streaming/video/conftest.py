"""A published meeting, a room with doors, and pictures of a few seconds made once."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F
from pytest_django.fixtures import Settings

from meetings.contents import MeetingContent
from meetings.moments import Moment, MomentKind, doors, moments
from streaming.video.ingest.ffmpeg import FRAGMENTED
from streaming.video.ingest.gate import Gate
from streaming.video.ingest.testpicture import picture_command
from streaming.video.media.segments import SegmentReader
from streaming.video.models import Recording, Segment
from streaming.video.services.recordings import prepare_recording
from streaming.video.services.sessions import (
    Arrived,
    add_header,
    add_segment,
    begin_session,
    end_session,
)
from streaming.video.showing import show
from streaming.video.states import TrackKind
from tests.meetings.outlets import factories as make

SECONDS = 8


@pytest.fixture(autouse=True)
def video_dir(settings: Settings, tmp_path: Path) -> Path:
    settings.VIDEO_DIR = tmp_path / "video"
    settings.VIDEO_MARGIN_SECONDS = 0
    return tmp_path / "video"


@pytest.fixture(scope="session")
def pictures() -> bytes:
    """A fragmented MP4 of eight seconds with sound, as ffmpeg hands it on."""
    command = picture_command("pipe:1", SECONDS, in_real_time=False)
    at = command.index("flv") - 1
    return subprocess.run(
        [*command[:at], *FRAGMENTED, "pipe:1"], capture_output=True, check=True
    ).stdout


class Room:
    """The room of a meeting, as the control room would tell of it."""

    def __init__(self) -> None:
        self.is_open: bool | None = None
        self.told: list[Moment] = []

    def tell(self, kind: MomentKind, at: datetime, **fields: Any) -> None:
        seq = len(self.told) + 1
        self.told.append(Moment(seq=seq, at=at, kind=kind, text=str(kind.label), **fields))


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()

    def are_open(_meeting: UUID) -> bool | None:
        return room.is_open

    def tell(_meeting: UUID, _also_members: bool) -> list[Moment]:
        return room.told

    doors.fill(are_open)
    moments.fill(tell)
    yield room
    doors._answers.remove(are_open)
    moments._answers.remove(tell)


def publish_meeting(**fields: Any) -> MeetingContent:
    """A public meeting of the council, unless told otherwise."""
    council = make.organization("kf", title="Kommunfullmäktige", meetings_public=True)
    meeting = make.meeting(council, **{"is_public": True} | fields)
    make.publish(council, meeting)
    return meeting


def key_of(meeting: MeetingContent) -> str:
    assert meeting.organization is not None
    return prepare_recording(meeting=meeting.id, organization=meeting.organization)


def recorded(meeting: MeetingContent, pictures: bytes) -> Recording:
    """A recording into which an encoder has sent these pictures and gone; without the rendition
    of sound alone, which a thread of its own makes."""
    session, reader = begin_session(key=key_of(meeting)), SegmentReader()
    pieces = [*reader.feed(pictures), *reader.rest()]
    header = add_header(
        session=session, kind=TrackKind.PICTURE, header=reader.header, tracks=reader.tracks
    )
    for number, piece in enumerate(pieces, start=1):
        begins = session.began_at + timedelta(seconds=piece.begins)
        arrived = Arrived(piece, begins, begins + timedelta(seconds=piece.seconds))
        add_segment(session=session, header=header, number=number, arrived=arrived)
    end_session(session=session)
    long_ago(session.recording_id)
    show(session.recording_id)
    return Recording.objects.get(pk=session.recording_id)


def long_ago(recording: UUID) -> None:
    """Everything was sent ten seconds earlier than it was: none of it is to come."""
    earlier = timedelta(seconds=SECONDS + 2)
    Segment.objects.filter(recording=recording).update(
        begins=F("begins") - earlier, received=F("received") - earlier
    )


@contextmanager
def open_gate() -> Iterator[Gate]:
    gate = Gate("127.0.0.1", 0)
    thread = Thread(target=gate.serve)
    thread.start()
    try:
        yield gate
    finally:
        gate.leave()
        thread.join()


@pytest.fixture
def gate(transactional_db: None) -> Iterator[Gate]:
    with open_gate() as gate:
        yield gate


def send(gate: Gate, key: str, seconds: int = SECONDS) -> int:
    """Send a picture as an encoder does; what its program ended with."""
    target = f"rtmp://127.0.0.1:{gate.address[1]}/radslag/{key}"
    command = picture_command(target, seconds, in_real_time=False)
    return subprocess.run(command, check=False, timeout=60, stderr=subprocess.DEVNULL).returncode
