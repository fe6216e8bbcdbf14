"""What proposals keep about a person: told, handed out, and gone with the account."""

import pytest

from portal.accounts.mydata.services import erase_account, hand_out
from portal.accounts.services import account_of_address
from proposals.models import Proposal, ProposalVote
from proposals.services.voting import has_voted, vote
from tests.proposals.factories import collecting, draft, resident

pytestmark = pytest.mark.django_db


def test_ones_own_proposals_and_open_votes_are_told() -> None:
    voter, proposal = resident(), collecting()
    draft(voter)
    vote(proposal=proposal, voter=voter)
    told = hand_out(user_id=voter.pk)
    assert told["proposals"]["rows"] == [{"Rubrik": "Bänkar vid Stenpiren", "Läge": "utkast"}]  # type: ignore[index]
    assert told["votes"]["rows"] == [{"Rubrik": proposal.title}]  # type: ignore[index]
    assert hand_out(user_id=resident().pk)["votes"]["rows"] == []  # type: ignore[index]


def test_an_account_that_is_made_anew_has_no_second_vote() -> None:
    """One address votes, erases its account and votes again: one vote."""
    proposal = collecting()
    for _time in range(3):
        voter = account_of_address(address="kim@example.test")
        assert vote(proposal=proposal, voter=voter).is_new
        erase_account(user_id=voter.pk)
        assert ProposalVote.objects.filter(proposal=proposal).count() == 0
    voter = account_of_address(address="kim@example.test")
    vote(proposal=proposal, voter=voter)
    assert has_voted(proposal, voter)
    assert ProposalVote.objects.filter(proposal=proposal).count() == 1


def test_what_was_handed_in_stays_and_drafts_go() -> None:
    writer = resident()
    handed_in, _not_yet = collecting(by=writer), draft(writer)
    erase_account(user_id=writer.pk)
    left = Proposal.objects.get()
    assert (left.pk, left.proposer_id) == (handed_in.pk, None)
