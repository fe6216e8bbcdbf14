"""The roll follows the memberships until the meeting opens; what has happened then stays."""

import datetime

import pytest

from meetings.models import CallingPlace, Meeting, Membership
from streaming.live.models import Attendee
from streaming.live.services.attendance_commands import Leave, Serve
from streaming.live.services.beginning import prepare
from tests.meetings.decisions.factories import membership, person
from tests.streaming.live.factories import DAY, House, house, opened

pytestmark = pytest.mark.django_db
YESTERDAY = DAY - datetime.timedelta(days=1)


def again(made: House) -> list[str]:
    """The control room brought up to date: the names on its list."""
    meeting = Meeting.objects.get(record_id=made.meeting)
    live = prepare(meeting=meeting, user=made.secretary)
    return [each.name for each in live.attendees.order_by("place")]


def end(who: Attendee, last: datetime.date = YESTERDAY) -> None:
    Membership.objects.filter(person=who.person_id).update(valid_to=last)


def test_who_is_removed_before_the_meeting_leaves_the_list_and_a_successor_comes() -> None:
    made = house()
    end(made.members[4])
    successor = person("Efterträdare", "MP")
    membership(successor, Meeting.objects.get().organization, role="member", live=True)
    names = again(made)
    assert made.members[4].name not in names
    assert "Efterträdare" in names


def test_who_is_removed_during_the_meeting_stays_in_it_and_can_be_noted_as_gone() -> None:
    made = opened()
    gone = made.members[4]
    end(gone)
    assert gone.name in again(made)
    made.does(Leave(gone.pk))
    substitute = made.substitutes[0]
    Attendee.objects.filter(pk=substitute.pk).update(is_present=True)
    made.does(Serve(substitute.pk, gone.pk))
    assert Attendee.objects.get(pk=substitute.pk).serves_for_id == gone.pk


def test_substitutes_stand_in_the_order_in_which_they_are_called() -> None:
    made = house()
    for place, who in enumerate(reversed(made.substitutes), 1):
        held = Membership.objects.get(person=who.person_id)
        CallingPlace.objects.create(membership=held, place=place)
    assert again(made)[-2:] == [each.name for each in reversed(made.substitutes)]
