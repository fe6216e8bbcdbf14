"""What is taken out of a recording, by doors or by hand, cannot be fetched by anybody."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from meetings.contents import OrganizationContent
from meetings.moments import MomentKind
from portal.accounts.roles import Role
from portal.audit.models import AuditEvent
from portal.ledger.models import Record
from portal.ledger.selectors import version_of
from streaming.video.errors import WrongPassage
from streaming.video.models import Recording, Withholding
from streaming.video.services.captions import upload_captions
from streaming.video.services.recordings import end_recording, resume, stop
from streaming.video.services.withholding import lift, withhold
from streaming.video.showing import show
from streaming.video.states import WithholdingKind
from streaming.video.storage import held_folder, shown_folder
from tests.meetings.outlets import factories as make
from tests.meetings.outlets.factories import user_in
from tests.streaming.video.conftest import Room, publish_meeting, recorded

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]

VTT = b"""WEBVTT

00:00.500 --> 00:01.500
Motet ar oppnat.

00:05.000 --> 00:06.000
Hemligheten.
"""


@pytest.fixture
def recording(pictures: bytes) -> Recording:
    """Eight seconds in four segments."""
    made = recorded(publish_meeting(), pictures)
    end_recording(recording=made.pk)
    return made


def names(recording: Recording, playlist: str = "dvr.m3u8") -> list[str]:
    """The segments that a playlist names."""
    lines = (shown_folder(recording.pk) / playlist).read_text().splitlines()
    return [line for line in lines if line.endswith(".m4s")]


def fetched(recording: Recording, name: str) -> int:
    response = Client().get(f"/video/{recording.pk}/{name}")
    if response.streaming:
        b"".join(response)  # to its end, which closes the file
    return response.status_code


def volume(recording: Recording, name: str) -> float:
    """The mean of a segment in decibels, as ffmpeg hears it."""
    folder = shown_folder(recording.pk)
    data = (folder / "v1.mp4").read_bytes() + (folder / name).read_bytes()
    words = ("ffmpeg", "-hide_banner", "-i", "pipe:0", "-af", "volumedetect", "-f", "null", "-")
    told = subprocess.run(words, input=data, capture_output=True, check=True).stderr.decode()
    return float(told.split("mean_volume:")[1].split("dB")[0])


def test_all_of_a_public_meeting_can_be_fetched(recording: Recording) -> None:
    assert names(recording) == [f"v1-{number:06}.m4s" for number in (1, 2, 3, 4)]
    assert {fetched(recording, name) for name in names(recording)} == {200}
    assert fetched(recording, "v1.mp4") == fetched(recording, "whole.m3u8") == 200


def test_no_byte_of_a_closed_item_can_be_fetched(pictures: bytes, room: Room) -> None:
    recording = recorded(publish_meeting(), pictures)
    second, third = recording.segments.filter(number__in=(2, 3)).order_by("number")
    room.tell(MomentKind.DOORS_CLOSED, second.begins + timedelta(seconds=1))
    room.tell(MomentKind.DOORS_OPENED, third.begins + timedelta(seconds=1))
    show(recording.pk)
    end_recording(recording=recording.pk)
    assert second.name not in names(recording)
    assert third.name not in names(recording)
    assert {fetched(recording, each.name) for each in (second, third)} == {404}
    closed = {(held_folder(recording.pk) / each.name).read_bytes() for each in (second, third)}
    public = {path.read_bytes() for path in shown_folder(recording.pk).iterdir()}
    assert public.isdisjoint(closed)


def test_what_came_behind_closed_doors_is_never_shown(pictures: bytes, room: Room) -> None:
    """Even when the log of events says nothing of it."""
    room.is_open = False
    recording = recorded(publish_meeting(), pictures)
    room.is_open = True
    end_recording(recording=recording.pk)
    assert names(recording) == []
    assert list(shown_folder(recording.pk).glob("*.m4s")) == []


def test_a_board_that_meets_without_the_public_shows_nothing(pictures: bytes) -> None:
    recording = recorded(publish_meeting(is_public=False), pictures)
    assert list(shown_folder(recording.pk).glob("*.m4s")) == []


def test_doors_that_the_control_room_opened_show_a_closed_board(
    pictures: bytes, room: Room
) -> None:
    room.is_open = True
    recording = recorded(publish_meeting(is_public=False), pictures)
    assert len(names(recording)) == 4


def test_a_cut_takes_pictures_sound_and_words(recording: Recording) -> None:
    upload_captions(recording=recording.pk, data=VTT, language="sv", is_automatic=False, actor=None)
    made = cut(recording)
    assert names(recording) == ["v1-000001.m4s", "v1-000002.m4s", "v1-000004.m4s"]
    assert fetched(recording, "v1-000003.m4s") == 404
    words = (shown_folder(recording.pk) / "captions-sv.vtt").read_text()
    assert "Motet ar oppnat." in words
    assert "Hemligheten" not in words
    assert (held_folder(recording.pk) / "v1-000003.m4s").exists()
    lift(withholding=made, actor=None)
    assert len(names(recording)) == 4


def cut(recording: Recording, *, erase: bool = False) -> Withholding:
    return withhold(
        recording=recording.pk,
        kind=WithholdingKind.CUT,
        begins=4.5,
        ends=5.5,
        reason="Ett personnummer lästes upp.",
        actor=None,
        erase=erase,
    )


def test_an_erased_passage_is_on_no_disk(recording: Recording, video_dir: Path) -> None:
    original = (held_folder(recording.pk) / "v1-000003.m4s").read_bytes()
    made = cut(recording, erase=True)
    left = [path for path in video_dir.rglob("*.m4s") if path.read_bytes() == original]
    assert left == []
    with pytest.raises(WrongPassage):
        lift(withholding=made, actor=None)


def test_a_muted_passage_is_seen_and_not_heard(recording: Recording) -> None:
    withhold(
        recording=recording.pk,
        kind=WithholdingKind.MUTED,
        begins=2.5,
        ends=3,
        reason="En adress lästes upp.",
        actor=None,
    )
    assert names(recording)[1] == "m-v1-000002.m4s"
    assert fetched(recording, "v1-000002.m4s") == 404
    assert volume(recording, "v1-000001.m4s") > -60
    assert volume(recording, "m-v1-000002.m4s") < -80


@pytest.mark.parametrize(("begins", "ends", "reason"), [(5, 4, "x"), (90, 95, "x"), (1, 2, " ")])
def test_a_passage_lies_in_the_recording_and_has_a_reason(
    recording: Recording, begins: float, ends: float, reason: str
) -> None:
    with pytest.raises(WrongPassage):
        withhold(
            recording=recording.pk,
            kind=WithholdingKind.CUT,
            begins=begins,
            ends=ends,
            reason=reason,
            actor=None,
        )


def test_the_switch_takes_back_the_last_seconds(pictures: bytes) -> None:
    recording = recorded(publish_meeting(), pictures)
    stop(recording=recording.pk, reason="Känsliga uppgifter.", actor=None)
    assert list(shown_folder(recording.pk).glob("*.m4s")) == []
    resume(recording=recording.pk, actor=None)
    assert list(shown_folder(recording.pk).glob("*.m4s")) == []


def test_what_is_held_back_comes_into_view_later(pictures: bytes) -> None:
    meeting = publish_meeting()
    recording = recorded(meeting, pictures)
    Recording.objects.filter(pk=recording.pk).update(delay=600)
    show(recording.pk)
    assert list(shown_folder(recording.pk).glob("*.m4s")) == []
    Recording.objects.filter(pk=recording.pk).update(delay=0)
    show(recording.pk)
    assert len(names(recording)) == 4


def test_the_registry_cuts_and_the_log_remembers(recording: Recording, client: Client) -> None:
    address = f"/registrator/inspelningar/{recording.pk}/"
    passage = {"do": "withhold", "begins": "0:07", "ends": "0:08", "kind": "cut"}
    keeper = user_in(_organization(recording), Role.REGISTRAR, "registrator-kf")
    client.force_login(keeper)
    assert client.post(address, {**passage, "reason": ""}).status_code == 200
    assert len(names(recording)) == 4
    assert client.post(address, {**passage, "reason": "Fel person i bild."}).status_code == 302
    assert len(names(recording)) == 3
    event = AuditEvent.objects.filter(kind="video_changed").latest("pk")
    assert event.actor == keeper.pk
    assert "Fel person i bild." in json.dumps(event.detail, ensure_ascii=False)


def test_nobody_else_reaches_a_recording_in_the_registry(
    recording: Recording, client: Client
) -> None:
    other = make.organization("ks")
    make.publish(other)
    client.force_login(user_in(other, Role.REGISTRAR, "registrator-ks"))
    address = f"/registrator/inspelningar/{recording.pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"do": "end"}).status_code == 404
    listed = client.get("/registrator/inspelningar/").content.decode()
    assert str(recording.pk) not in listed


def _organization(recording: Recording) -> OrganizationContent:
    content = version_of(Record.objects.get(pk=recording.organization)).content
    assert isinstance(content, OrganizationContent)
    return content
