"""One person, one vote; nobody can tell whose."""

import datetime
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import DatabaseError, connection, transaction

from portal.accounts.rules import EID
from portal.accounts.states import AssuranceLevel
from portal.core.clock import now
from proposals.errors import KeysAway, NotOpen, TooWeak
from proposals.keys import key_of
from proposals.models import Proposal, ProposalVote, VoteCount
from proposals.services.counting import close, close_due, count_votes
from proposals.services.ending import destroy_due_keys, receipts
from proposals.services.laying import lay_due
from proposals.services.voting import has_voted, take_back_vote, vote
from proposals.services.writing import take_back
from proposals.states import ProposalState
from proposals.tags import tag_of
from streaming.hub.selectors import snapshot_of
from streaming.hub.services import stream_id
from tests.dumps import dump
from tests.proposals.factories import collecting, policy, resident

pytestmark = pytest.mark.django_db


def over(proposal: Proposal) -> Proposal:
    """The proposal with its window behind it."""
    past = now() - datetime.timedelta(seconds=1)
    Proposal.objects.filter(pk=proposal.pk).update(
        closes_at=past, published_at=past - datetime.timedelta(days=90)
    )
    proposal.refresh_from_db()
    return proposal


def total(proposal: Proposal) -> int:
    return VoteCount.objects.get(proposal=proposal).total


def test_a_vote_is_counted_within_the_next_count() -> None:
    proposal = collecting()
    vote(proposal=proposal, voter=resident())
    assert (total(proposal), count_votes(), total(proposal)) == (0, 1, 1)
    assert count_votes() == 0
    told = snapshot_of(stream_id(proposal.record_id, "votes"))
    assert told.sections == {"count": {"total": 1, "email": 1}}


def test_a_person_votes_once_and_gets_the_same_receipt() -> None:
    proposal, voter = collecting(), resident()
    first, second = (vote(proposal=proposal, voter=voter) for _each in range(2))
    assert (first.is_new, second.is_new) == (True, False)
    assert first.receipt == second.receipt
    assert ProposalVote.objects.count() == 1


def test_a_vote_is_taken_back_without_a_trace_and_may_be_given_again() -> None:
    proposal, voter = collecting(), resident()
    vote(proposal=proposal, voter=voter)
    assert take_back_vote(proposal=proposal, voter=voter)
    assert (has_voted(proposal, voter), ProposalVote.objects.count()) == (False, 0)
    assert not take_back_vote(proposal=proposal, voter=voter)
    assert vote(proposal=proposal, voter=voter).is_new


def test_tags_of_two_proposals_cannot_be_compared() -> None:
    one, voter = collecting(), resident()
    other = collecting(by=resident("annan"))
    vote(proposal=one, voter=voter)
    vote(proposal=other, voter=voter)
    tags = {bytes(tag) for tag in ProposalVote.objects.values_list("tag", flat=True)}
    assert len(tags) == 2


def test_a_row_keeps_no_more_of_when_than_the_hour() -> None:
    vote(proposal=collecting(), voter=resident())
    hour = ProposalVote.objects.get().hour
    assert (hour.minute, hour.second, hour.microsecond) == (0, 0, 0)


def test_an_unconfirmed_address_is_too_weak() -> None:
    with pytest.raises(TooWeak):
        vote(proposal=collecting(), voter=resident(confirmed=False))


def test_a_stronger_policy_refuses_a_confirmed_address() -> None:
    proposal = collecting(under=policy(to_vote=AssuranceLevel.SUBSTANTIAL))
    with pytest.raises(TooWeak):
        vote(proposal=proposal, voter=resident())


def test_one_e_id_is_one_vote_whatever_account_it_is_linked_to() -> None:
    """Unlinked here and linked there, or an account that was erased and made anew."""
    proposal = collecting(under=policy(to_vote=AssuranceLevel.SUBSTANTIAL))
    first, second = resident(), resident()
    eid = SocialAccount.objects.create(
        user=first, provider=EID, uid="a" * 64, extra_data={"level": "substantial"}
    )
    given = vote(proposal=proposal, voter=first)
    eid.user = second
    eid.save()
    again = vote(proposal=proposal, voter=second)
    assert (again.receipt, again.is_new) == (given.receipt, False)
    assert take_back_vote(proposal=proposal, voter=second)


def test_nobody_votes_after_the_closing_second() -> None:
    proposal = over(collecting())
    with pytest.raises(NotOpen):
        vote(proposal=proposal, voter=resident())


def test_nobody_votes_on_what_was_taken_back() -> None:
    proposal = collecting()
    assert proposal.proposer is not None
    gone = take_back(proposal=proposal, by=proposal.proposer)
    with pytest.raises(NotOpen):
        vote(proposal=gone, voter=resident())


def test_the_database_refuses_a_vote_whose_proposal_was_closed_meanwhile() -> None:
    stale = collecting()
    Proposal.objects.filter(pk=stale.pk).update(closed_at=now())
    with pytest.raises(NotOpen), transaction.atomic():
        vote(proposal=stale, voter=resident())


def test_a_vote_is_never_changed() -> None:
    vote(proposal=collecting(), voter=resident())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ProposalVote.objects.update(assurance="high")


def test_voting_pauses_while_the_keys_are_away(keys_dir: Path) -> None:
    proposal, voter = collecting(), resident()
    keys_dir.rename(keys_dir.with_name("elsewhere"))
    with pytest.raises(KeysAway):
        vote(proposal=proposal, voter=voter)
    keys_dir.with_name("elsewhere").rename(keys_dir)
    assert vote(proposal=proposal, voter=voter).is_new


def test_the_threshold_is_reached_once() -> None:
    proposal = collecting()
    for _each in range(3):
        vote(proposal=proposal, voter=resident())
        count_votes()
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.REACHED
    assert list(proposal.events.values_list("step", flat=True)).count("reach") == 1


def test_a_proposal_that_does_not_collect_on_closes_when_it_is_reached() -> None:
    proposal = collecting(under=policy(collects_on=False))
    for _each in range(2):
        vote(proposal=proposal, voter=resident())
    count_votes()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.final_counts) == (ProposalState.REACHED, {"email": 2})
    with pytest.raises(NotOpen):
        vote(proposal=proposal, voter=resident())


@pytest.mark.parametrize(
    ("votes", "state", "step"),
    [(1, ProposalState.EXPIRED, "expire"), (2, ProposalState.REACHED, "reach")],
)
def test_the_close_counts_the_rows_themselves(votes: int, state: str, step: str) -> None:
    proposal = collecting()
    for _each in range(votes):
        vote(proposal=proposal, voter=resident())
    over(proposal)
    assert (close_due(), close_due()) == (1, 0)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.final_counts) == (state, {"email": votes})
    last = proposal.events.last()
    assert last is not None
    assert last.step == step
    assert total(proposal) == votes


@pytest.mark.parametrize(
    ("sticky", "state"), [(True, ProposalState.REACHED), (False, ProposalState.EXPIRED)]
)
def test_whether_reached_is_for_good_is_in_the_policy(sticky: bool, state: str) -> None:
    proposal = collecting(under=policy(sticky=sticky))
    voters = [resident(), resident()]
    for voter in voters:
        vote(proposal=proposal, voter=voter)
    count_votes()
    take_back_vote(proposal=proposal, voter=voters[0])
    over(proposal)
    close_due()
    proposal.refresh_from_db()
    assert proposal.state == state


def test_a_voter_finds_the_receipt_in_the_list_after_the_close_and_not_before() -> None:
    proposal = collecting()
    receipt = vote(proposal=proposal, voter=resident()).receipt
    assert receipts(proposal) == []
    over(proposal)
    close_due()
    proposal.refresh_from_db()
    assert receipts(proposal) == [receipt]


def test_the_key_is_destroyed_after_the_merge_window(keys_dir: Path) -> None:
    proposal = collecting(under=policy(merge_days=0))
    vote(proposal=proposal, voter=resident())
    assert destroy_due_keys() == 0
    over(proposal)
    close_due()
    assert (destroy_due_keys(), list(keys_dir.iterdir())) == (1, [])
    with pytest.raises(KeysAway):
        key_of(proposal.record_id)
    assert destroy_due_keys() == 0


def test_a_reached_proposal_keeps_its_key_until_it_is_handed_over(keys_dir: Path) -> None:
    proposal = collecting(under=policy(votes=1, merge_days=0))
    vote(proposal=proposal, voter=resident())
    over(proposal)
    close_due()
    assert destroy_due_keys() == 0
    assert len(list(keys_dir.iterdir())) == 1


def lying(proposal: Proposal) -> list[bytes]:
    """Tags in the order in which the database keeps the rows."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT tag FROM proposals_proposalvote WHERE proposal_id = {proposal.pk} "  # noqa: S608
            f"ORDER BY {place}"
        )
        return [bytes(tag) for (tag,) in cursor.fetchall()]


def test_rows_of_an_hour_that_is_over_lie_in_no_order_of_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proposal = collecting(under=policy(votes=99))
    voters = [resident() for _each in range(12)]
    for voter in voters[:6]:
        vote(proposal=proposal, voter=voter)
    given = lying(proposal)
    assert (lay_due(), lying(proposal)) == (0, given)
    later = now() + datetime.timedelta(hours=1, minutes=6)
    monkeypatch.setattr("proposals.services.laying.now", lambda: later)
    assert (lay_due(), lay_due(), lying(proposal)) == (6, 0, sorted(given))
    assert ProposalVote.objects.count() == 6


def test_whatever_closes_a_proposal_leaves_its_rows_in_no_order_of_time() -> None:
    closed, taken_back = collecting(), collecting(by=resident("annan"))
    for proposal in (closed, taken_back):
        for _each in range(8):
            vote(proposal=proposal, voter=resident())
    given = [set(lying(each)) for each in (closed, taken_back)]
    close(closed.pk)
    assert taken_back.proposer is not None
    take_back(proposal=taken_back, by=taken_back.proposer)
    assert [lying(each) for each in (closed, taken_back)] == [sorted(each) for each in given]


@pytest.mark.django_db(transaction=True)
def test_nothing_in_database_files_or_log_links_a_person_to_a_vote(
    keys_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the vote stands nothing tells the voter; without the key nothing can be computed."""
    proposal = collecting(under=policy(merge_days=0))
    voter = resident("karin")
    tag = tag_of(key_of(proposal.record_id), voter.counts_as).hex()
    with caplog.at_level("DEBUG"):
        receipt = vote(proposal=proposal, voter=voter).receipt
        count_votes()
    over(proposal)
    close_due()
    destroy_due_keys()
    rows = [line.casefold() for line in dump().splitlines()]
    with_vote = [row for row in rows if tag in row or receipt in row]
    assert len(with_vote) == 1
    assert "karin" not in with_vote[0]
    assert tag not in caplog.text
    assert "karin" not in caplog.text
    assert list(keys_dir.iterdir()) == []
    columns = {field.column for field in ProposalVote._meta.local_concrete_fields}
    assert columns == {"proposal_id", "tag", "assurance", "hour"}
