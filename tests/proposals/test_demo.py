"""The demo city's invented proposals: every state, real votes, and the same a second time."""

import datetime

import pytest

from meetings.demo.load.organizations import load_organizations
from meetings.demo.load.people import load_grants, load_people
from meetings.models import Meeting
from meetings.services.publishing import publish
from meetings.states import MeetingState
from portal.core.clock import city_zone
from portal.ledger.changes import Actor
from portal.ledger.models import Entry
from proposals.demo.load import load_proposals
from proposals.demo.source import PROPOSALS
from proposals.models import Proposal, ProposalEvent, ProposalVote
from proposals.states import ProposalState as S

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)
ACTOR = Actor(role="registrar")


def quiet(_step: str, _done: int, _all: int) -> None:
    """Nobody watches."""


@pytest.fixture
def city() -> None:
    organizations = load_organizations()
    publish(records=organizations.values(), actor=ACTOR, key="organ")
    load_people()
    load_grants(organizations)
    for ahead in (1, 29):
        Meeting.objects.create(
            organization=organizations["demonamnden"],
            start=datetime.datetime(2027, 3, ahead, 13, tzinfo=city_zone()),
            state=MeetingState.PLANNED,
        )
    load_proposals(DAY, quiet)


def test_the_demo_shows_every_state_with_real_votes_told_for_their_days_and_loads_once(
    city: None,
) -> None:
    stands = {each.title: each for each in Proposal.objects.all()}
    assert {each.title: each.state for each in PROPOSALS} == {
        title: each.state for title, each in stands.items()
    }
    shown = {S.DRAFT, S.APPEALED, S.REMOVED}
    assert {each.state for each in stands.values()} == set(S) - shown
    near = stands["En cykelpump utanför varje bibliotek"]
    assert (near.votes.count(), near.shown_count.total) == (187, 187)
    followed = stands["Bänkar med ryggstöd längs Demonstrationsstråket"]
    assert list(followed.events.values_list("step", flat=True)) == [
        "submit", "publish", "reach", "close", "hand_over", "place", "decide", "follow_up",
        "follow_up",
    ]  # fmt: skip
    assert sum((followed.final_counts or {}).values()) == followed.votes.count() == 247
    assert followed.key_destroyed_at is not None
    assert followed.case is not None
    followed = Proposal.objects.get(title__startswith="Bänkar med ryggstöd")
    told = Entry.objects.filter(record=followed.record_id).order_by("version")
    taken = ProposalEvent.objects.filter(proposal=followed).order_by("seq")
    assert [each.source_time for each in told] == [each.at for each in taken]
    before = (Entry.objects.count(), ProposalVote.objects.count())
    load_proposals(DAY + datetime.timedelta(days=1), quiet)
    assert (Entry.objects.count(), ProposalVote.objects.count()) == before
