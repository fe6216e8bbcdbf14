"""Who speaks, for how long, what is moved, and in which order the chair asks."""

from typing import Any

import pytest

from meetings.models import Decision
from meetings.moments import moments_of
from streaming.live.errors import OutOfOrder
from streaming.live.selectors.picture import picture_of
from streaming.live.selectors.sections import sections_of
from streaming.live.services.item_commands import OpenItem, TableItem
from streaming.live.services.meeting_commands import CloseMeeting
from streaming.live.services.recording import write_record
from streaming.live.services.speaking_commands import (
    MoveMotion,
    Queue,
    SetQuestions,
    StartSpeech,
    Strike,
    WithdrawMotion,
)
from streaming.live.states import TurnKind
from tests.streaming.live.factories import House, handling

pytestmark = pytest.mark.django_db


def told(made: House, name: str) -> Any:
    """What everybody is told of it."""
    return sections_of(picture_of(made.now()), public=True).get(name)


def test_a_reply_goes_before_who_waits_and_the_time_counts_from_the_floor() -> None:
    made = handling()
    first, second, third = made.members[:3]
    made.does(Queue(attendee=first.pk), Queue(attendee=second.pk))
    made.does(StartSpeech(made.live.turns.get(attendee=first).pk))
    made.does(Queue(attendee=third.pk, kind=TurnKind.REPLY))
    shown = told(made, "speakers")
    assert [(each["name"], each["kind"]) for each in shown["waiting"]] == [
        ("Ledamot 3", "reply"),
        ("Ledamot 2", "speech"),
    ]
    assert shown["speaking"]["name"] == "Ledamot 1"
    assert shown["speaking"]["since"] == told(made, "said")["at"]
    with pytest.raises(OutOfOrder, match="står redan"):
        made.does(Queue(attendee=second.pk))
    made.does(Strike(made.live.turns.get(attendee=second).pk))
    assert [each["name"] for each in told(made, "speakers")["waiting"]] == ["Ledamot 3"]


def test_motions_and_the_order_of_questions_are_shown_and_a_motion_can_be_withdrawn() -> None:
    made = handling()
    made.does(
        MoveMotion((made.members[1].pk, made.members[2].pk), "Avslag."),
        MoveMotion((made.members[3].pk,), "Återremiss."),
        SetQuestions("Först återremiss, sedan bifall mot avslag."),
    )
    made.does(WithdrawMotion(made.live.items.get(number="1").motions.get(text="Återremiss.").pk))
    shown = told(made, "motions")
    assert shown["questions"] == "Först återremiss, sedan bifall mot avslag."
    assert [(each["text"], len(each["movers"])) for each in shown["motions"]] == [("Avslag.", 2)]


def test_a_tabled_item_is_decided_so_and_the_next_can_be_opened() -> None:
    made = handling()
    made.does(TableItem(), OpenItem(made.items[2].record), TableItem(), CloseMeeting())
    assert [each.kind for each in moments_of(made.meeting)].count("item.tabled") == 2
    write_record(meeting=made.meeting, user=made.secretary)
    drafts = [each.get_latest_revision_as_object() for each in Decision.objects.all()]
    assert {(each.outcome, each.sentence) for each in drafts} == {
        ("tabled", "Frågan bordläggs till nästa sammanträde.")
    }
