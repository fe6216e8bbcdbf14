"""The public figures: by committee, by level of login, over time, and the order of the list."""

import datetime
import re
from uuid import UUID

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from meetings.services.publishing import publish
from portal.accounts.rules import EID
from portal.core.clock import now, today
from portal.ledger.changes import Actor
from proposals.models import Proposal
from proposals.outlets.chart import chart
from proposals.selectors.lists import Running, fairly
from proposals.selectors.outcomes import by_committee, totals
from proposals.services.counting import count_votes
from proposals.services.handling import decide, follow_up
from proposals.services.voting import vote
from proposals.states import ProposalOutcome
from proposals.terms import Area
from tests.proposals.factories import ROLE, collecting, policy, resident
from tests.proposals.office_factories import committee, handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen_before() -> None:
    cache.clear()


def decided(proposal: Proposal, outcome: ProposalOutcome) -> Proposal:
    return decide(
        proposal=proposal, by=resident(), role=ROLE, outcome=outcome, decision=None, reason="Så.",
    )  # fmt: skip


def test_a_committee_is_told_of_by_what_it_got_decided_carried_out_and_how_long_it_took() -> None:
    board = committee()
    publish(records=[board], actor=Actor(role="registrar"), key="board")
    waiting, late, no, yes = (
        handed_over(board, due=today() + datetime.timedelta(days=days)) for days in (9, -1, 9, 9)
    )
    decided(no, ProposalOutcome.DECLINED)
    done = decided(yes, ProposalOutcome.PARTLY)
    follow_up(proposal=done, by=resident(), role=ROLE, reason="Klart.", code="done")
    assert {waiting.committee, late.committee} == {board.record_id}
    [told] = by_committee(today())
    assert (told.received, told.decided, told.granted, told.carried_out, told.late, told.days) == (
        4, 2, 1, 1, 1, 0,
    )  # fmt: skip
    assert (totals().reached, totals().decided, totals().carried_out) == (4, 2, 1)
    page = " ".join(Client().get("/forslag/utfall/").content.decode().split())
    cells = re.search(r"Provnämnden.*?</tr>", page)
    assert cells is not None
    assert re.findall(r">(\d+)[ <]", cells[0])[:4] == ["4", "2", "1", "1"]


def test_votes_are_told_by_level_of_login_and_by_day() -> None:
    proposal = collecting(under=policy(votes=9))
    sure = resident()
    extra = {"level": "substantial"}
    SocialAccount.objects.create(user=sure, provider=EID, uid="a" * 64, extra_data=extra)
    for voter in (sure, resident(), resident()):
        vote(proposal=proposal, voter=voter)
    count_votes()
    page = " ".join(Client().get(f"/forslag/{proposal.number}/").content.decode().split())
    assert "votes-chart" in page
    for level, votes in (("substantial", 1), ("email", 2)):
        assert f'data-votes-level="{level}">{votes}<' in page


def test_the_drawing_of_votes_climbs_to_the_last_day_and_says_the_same_as_its_table() -> None:
    first = datetime.date(2026, 9, 1)
    votes = [(first, 10), (first + datetime.timedelta(days=45), 40)]
    last = first + datetime.timedelta(days=90)
    drawn = chart(votes, first=first, last=last, goal=200, until=last)
    assert drawn is not None
    assert drawn.path == "M0 160H0V152H300V120H600"
    assert [(each.votes, each.total) for each in drawn.days] == [(10, 10), (40, 50)]
    assert (drawn.goal, chart([], first=first, last=last, goal=200, until=last)) == (0, None)


def test_the_order_of_the_list_is_anothers_each_day_and_never_that_of_most_votes() -> None:
    rows = [Running(UUID(int=votes), votes, 200, now()) for votes in range(6)]
    first = datetime.date(2026, 9, 1)
    days = [first + datetime.timedelta(days=each) for each in range(60)]
    orders = [fairly(rows, day) for day in days]
    assert orders[0] == fairly(rows[::-1], days[0])
    assert {order[0].votes for order in orders} == set(range(6))


def test_a_list_narrows_to_an_area_and_says_so() -> None:
    areas = [Area(name="Centrum"), Area(name="Hisingen")]
    rules = policy(areas=areas)
    here, there = (
        collecting(under=rules, area=area.name, title=f"I {area.name}") for area in areas
    )
    page = Client().get("/forslag/?omrade=Centrum").content.decode()
    assert f"/forslag/{here.number}/" in page
    assert f"/forslag/{there.number}/" not in page
