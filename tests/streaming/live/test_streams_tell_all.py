"""Whatever is commanded: the frames bring a reader to the very state that a fresh snapshot has,
and no word from behind closed doors reaches the stream that everybody reads."""

import json
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.states import DecisionOutcome
from portal.core.errors import DomainError
from streaming.hub.models import Frame
from streaming.hub.selectors import snapshot_of
from streaming.hub.wire import applied
from streaming.live.selectors.picture import picture_of
from streaming.live.selectors.sections import sections_of
from streaming.live.services.attendance_commands import Arrive, Leave, StandAside
from streaming.live.services.decision_commands import Decide
from streaming.live.services.item_commands import CloseItem, MoveItem, OpenItem, SetDoors, TableItem
from streaming.live.services.meeting_commands import GiveNotice, PauseMeeting, ResumeMeeting
from streaming.live.services.round_commands import Acclaim, Gavel, OpenRound
from streaming.live.services.speaking_commands import MoveMotion, Queue, SetQuestions, StartSpeech
from streaming.live.services.telling import every_stream
from streaming.live.states import AsideKind
from tests.streaming.live.factories import YES, House, opened, question
from tests.streaming.live.test_voting import say

pytestmark = pytest.mark.django_db

SECRET = "Bidrag till en enskild"
_names = count()


def steps(made: House) -> list[Any]:
    """Everything that somebody may try, in or out of order."""
    someone = made.members[2].pk
    return [
        *(OpenItem(item.record) for item in made.items),
        CloseItem(),
        TableItem(),
        MoveItem(made.items[2].record, "up"),
        SetDoors(made.items[0].record, closed=True),
        SetDoors(made.items[0].record, closed=False),
        PauseMeeting(),
        ResumeMeeting(),
        GiveNotice("Strax."),
        Leave(someone),
        Arrive((someone,)),
        StandAside(someone, AsideKind.CONFLICT),
        Queue(attendee=someone),
        StartSpeech(1),
        MoveMotion((someone,), "Avslag."),
        SetQuestions("Först huvudförslaget."),
        Acclaim(question(), YES),
        OpenRound(question()),
        "ballots",
        Gavel(),
        Gavel(tie="lot_no"),
        Decide(DecisionOutcome.APPROVED, "Ja."),
    ]


def take(made: House, step: Any) -> None:
    try:
        if step == "ballots":
            if made.live.rounds.filter(state="open").exists():
                say(made, "yes", "no", "yes")
        elif isinstance(step, StartSpeech):
            turn = made.live.turns.filter(state="waiting").first()
            made.does(StartSpeech(turn.pk if turn else 0))
        else:
            made.does(step)
    except DomainError:
        pass  # refused, and so nothing may have been told


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(path=st.lists(st.integers(min_value=0, max_value=22), min_size=4, max_size=14))
def test_frames_lead_to_the_snapshot_and_both_to_the_state(path: list[int]) -> None:
    made = opened(short_name=f"n{next(_names)}")
    todo = steps(made)
    for place in path:
        take(made, todo[place % len(todo)])
    for stream, public, language in every_stream(made.live):
        if language != "sv":
            continue
        state: dict[str, Any] = {}
        for frame in Frame.objects.filter(stream=stream).order_by("seq"):
            state = applied(state, json.loads(frame.data))
        snapshot = snapshot_of(stream)
        assert state == snapshot.sections
        now = json.loads(json.dumps(sections_of(picture_of(made.now()), public=public)))
        assert {name: value["data"] for name, value in snapshot.sections.items()} == now


def test_no_word_of_a_closed_item_is_in_the_public_stream() -> None:
    made = opened()
    member = made.members[2].pk
    made.does(
        OpenItem(made.items[1].record),
        Queue(attendee=member),
        MoveMotion((member,), "Hemligt yrkande"),
        OpenRound(question(about="Hemlig fråga")),
    )
    say(made, "yes")
    made.does(Gavel(), Decide(DecisionOutcome.APPROVED, "Hemligt beslut"), CloseItem())
    for stream, public, _language in every_stream(made.live):
        words = "".join(Frame.objects.filter(stream=stream).values_list("data", flat=True))
        hidden = [word for word in (SECRET, "Hemlig") if word in words]
        assert hidden == ([] if public else [SECRET, "Hemlig"])
