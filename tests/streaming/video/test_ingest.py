"""A real encoder, from its first byte to what everybody can fetch."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.services.server import free_port
from streaming.video.ingest.gate import Gate
from streaming.video.ingest.testpicture import picture_command
from streaming.video.ingest.watch import begin_anew
from streaming.video.models import Recording, Segment, Session
from streaming.video.services.recordings import digest_of, end_recording
from streaming.video.states import RecordingState
from streaming.video.storage import shown_folder
from tests.faults.conftest import database_address
from tests.streaming.video.conftest import SECONDS, key_of, publish_meeting, send
from tests.waiting import wait_for

# Threads of several connections: SQLite in memory would lock whole tables.
pytestmark = [pytest.mark.ffmpeg, pytest.mark.postgresql, pytest.mark.slow]


def playlist(recording: Recording, name: str) -> str:
    return (shown_folder(recording.pk) / name).read_text()


def length_of(path: Path) -> float:
    """Seconds, as ffmpeg's own reader counts them."""
    words = ("ffprobe", "-v", "error", "-allowed_extensions", "ALL", "-show_entries")
    told = subprocess.check_output([*words, "format=duration", "-of", "csv=p=0", str(path)])
    return float(told)


def until_gone() -> None:
    wait_for(lambda: not Session.objects.filter(ended_at=None).exists())


def test_what_an_encoder_sends_can_be_played_and_is_kept(gate: Gate) -> None:
    meeting = publish_meeting()
    assert send(gate, key_of(meeting)) == 0
    until_gone()
    recording = Recording.objects.get(meeting=meeting.id)
    assert recording.state == RecordingState.LIVE
    assert "#EXT-X-ENDLIST" not in playlist(recording, "live.m3u8")
    master = playlist(recording, "master.m3u8").splitlines()
    assert master[4::2] == ["live.m3u8", "live-sound.m3u8"]
    assert 'CODECS="avc1.42c01e,mp4a.40.2",RESOLUTION=640x360' in master[3]
    end_recording(recording=recording.pk)
    for name in ("dvr.m3u8", "dvr-sound.m3u8"):
        assert playlist(recording, name).endswith("#EXT-X-ENDLIST\n")
        assert abs(length_of(shown_folder(recording.pk) / name) - SECONDS) < 0.5


def test_a_wrong_key_is_refused_and_leaves_nothing(gate: Gate, video_dir: Path) -> None:
    key_of(publish_meeting())
    assert send(gate, "0" * 32, seconds=2) != 0
    assert Session.objects.count() == 0
    assert list(video_dir.rglob("*.m4s")) == []


def test_a_key_opens_nothing_once_there_is_a_new_one(gate: Gate) -> None:
    meeting = publish_meeting()
    old, new = key_of(meeting), key_of(meeting)
    assert send(gate, old, seconds=2) != 0
    assert Recording.objects.get().key_digest == digest_of(new)


def test_an_encoder_that_comes_back_goes_on_with_the_same_recording(gate: Gate) -> None:
    meeting = publish_meeting()
    key = key_of(meeting)
    for _time in range(2):
        assert send(gate, key, seconds=4) == 0
        until_gone()
    recording = Recording.objects.get()
    assert recording.sessions.count() == 2
    for name in ("live.m3u8", "dvr.m3u8", "dvr-sound.m3u8"):
        text = playlist(recording, name)
        assert text.count("#EXT-X-DISCONTINUITY\n") == 1
        assert text.count("#EXT-X-MAP") == 2
    end_recording(recording=recording.pk)
    assert abs(length_of(shown_folder(recording.pk) / "dvr.m3u8") - 8) < 0.5


def test_a_packager_that_is_killed_goes_on_with_the_same_recording(
    transactional_db: None, video_dir: Path
) -> None:
    meeting = publish_meeting()
    key, port = key_of(meeting), free_port()
    for _time in range(2):
        with listening(port, video_dir) as packager:
            encoder = encode(port, key)
            until_more(2)
            packager.send_signal(signal.SIGKILL)
            encoder.wait(30)
    begin_anew()
    recording = Recording.objects.get()
    assert (recording.state, recording.sessions.count()) == (RecordingState.LIVE, 2)
    end_recording(recording=recording.pk)
    text = playlist(recording, "dvr.m3u8")
    assert (text.count("#EXT-X-DISCONTINUITY\n"), text.count("#EXT-X-MAP")) == (1, 2)
    names = set(recording.segments.filter(kind="picture").values_list("name", flat=True))
    assert {line for line in text.splitlines() if line.endswith(".m4s")} == names


@contextmanager
def listening(port: int, video_dir: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`manage.py video listen` in a process of its own."""
    given = {"VIDEO_DIR": str(video_dir), "VIDEO_RTMP_PORT": str(port), "VIDEO_MARGIN_SECONDS": "0"}
    words = [sys.executable, "manage.py", "video", "listen"]
    environment = {**os.environ, **given, "DATABASE_URL": database_address(video_dir)}
    with subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: _answers(port))
            yield process
        finally:
            process.kill()


def encode(port: int, key: str) -> "subprocess.Popen[bytes]":
    """A camera that does not stop by itself."""
    target = f"rtmp://127.0.0.1:{port}/radslag/{key}"
    return subprocess.Popen(picture_command(target, 120), stderr=subprocess.DEVNULL)


def until_more(segments: int) -> None:
    before = Segment.objects.count()
    wait_for(lambda: Segment.objects.count() >= before + segments)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_an_ended_recording_takes_no_more(gate: Gate) -> None:
    meeting = publish_meeting()
    key = key_of(meeting)
    end_recording(recording=Recording.objects.get().pk)
    assert send(gate, key, seconds=2) != 0
    assert Session.objects.count() == 0
