"""Many voters at once, on PostgreSQL, where they really are at once."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.accounts.models import User
from portal.core.clock import now
from proposals.errors import NotOpen
from proposals.models import Proposal, ProposalVote
from proposals.services.counting import close, close_due, count_votes
from proposals.services.voting import take_back_vote, vote
from tests.proposals.factories import collecting, policy, resident

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
THREADS = 32


def at_once(work: Callable[[int], object], threads: int = THREADS) -> list[object]:
    """Run `work` in as many threads, begun together; what each returned or raised."""
    start = Barrier(threads)

    def run(number: int) -> object:
        start.wait()
        try:
            return work(number)
        except Exception as error:  # the test says which it expects
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def test_one_voter_from_32_threads_has_one_vote() -> None:
    proposal, voter = collecting(), resident()
    told = at_once(lambda _number: vote(proposal=proposal, voter=voter).is_new)
    assert (told.count(True), told.count(False)) == (1, THREADS - 1)
    assert ProposalVote.objects.count() == 1


def test_32_voters_have_32_votes_and_the_threshold_is_reached_once() -> None:
    proposal = collecting(under=policy(votes=THREADS))
    voters = [resident() for _each in range(THREADS)]

    def cast(number: int) -> object:
        vote(proposal=proposal, voter=voters[number])
        return count_votes()

    told = at_once(cast)
    assert [each for each in told if isinstance(each, Exception)] == []
    count_votes()
    proposal.refresh_from_db()
    assert proposal.shown_count.total == THREADS
    assert proposal.events.filter(step="reach").count() == 1


def test_votes_and_the_close_at_once_lose_and_add_nothing() -> None:
    """Whoever was told of a vote is counted; whoever was refused is not."""
    proposal = collecting(under=policy(votes=1_000))
    voters = [resident() for _each in range(THREADS)]

    def act(number: int) -> object:
        if number == THREADS // 2:
            return close(proposal.pk)
        return vote(proposal=proposal, voter=voters[number]).is_new

    told = at_once(act)
    unexpected = [each for each in told if isinstance(each, Exception | None)]
    assert [each for each in unexpected if not isinstance(each, NotOpen)] == []
    proposal.refresh_from_db()
    cast = sum(each is True for each in told) - 1
    assert sum((proposal.final_counts or {}).values()) == cast
    assert ProposalVote.objects.count() == cast


def test_giving_and_taking_back_at_random_ends_with_as_many_as_there_are() -> None:
    proposal = collecting(under=policy(votes=1_000))
    voters = [resident() for _each in range(8)]

    def act(number: int) -> object:
        voter: User = voters[number % 8]
        vote(proposal=proposal, voter=voter)
        if number % 3 == 0:
            take_back_vote(proposal=proposal, voter=voter)
        return count_votes()

    told = at_once(act)
    assert [each for each in told if isinstance(each, Exception)] == []
    count_votes()
    proposal.refresh_from_db()
    assert proposal.shown_count.total == ProposalVote.objects.count()


def test_a_proposal_is_closed_once_by_many() -> None:
    proposal = collecting()
    past = now() - datetime.timedelta(seconds=1)
    Proposal.objects.filter(pk=proposal.pk).update(
        closes_at=past, published_at=past - datetime.timedelta(days=90)
    )
    told = at_once(lambda _number: close_due(), 8)
    assert sum(each for each in told if isinstance(each, int)) == 1
    assert proposal.events.filter(step="expire").count() == 1
