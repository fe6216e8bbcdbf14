"""When no vote is taken over HTTP: from the closing second on, and while the keys are away."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from proposals.keys import key_of
from proposals.models import Proposal, ProposalVote
from proposals.selectors import votable
from proposals.services.counting import close, count_votes
from proposals.services.ending import destroy_due_keys
from proposals.services.voting import vote
from proposals.vote_links import seal
from tests.proposals.factories import collecting, policy, resident
from tests.proposals.office_factories import logged_in

pytestmark = pytest.mark.django_db
MOMENT = datetime.timedelta(microseconds=1)
CLOCKS = ("services.voting", "services.link_voting", "outlets.panel", "outlets.voting")


@pytest.fixture(autouse=True)
def nothing_seen_before() -> None:
    cache.clear()
    votable._seen.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.datetime], None]:
    """Sets what voting takes for now."""

    def stand_at(at: datetime.datetime) -> None:
        for each in CLOCKS:
            monkeypatch.setattr(f"proposals.{each}.now", lambda: at)

    return stand_at


def ways(proposal: Proposal) -> dict[str, str]:
    start = f"/forslag/{proposal.number}/rosta/"
    link = seal(key_of(proposal.record_id), "nils@example.test")
    return {
        "login": start,
        "back": f"{start}aterta/",
        "ask": f"{start}lank/",
        "link": f"{start}{link}/",
    }


def answers(proposal: Proposal, client: Client, to: dict[str, str]) -> dict[str, int]:
    """What each way of voting answers to one who presses its button."""
    said = {"address": "nils@example.test"}
    return {name: client.post(address, said).status_code for name, address in to.items()}


def test_the_closing_second_takes_no_vote_by_any_way_and_the_moment_before_does(
    clock: Callable[[datetime.datetime], None],
) -> None:
    proposal, client = collecting(under=policy(votes=9)), logged_in(resident("karin"))
    assert proposal.closes_at is not None
    to = ways(proposal)
    clock(proposal.closes_at)
    assert answers(proposal, client, to) == dict.fromkeys(to, 409)
    assert (ProposalVote.objects.count(), mail.outbox) == (0, [])
    for page in (to["login"], to["link"]):
        assert "<form method" not in client.get(page).content.decode().partition("<main")[2]
    clock(proposal.closes_at - MOMENT)
    assert answers(proposal, client, to) == {"login": 302, "back": 302, "ask": 200, "link": 200}
    assert client.post(to["login"]).status_code == 302
    assert ProposalVote.objects.count() == 2


def test_while_the_keys_are_away_nothing_is_taken_or_lost_and_the_same_link_works_afterwards(
    keys_dir: Path,
) -> None:
    proposal, karin = collecting(under=policy(votes=9)), resident("karin")
    client, to = logged_in(karin), ways(proposal)
    vote(proposal=proposal, voter=karin)
    keys_dir.rename(keys_dir.with_name("elsewhere"))
    assert answers(proposal, client, to) == dict.fromkeys(to, 409)
    opened = Client().get(to["link"])
    page = opened.content.decode()
    assert (opened.status_code, "Försök igen om en stund" in page) == (409, True)
    assert "Be om en ny länk" not in page
    assert (ProposalVote.objects.count(), mail.outbox) == (1, [])
    assert count_votes() == 1
    keys_dir.with_name("elsewhere").rename(keys_dir)
    assert Client().post(to["link"]).status_code == 200
    assert re.search(r"[0-9a-f]{32}", client.get(to["login"]).content.decode())
    assert ProposalVote.objects.count() == 2


def test_a_key_in_a_store_that_is_away_is_not_taken_for_destroyed(keys_dir: Path) -> None:
    proposal = collecting(under=policy(merge_days=0))
    close(proposal.pk)
    keys_dir.rename(keys_dir.with_name("elsewhere"))
    assert destroy_due_keys() == 0
    proposal.refresh_from_db()
    assert proposal.key_destroyed_at is None
    keys_dir.with_name("elsewhere").rename(keys_dir)
    assert (destroy_due_keys(), list(keys_dir.iterdir())) == (1, [])
