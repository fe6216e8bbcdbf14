"""The control room's commands: in order, once, and by those who lead the meeting."""

from typing import Any
from uuid import UUID

import pytest

from meetings.moments import (
    MomentKind,
    is_behind_closed_doors,
    is_public_now,
    moments_of,
    situation_at,
)
from portal.accounts.models import User
from streaming.live.errors import NotEntitled, NothingThere, OutOfOrder, SeenTooLate, WrongSeat
from streaming.live.models import LiveEvent
from streaming.live.services.attendance_commands import Arrive, Leave, Serve, StandAside
from streaming.live.services.item_commands import CloseItem, MoveItem, OpenItem, SetDoors, TableItem
from streaming.live.services.meeting_commands import (
    CloseMeeting,
    GiveNotice,
    OpenMeeting,
    PauseMeeting,
    ResumeMeeting,
    SetPublic,
)
from streaming.live.services.obeying import obey
from streaming.live.services.round_commands import Gavel, OpenRound
from streaming.live.services.speaking_commands import EndSpeech, Queue, StartSpeech
from streaming.live.states import AsideKind, LiveState, TurnKind
from tests.streaming.live.factories import handling, house, opened, question, voting

pytestmark = pytest.mark.django_db


def kinds(meeting: UUID, **which: bool) -> list[str]:
    return [moment.kind for moment in moments_of(meeting, **which)]


def test_a_meeting_opens_pauses_goes_on_and_closes() -> None:
    made = opened()
    made.does(PauseMeeting(), ResumeMeeting(), CloseMeeting())
    assert made.now().state == LiveState.CLOSED
    assert kinds(made.meeting)[-4:] == [
        MomentKind.MEETING_OPENED,
        MomentKind.MEETING_PAUSED,
        MomentKind.MEETING_RESUMED,
        MomentKind.MEETING_CLOSED,
    ]


@pytest.mark.parametrize(
    ("made", "command", "told"),
    [
        (house, PauseMeeting(), "Sammanträdet är inte öppnat"),
        (opened, OpenMeeting(), "pågår redan"),
        (opened, CloseItem(), "Ingen punkt behandlas"),
        (handling, CloseMeeting(), "En annan punkt behandlas"),
        (handling, Gavel(), "Ingen omröstning pågår"),
        (handling, EndSpeech(), "Ingen talar"),
        (voting, OpenRound(question()), "En omröstning pågår"),
        (voting, PauseMeeting(), "En omröstning pågår"),
        (voting, CloseItem(), "En omröstning pågår"),
    ],
)
def test_a_command_out_of_order_is_refused_in_words(made, command, told) -> None:  # type: ignore[no-untyped-def]
    room = made()
    before = (room.now().seq, LiveEvent.objects.count())
    with pytest.raises(OutOfOrder, match=told):
        room.does(command)
    assert (room.now().seq, LiveEvent.objects.count()) == before


def test_an_item_is_not_opened_while_another_is_open() -> None:
    made = handling()
    with pytest.raises(OutOfOrder, match="En annan punkt behandlas"):
        made.does(OpenItem(made.items[2].record))


def test_a_command_sent_twice_is_done_once() -> None:
    made = house()
    given: dict[str, Any] = {
        "meeting": made.meeting,
        "command": OpenMeeting(),
        "user": made.secretary,
    }
    first = obey(**given, key="a", expected=0)
    again = obey(**given, key="a", expected=0)
    assert (again.repeated, again.seq) == (True, first.seq)
    assert kinds(made.meeting) == [MomentKind.MEETING_OPENED]


def test_a_command_from_an_older_page_is_refused_and_an_addition_is_not() -> None:
    made = opened()
    seen = made.now().seq
    made.does(OpenItem(made.items[0].record))
    stale: dict[str, Any] = {"meeting": made.meeting, "user": made.secretary, "expected": seen}
    with pytest.raises(SeenTooLate):
        obey(**stale, command=TableItem(), key="a")
    obey(**stale, command=Queue(attendee=made.members[0].pk), key="b")
    assert kinds(made.meeting)[-1] == MomentKind.SPEAKER_QUEUED


def test_nobody_else_leads_the_meeting() -> None:
    made = opened()
    member = made.user_of(made.members[2])
    stranger = User.objects.create_user(username="boende", password="demo")
    for user in (member, stranger):
        with pytest.raises(NotEntitled):
            obey(meeting=made.meeting, command=PauseMeeting(), user=user, key="a")


def test_the_chair_leads_it_too() -> None:
    made = opened()
    chair = made.user_of(made.members[0])
    obey(meeting=made.meeting, command=PauseMeeting(), user=chair, key="a")
    assert made.now().state == LiveState.PAUSED


def test_the_log_tells_what_was_handled_and_who_spoke_at_a_time() -> None:
    made = handling()
    made.does(Queue(attendee=made.members[1].pk))
    turn = made.live.turns.get()
    made.does(StartSpeech(turn.pk))
    told = moments_of(made.meeting)
    now = situation_at(told, told[-1].at)
    assert now.item is not None
    assert now.speaker is not None
    assert (now.item.number, now.item.title) == ("1", "Öppettider")
    assert (now.speaker.name, now.speaker.party) == ("Ledamot 2", "M")
    assert now.speaker.person == made.members[1].person.record_id
    every = moments_of(made.meeting, also_members=True)
    assert [each.seq for each in every] == list(range(1, len(every) + 1))


def test_whoever_is_given_the_floor_takes_it_from_the_one_before() -> None:
    made = handling()
    made.does(Queue(attendee=made.members[1].pk), Queue(guest="Direktören", kind=TurnKind.REPORT))
    first, second = made.live.turns.all()
    made.does(StartSpeech(first.pk), StartSpeech(second.pk))
    assert [(each.name, each.state) for each in made.live.turns.all()] == [
        ("Ledamot 2", "done"),
        ("Direktören", "speaking"),
    ]


def test_at_a_closed_item_the_doors_close_and_everybody_is_told_a_neutral_title() -> None:
    made = opened()
    assert is_public_now(made.meeting)
    made.does(OpenItem(made.items[1].record))
    made.does(Queue(attendee=made.members[1].pk))
    assert (is_public_now(made.meeting), is_behind_closed_doors(made.meeting)) == (False, True)
    public = moments_of(made.meeting)
    assert [each.kind for each in public][-2:] == [MomentKind.ITEM_OPENED, MomentKind.DOORS_CLOSED]
    assert {each.title for each in public[-2:]} == {"Punkt bakom stängda dörrar"}
    assert kinds(made.meeting, also_members=True)[-1] == MomentKind.SPEAKER_QUEUED
    assert moments_of(made.meeting, also_members=True)[-1].title == "Bidrag till en enskild"
    made.does(CloseItem())
    assert kinds(made.meeting)[-2:] == [MomentKind.ITEM_CLOSED, MomentKind.DOORS_OPENED]
    assert is_public_now(made.meeting)


def test_the_doors_can_close_in_the_middle_of_an_item() -> None:
    made = handling()
    made.does(SetDoors(made.items[0].record, closed=True))
    assert kinds(made.meeting)[-1] == MomentKind.DOORS_CLOSED
    assert is_behind_closed_doors(made.meeting)


def test_a_committee_that_meets_in_private_is_closed_from_the_beginning() -> None:
    made = handling(public=False)
    assert is_behind_closed_doors(made.meeting)
    assert kinds(made.meeting) == [
        MomentKind.MEETING_OPENED,
        MomentKind.DOORS_CLOSED,
        MomentKind.ITEM_OPENED,
    ]
    assert moments_of(made.meeting)[-1].title == "Punkt bakom stängda dörrar"
    made.does(SetPublic(True))
    assert is_public_now(made.meeting)


def test_before_and_after_the_meeting_no_doors_are_closed() -> None:
    made = house(public=False)
    assert not is_behind_closed_doors(made.meeting)
    made.does(OpenMeeting(), CloseMeeting())
    assert (is_public_now(made.meeting), is_behind_closed_doors(made.meeting)) == (False, False)


def test_a_substitute_serves_for_who_is_away_and_rises_when_they_come() -> None:
    made = opened()
    member, substitute = made.members[1], made.substitutes[0]
    made.does(Leave(member.pk), Arrive((substitute.pk,)), Serve(substitute.pk, member.pk))
    substitute.refresh_from_db()
    assert substitute.serves_for_id == member.pk
    made.does(Arrive((member.pk,)))
    substitute.refresh_from_db()
    assert substitute.serves_for_id is None


def test_nobody_serves_for_who_is_there_nor_two_on_one_seat() -> None:
    made = opened()
    first, second = made.substitutes
    member = made.members[1]
    made.does(Arrive((first.pk, second.pk)))
    with pytest.raises(WrongSeat, match="är här och tjänstgör"):
        made.does(Serve(first.pk, member.pk))
    made.does(Leave(member.pk), Serve(first.pk, member.pk))
    with pytest.raises(WrongSeat, match="Någon tjänstgör redan"):
        made.does(Serve(second.pk, member.pk))


def test_a_substitute_serves_for_a_member_with_a_conflict() -> None:
    made = handling()
    member, substitute = made.members[1], made.substitutes[0]
    made.does(StandAside(member.pk, AsideKind.CONFLICT), Arrive((substitute.pk,)))
    made.does(Serve(substitute.pk, member.pk))
    assert kinds(made.meeting)[-1] == MomentKind.SERVES


def test_items_that_wait_change_places() -> None:
    made = house()
    made.does(MoveItem(made.items[2].record, "up"))
    assert [each.number for each in made.live.items.all()] == ["1", "10", "2"]
    with pytest.raises(OutOfOrder, match="ytterst"):
        made.does(MoveItem(made.items[0].record, "up"))


def test_an_item_of_another_meeting_is_not_found() -> None:
    made, other = opened(), house(short_name="kn")
    with pytest.raises(NothingThere):
        made.does(OpenItem(other.items[0].record))


def test_a_notice_stands_until_it_is_taken_away() -> None:
    made = opened()
    made.does(GiveNotice("Vi börjar om tio minuter."))
    assert made.now().notice == "Vi börjar om tio minuter."
    made.does(GiveNotice(""))
    assert made.now().notice == ""
