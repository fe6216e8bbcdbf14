"""Captions are uploaded or heard, found by their words, and open the picture at the second."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from meetings.moments import MomentKind, picture_second
from portal.ledger.readers import ANONYMOUS
from search.index.feeding import feed_streams
from search.index.rebuilding import rebuild
from search.selectors import answer, excerpts_in
from streaming.video.errors import WrongCaptions
from streaming.video.models import Cue, Recording
from streaming.video.selectors import public_meeting, without_captions
from streaming.video.services.captions import upload_captions
from streaming.video.services.chapters import nudge
from streaming.video.services.recordings import end_recording, new_caption_key
from streaming.video.services.withholding import withhold
from streaming.video.showing import show
from streaming.video.states import WithholdingKind
from streaming.video.storage import shown_folder
from tests.meetings.decisions.test_pages import vote
from tests.meetings.outlets.factories import decision, item, publish
from tests.search.documents import asked
from tests.streaming.video.conftest import Room, publish_meeting, recorded

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]

VTT = """WEBVTT

00:00.500 --> 00:01.500
<v Ordföranden>Mötet är <b>öppnat</b>.

00:05.000 --> 00:06.000
Spårvagnen skramlar.
""".encode()


@pytest.fixture
def recording(pictures: bytes) -> Recording:
    """Eight seconds in four segments, live."""
    return recorded(publish_meeting(), pictures)


@pytest.fixture
def engine(settings: Settings, search_dir: Path) -> None:
    settings.SEARCH_ENGINE = "whoosh"


def upload(recording: Recording, data: bytes = VTT, language: str = "sv") -> int:
    return upload_captions(
        recording=recording.pk, data=data, language=language, is_automatic=False, actor=None
    )


def said(recording: Recording, key: str, body: object) -> int:
    return (
        Client()
        .post(
            f"/api/v1/video/{recording.pk}/captions",
            data=body if isinstance(body, str) else json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"} if key else {},
        )
        .status_code
    )


def opened_by(word: str) -> Sequence[str]:
    plan = asked(word)
    shown = excerpts_in(answer(plan, ANONYMOUS).found, plan)
    return [excerpt.url for each in shown for excerpt in each.excerpts]


def feed() -> None:
    while feed_streams():
        pass


def chapters(recording: Recording) -> list[tuple[str, float]]:
    told = json.loads((shown_folder(recording.pk) / "chapters.json").read_text())["chapters"]
    return [(each["key"], each["position"]) for each in told]


def test_an_uploaded_file_is_shown_as_plain_text(recording: Recording) -> None:
    assert upload(recording) == 2
    words = (shown_folder(recording.pk) / "captions-sv.vtt").read_text()
    assert "00:00:00.500 --> 00:00:01.500\nMötet är öppnat.\n" in words


@pytest.mark.parametrize(
    ("data", "language"),
    [
        (b"1\n00:00:01,000 --> 00:00:02,000\nSRT\n", "sv"),
        (b"WEBVTT\n\n00:05.000 --> 00:01.000\nBaklanges\n", "sv"),
        (b"WEBVTT\n\n01:00:00.000 --> 01:00:01.000\nEfter slutet\n", "sv"),
        (b"\xff\xfe", "sv"),
        (VTT, "tlh"),
    ],
)
def test_a_file_that_is_no_captions_is_refused(
    recording: Recording, data: bytes, language: str
) -> None:
    with pytest.raises(WrongCaptions):
        upload(recording, data, language)
    assert Cue.objects.count() == 0


def test_captions_are_heard_with_the_key_alone(recording: Recording) -> None:
    key = new_caption_key(recording=recording.pk, actor=None)
    line = {"text": "Nu <i>börjar</i> vi.", "seconds": 3}
    assert said(recording, "", line) == 401
    assert said(recording, "fel", line) == 403
    assert said(recording, key, "inte json") == 400
    assert said(recording, key, {"text": "för länge", "seconds": 3600}) == 400
    assert said(recording, key, {"text": "x" * 10_001}) == 400
    assert said(recording, key, line) == 204
    assert list(Cue.objects.values_list("text", flat=True)) == ["Nu börjar vi."]
    end_recording(recording=recording.pk)
    assert said(recording, key, line) == 403


def heard(recording: Recording, name: str) -> list[str]:
    told = json.loads((shown_folder(recording.pk) / name).read_text())
    return [text for _begins, _ends, text in told["cues"]]


def test_who_rewinds_while_it_runs_gets_the_words_of_long_ago(recording: Recording) -> None:
    key = new_caption_key(recording=recording.pk, actor=None)
    begun = recording.segments.earliest("begins").begins
    for text, second in (("Mötet är öppnat.", 1), ("Ska bort.", 5)):
        assert said(recording, key, {"text": text}) == 204
        at = begun + timedelta(seconds=second)
        Cue.objects.filter(text=text).update(begins=at, ends=at + timedelta(seconds=1))
    ago = timedelta(hours=1)
    recording.segments.update(begins=F("begins") - ago, received=F("received") - ago)
    Cue.objects.update(begins=F("begins") - ago, ends=F("ends") - ago)
    show(recording.pk)
    assert heard(recording, "captions-now.json") == []
    assert heard(recording, "captions-so-far.json") == ["Mötet är öppnat.", "Ska bort."]
    withhold(
        recording=recording.pk,
        kind=WithholdingKind.CUT,
        begins=5,
        ends=6,
        reason="Ett personnummer lästes upp.",
        actor=None,
    )
    assert heard(recording, "captions-so-far.json") == ["Mötet är öppnat."]
    end_recording(recording=recording.pk)
    assert not (shown_folder(recording.pk) / "captions-so-far.json").exists()


@pytest.mark.usefixtures("engine")
def test_what_was_said_is_found_and_opens_at_the_second(recording: Recording) -> None:
    end_recording(recording=recording.pk)
    rebuild()
    upload(recording)
    feed()
    assert opened_by("spårvagnen") == [f"{recording.path}#t=0"]
    upload(recording, VTT.replace(b"00:00.500 --> 00:01.500", b"00:04.000 --> 00:04.500"))
    assert opened_by("spårvagnen") == []
    feed()
    assert opened_by("spårvagnen") == [f"{recording.path}#t=4"]


@pytest.mark.usefixtures("engine")
def test_what_was_captioned_live_is_found_once_the_recording_has_ended(
    recording: Recording,
) -> None:
    rebuild()
    key = new_caption_key(recording=recording.pk, actor=None)
    assert said(recording, key, {"text": "Spårvagnen skramlar."}) == 204
    at = recording.segments.earliest("begins").begins + timedelta(seconds=5.5)
    Cue.objects.update(begins=at, ends=at + timedelta(seconds=1))
    end_recording(recording=recording.pk)
    feed()
    assert opened_by("spårvagnen") == [f"{recording.path}#t=5"]


@pytest.mark.usefixtures("engine")
def test_words_of_an_erased_passage_are_nowhere(recording: Recording) -> None:
    rebuild()
    upload(recording)
    feed()
    withhold(
        recording=recording.pk,
        kind=WithholdingKind.MUTED,
        begins=4.5,
        ends=5.5,
        reason="Ett personnummer lästes upp.",
        actor=None,
        erase=True,
    )
    assert opened_by("spårvagnen") == []
    feed()
    assert (opened_by("spårvagnen"), opened_by("öppnat")) == ([], [f"{recording.path}#t=0"])
    assert list(Cue.objects.values_list("text", flat=True)) == ["Mötet är öppnat."]


def test_chapters_come_from_the_log_and_can_be_nudged(recording: Recording, room: Room) -> None:
    first = recording.segments.order_by("begins")[0].begins
    room.tell(MomentKind.ITEM_OPENED, first + timedelta(seconds=1), title="Trafik", number="7")
    room.tell(MomentKind.SPEAKER_STARTED, first + timedelta(seconds=3), name="Påhittad Person")
    room.tell(MomentKind.ROUND_OPENED, first + timedelta(seconds=5))
    show(recording.pk)
    assert chapters(recording) == [("item-1", 1.0), ("speaker-2", 3.0), ("vote-3", 5.0)]
    nudge(recording=recording.pk, chapter="vote-3", seconds=1)
    assert chapters(recording)[-1] == ("vote-3", 6.0)


def test_a_decision_and_its_vote_lead_to_their_seconds(
    recording: Recording, room: Room, client: Client
) -> None:
    meeting = public_meeting(recording.meeting)
    assert meeting is not None
    about = item(meeting, "7")
    decided = decision(about, number=90)
    held = vote(decided)
    publish(about, decided, held)
    first = recording.segments.order_by("begins")[0].begins
    room.tell(MomentKind.ITEM_OPENED, first + timedelta(seconds=1), item=about.id)
    for kind, second in ((MomentKind.ROUND_OPENED, 3), (MomentKind.ROUND_GAVELLED, 4)):
        room.tell(kind, first + timedelta(seconds=second), item=about.id, round=held.id)
    room.tell(MomentKind.DECIDED, first + timedelta(seconds=6), item=about.id)
    show(recording.pk)
    page = f'href="{recording.path}#t='
    expected = {about.path: "1346", decided.path: "346", held.path: "34"}
    for path, seconds in expected.items():
        shown = client.get(path).content.decode()
        assert "".join(part[0] for part in shown.split(page)[1:]) == seconds


def test_a_recording_lacks_captions_until_a_file_is_there(recording: Recording) -> None:
    everything = Recording.objects.all()
    assert list(without_captions(everything)) == []
    end_recording(recording=recording.pk)
    assert list(without_captions(everything)) == [recording]
    upload(recording)
    assert list(without_captions(everything)) == []


def test_a_moment_has_its_second_in_the_picture(recording: Recording) -> None:
    first = recording.segments.order_by("begins")[0].begins
    assert _second(recording.meeting, first - timedelta(seconds=1)) == [None]
    assert _second(recording.meeting, first + timedelta(seconds=5.5)) == [5]
    assert _second(recording.meeting, first + timedelta(minutes=5)) == [8]
    withhold(
        recording=recording.pk,
        kind=WithholdingKind.CUT,
        begins=2.5,
        ends=3,
        reason="Fel person i bild.",
        actor=None,
    )
    assert _second(recording.meeting, first + timedelta(seconds=5.5)) == [3]
    end_recording(recording=recording.pk)
    assert _second(recording.meeting, timezone.now() + timedelta(minutes=5)) == [None]


def _second(meeting: UUID, moment: datetime) -> list[int | None]:
    return list(picture_second.ask(meeting, moment))
