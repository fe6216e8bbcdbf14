"""The played meeting goes through from the first arrival to the drafts of its decisions."""

import datetime

import pytest

from meetings.models import AgendaItem, Decision, Meeting, RuleSet
from meetings.moments import MomentKind, moments_of
from portal.accounts.roles import Role
from streaming.live.demo.play import play
from streaming.live.models import Result
from streaming.live.services.recording import write_record
from streaming.live.states import LiveState
from tests.meetings.decisions.factories import SEATS, membership, person
from tests.meetings.registry import factories as make


@pytest.mark.django_db
def test_the_whole_meeting_is_played_and_becomes_drafts() -> None:
    rules = RuleSet.objects.create(name="Öppen", meetings_public=True)
    organization = make.organization("demonamnden", "Demonämnden", rule_set=rules, live=True)
    for number, party in enumerate(SEATS, 1):
        membership(person(f"Ledamot {number}", party), organization, live=True)
    membership(person("Ersättare", "S"), organization, role="substitute", live=True)
    meeting = Meeting(
        organization=organization,
        start=datetime.datetime(2024, 3, 14, 12, tzinfo=datetime.UTC),
        state="called",
        live=True,
    )
    meeting.items = [
        AgendaItem(number=str(number), title=f"Punkt {number}", closed=number == 3)
        for number in range(1, 5)
    ]
    meeting.save()
    secretary = make.keeper(organization, username="sekreterare", role=Role.SECRETARY)
    rests: list[int] = []
    live = play(meeting=meeting, secretary=secretary, rest=lambda: rests.append(1))
    assert (live.state, len(rests) > 40) == (LiveState.CLOSED, True)
    assert list(Result.objects.order_by("pk").values_list("yes", "no", "won")) == [
        (None, None, "yes"),
        (4, 4, "yes"),
        (6, 1, "yes"),
    ]
    public = [moment.kind for moment in moments_of(live.pk)]
    assert public.count(MomentKind.DOORS_CLOSED) == public.count(MomentKind.DOORS_OPENED) == 1
    assert len(write_record(meeting=live.pk, user=secretary)) == 4
    assert Decision.objects.count() == 4
