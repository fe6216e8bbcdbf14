"""The office and the voters at once, on PostgreSQL, where they really are at once."""

import pytest

from proposals.errors import CannotMerge, NotOpen, WrongStep
from proposals.models import Proposal, ProposalVote
from proposals.services import judging
from proposals.services.counting import close
from proposals.services.merging import Merged, merge
from proposals.services.voting import has_voted, vote
from proposals.states import ProposalState as S
from proposals.states import RejectionCode
from tests.proposals.factories import ROLE, collecting, policy, resident, submitted
from tests.proposals.test_races import THREADS, at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_of_two_moderators_one_decides_and_the_other_is_told() -> None:
    proposal = submitted()
    office = [resident() for _each in range(2)]

    def act(number: int) -> object:
        if number:
            return judging.publish(proposal=proposal, by=office[1], role=ROLE).state
        return judging.refuse(
            proposal=proposal, by=office[0], role=ROLE, code=RejectionCode.UNCLEAR, reason="Nej."
        ).state

    told = at_once(act, 2)
    assert sum(isinstance(each, WrongStep) for each in told) == 1
    proposal.refresh_from_db()
    assert proposal.state in told
    assert proposal.events.filter(step__in=["publish", "reject"]).count() == 1


def test_whoever_votes_while_two_are_merged_has_one_vote_or_is_told_that_it_is_closed() -> None:
    rules = policy(votes=1_000)
    one, other = collecting(under=rules), collecting(under=rules)
    voters = [resident() for _each in range(THREADS - 1)]
    office = resident()

    def act(number: int) -> object:
        if number == THREADS - 1:
            return merge(proposal=one, into=other, by=office, role=ROLE, reason="Samma.")
        target = one if number % 2 else other
        return vote(proposal=target, voter=voters[number]).is_new

    told = at_once(act)
    assert [
        each for each in told if isinstance(each, Exception) and not isinstance(each, NotOpen)
    ] == []
    assert any(isinstance(each, Merged) for each in told)
    assert ProposalVote.objects.filter(proposal=one).count() == 0
    given = [voters[n] for n, each in enumerate(told[: THREADS - 1]) if each is True]
    assert all(has_voted(other, each) for each in given)
    assert ProposalVote.objects.filter(proposal=other).count() == len(given)


def test_a_close_while_merging_counts_what_was_moved_or_nothing_was() -> None:
    rules = policy(votes=1_000)
    one, other = collecting(under=rules), collecting(under=rules)
    for _each in range(5):
        vote(proposal=one, voter=resident())
    office = resident()

    def act(number: int) -> object:
        if number:
            return close(other.pk)
        return merge(proposal=one, into=other, by=office, role=ROLE, reason="Samma.")

    told = at_once(act, 2)
    closed = Proposal.objects.get(pk=other.pk)
    assert closed.closed_at is not None
    moved = 0 if isinstance(told[0], CannotMerge) else 5
    assert sum((closed.final_counts or {}).values()) == moved
    assert Proposal.objects.get(pk=one.pk).state == (S.MERGED if moved else S.COLLECTING)


def test_two_mergers_in_opposite_directions_never_wait_for_each_other() -> None:
    rules = policy(votes=1_000)
    pair = [collecting(under=rules), collecting(under=rules)]
    office = resident()

    def act(number: int) -> object:
        return merge(
            proposal=pair[number], into=pair[1 - number], by=office, role=ROLE, reason="Samma."
        )

    told = at_once(act, 2)
    assert [type(each).__name__ for each in told].count("Merged") == 1
    assert Proposal.objects.filter(state=S.MERGED).count() == 1
