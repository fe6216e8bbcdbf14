"""A proposal's page in every state and after every step, and lists that ask no more for more."""

import datetime
from collections.abc import Callable, Sequence

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Organization
from meetings.services.publishing import publish
from portal.core.clock import today
from portal.ledger.changes import Actor
from proposals.models import Policy, Proposal
from proposals.outlets.words import DONE
from proposals.selectors import votable
from proposals.selectors.outcomes import by_area
from proposals.services import handling, judging
from proposals.services.counting import close, count_votes
from proposals.services.invalidating import Criteria, begin
from proposals.services.steps import take_step
from proposals.services.voting import vote
from proposals.states import Party, ProposalOutcome, RejectionCode, Step
from proposals.states import ProposalState as S
from streaming.threads.services.opening import open_thread
from streaming.threads.services.policies import take_into_force
from streaming.threads.terms import SHIPPED
from tests.proposals.factories import ROLE, collecting, policy, resident, submitted
from tests.proposals.office_factories import committee, handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen_before() -> None:
    cache.clear()
    votable._seen.clear()


def refused() -> Proposal:
    return handling.reject(
        proposal=submitted(), by=resident(), role=ROLE, code=RejectionCode.UNCLEAR, reason="Nej."
    )


def appealed() -> Proposal:
    made = refused()
    assert made.proposer is not None
    return judging.appeal(proposal=made, by=made.proposer, reason="Läs igen.")


def struck() -> Proposal:
    """Reached, and with too few votes again when some were struck out: it collects anew."""
    proposal = collecting()
    for _each in range(2):
        vote(proposal=proposal, voter=resident())
    count_votes()
    proposal.refresh_from_db()
    office = resident("kansli")
    asked = Criteria(domain="example.test")
    begin(proposal=proposal, by=office, role=ROLE, criteria=asked, reason="Köpta.")
    proposal.refresh_from_db()
    return proposal


def followed_up() -> Proposal:
    proposal = handed_over()
    office = resident("kansli")
    proposal = handling.decide(
        proposal=proposal, by=office, role="clerk", outcome=ProposalOutcome.GRANTED,
        decision=None, reason="Ja.",
    )  # fmt: skip
    proposal = handling.follow_up(proposal=proposal, by=office, role="clerk", reason="Klart.")
    heir = committee("Arvsnämnden", "arvsnamnden").record_id
    return take_step(
        proposal=proposal, step=Step.INHERIT, party=Party.PORTAL, role="portal", committee=heir
    )


def expired() -> Proposal:
    proposal = collecting()
    close(proposal.pk)
    proposal.refresh_from_db()
    return proposal


@pytest.mark.parametrize(
    ("make", "state", "words"),
    [
        (refused, S.REJECTED, ["Publicerades inte", "Nej."]),
        (appealed, S.APPEALED, ["Begärt omprövat", "prövas en gång till"]),
        (struck, S.COLLECTING, ["Röster ströks", "Samlar röster igen", "Köpta."]),
        (expired, S.EXPIRED, ["Tiden gick ut"]),
        (
            followed_up,
            S.FOLLOWED_UP,
            ["Togs över av ett annat organ", "handläggaren", "Överlämnat"],
        ),
    ],
)
def test_a_page_tells_where_it_stands_and_every_step(
    make: Callable[[], Proposal], state: str, words: Sequence[str]
) -> None:
    proposal = make()
    assert proposal.state == state
    for prefix in ("", "/en"):
        assert Client().get(f"{prefix}/forslag/{proposal.number}/").status_code == 200
    page = Client().get(f"/forslag/{proposal.number}/").content.decode()
    assert [each for each in words if each not in page] == []
    assert "medborgarkontoret" not in page


def test_every_step_has_its_words() -> None:
    assert set(DONE) == set(Step)


LISTS = (
    "/forslag/",
    "/forslag/?lage=hos-staden",
    "/forslag/utfall/",
    "/forslag/sena/",
    "/forslag/avvisade/",
    "/forslag/rapport/",
    "/forslag/atom.xml",
)


def test_lists_ask_no_more_queries_for_more_proposals() -> None:
    rules, board = policy(), committee()
    board.save_revision()
    publish(records=[board], actor=Actor(role="registrar"), key="board")
    for _each in range(2):
        _more(rules, board)
    few = _asked()
    for _each in range(4):
        _more(rules, board)
    assert _asked() == few


def _more(rules: Policy, board: Organization) -> None:
    """One of each list: collecting, refused, and handed over with its answer late."""
    collecting(under=rules)
    handling.reject(
        proposal=submitted(under=rules), by=resident(), role=ROLE,
        code=RejectionCode.UNCLEAR, reason="Nej.",
    )  # fmt: skip
    handed_over(board, due=today() - datetime.timedelta(days=1))


def _asked() -> dict[str, int]:
    found = {}
    for address in LISTS:
        Client().get(address)  # what is remembered for ever is asked for once
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_an_area_is_counted_by_its_residents_where_ten_have_voted() -> None:
    areas = [{"name": "Centrum", "residents": 4_000}, {"name": "Hisingen", "residents": 4_000}]
    rules = policy(votes=99, areas=areas, areas_date="2025-12-31")
    for area, votes in (("Centrum", 10), ("Hisingen", 9)):
        proposal = collecting(under=rules, by=resident(area), area=area)
        for _each in range(votes):
            vote(proposal=proposal, voter=resident())
    count_votes()
    told = [(each.area, each.votes, each.per_thousand) for each in by_area()]
    assert told == [("Centrum", 10, 2.5), ("Hisingen", None, None)]
    page = Client().get("/forslag/utfall/").content.decode()
    assert "färre än 10" in page


def test_the_discussion_has_its_place_in_the_page() -> None:
    proposal = collecting()
    address = f"/forslag/{proposal.number}/"
    assert "/samtal/" not in Client().get(address).content.decode().partition("<main")[2]
    take_into_force(terms=SHIPPED)
    thread = open_thread(subject=proposal.record_id, actor=Actor(role="registrar"))
    assert f'href="{thread.url}' in Client().get(address).content.decode()
