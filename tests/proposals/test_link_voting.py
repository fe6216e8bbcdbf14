"""Voting by letter: opening the link gives no vote, pressing the button gives one."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from portal.accounts.models import User
from portal.accounts.services import close_account
from portal.accounts.states import AssuranceLevel
from portal.core.clock import local, now
from proposals import vote_links
from proposals.errors import AccountClosed, BadLink, LinkUsed, NotOpen, TooManyLinks, TooWeak
from proposals.keys import key_of
from proposals.models import Proposal, ProposalVote, UsedLink
from proposals.services.counting import close
from proposals.services.link_voting import (
    forget_used_links,
    send_link,
    take_back_by_link,
    vote_by_link,
    voter_of_link,
)
from proposals.services.voting import vote
from proposals.vote_links import seal
from tests.proposals.factories import collecting, policy, resident

pytestmark = pytest.mark.django_db
ADDRESS = "karin@example.test"


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    cache.clear()


def token_to(proposal: Proposal, address: str = ADDRESS) -> str:
    send_link(proposal=proposal, address=address)
    found = re.search(r"/rosta/([^/\s]+)/", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_a_letter_takes_an_address_without_an_account_to_a_vote() -> None:
    proposal = collecting()
    token = token_to(proposal)
    assert (voter_of_link(proposal, token), ProposalVote.objects.count()) == (None, 0)
    first, again = (vote_by_link(proposal=proposal, token=token) for _each in range(2))
    assert (first.is_new, again.is_new, first.receipt == again.receipt) == (True, False, True)
    voter = User.objects.get(email=ADDRESS)
    assert (voter.has_usable_password(), voter.get_full_name()) == (False, "")
    assert (local(voter.date_joined).hour, local(voter.date_joined).minute) == (0, 0)


def test_a_letter_and_a_login_of_one_person_are_one_vote() -> None:
    proposal, voter = collecting(), resident("karin")
    token = token_to(proposal, "Karin@Example.test")
    vote_by_link(proposal=proposal, token=token)
    assert voter_of_link(proposal, token) == voter
    assert (User.objects.filter(email=ADDRESS).count(), ProposalVote.objects.count()) == (1, 1)


@pytest.mark.parametrize("other", ["karin+2@example.test", "KARIN+a+b@Example.test"])
def test_a_sub_address_is_no_second_voter(other: str) -> None:
    """By letter, and by an account of its own; what was given by one is taken back by the other."""
    proposal, voter = collecting(), resident("karin")
    first = vote(proposal=proposal, voter=voter)
    again = vote_by_link(proposal=proposal, token=token_to(proposal, other))
    assert (again.is_new, again.receipt) == (False, first.receipt)
    assert User.objects.filter(counts_as=ADDRESS).count() == 2
    assert take_back_by_link(proposal=proposal, token=token_to(proposal, other))
    assert ProposalVote.objects.count() == 0


def test_another_address_makes_nobody_a_second_voter() -> None:
    proposal, voter = collecting(), resident("karin")
    vote(proposal=proposal, voter=voter)
    EmailAddress.objects.filter(user=voter).delete()
    EmailAddress.objects.create(user=voter, email="ny@example.test", verified=True)
    again = vote_by_link(proposal=proposal, token=token_to(proposal, "ny@example.test"))
    assert (again.is_new, ProposalVote.objects.count()) == (False, 1)


def test_a_closed_account_votes_neither_by_letter_nor_by_login() -> None:
    proposal, voter = collecting(), resident("karin")
    token = token_to(proposal)
    close_account(user=voter)
    with pytest.raises(AccountClosed):
        vote_by_link(proposal=proposal, token=token)
    voter.refresh_from_db()
    with pytest.raises(AccountClosed):
        vote(proposal=proposal, voter=voter)
    assert (ProposalVote.objects.count(), UsedLink.objects.count()) == (0, 0)


def test_the_mark_of_a_used_link_tells_no_more_of_when_than_the_day() -> None:
    proposal = collecting()
    vote_by_link(proposal=proposal, token=token_to(proposal))
    ends = local(UsedLink.objects.get().expires_at)
    assert (ends.hour, ends.minute, ends.second, ends.microsecond) == (0, 0, 0, 0)
    assert ends > now() + vote_links.LIFETIME


def test_an_account_that_never_confirmed_the_address_gets_no_vote_of_it() -> None:
    proposal, stranger = collecting(), resident("karin", confirmed=False)
    vote_by_link(proposal=proposal, token=token_to(proposal))
    owner = EmailAddress.objects.get(email=ADDRESS, verified=True).user
    assert owner.pk != stranger.pk


def test_a_used_link_gives_no_second_vote_after_the_first_was_taken_back() -> None:
    proposal = collecting()
    token = token_to(proposal)
    vote_by_link(proposal=proposal, token=token)
    assert take_back_by_link(proposal=proposal, token=token)
    with pytest.raises(LinkUsed):
        vote_by_link(proposal=proposal, token=token)
    assert ProposalVote.objects.count() == 0


def test_a_forged_or_foreign_link_is_refused() -> None:
    proposal, other = collecting(), collecting(by=resident("annan"))
    for token in (seal(key_of(other.record_id), ADDRESS), "hittat-pa", "é"):
        with pytest.raises(BadLink):
            vote_by_link(proposal=proposal, token=token)
    assert (ProposalVote.objects.count(), User.objects.filter(email=ADDRESS).count()) == (0, 0)


def test_an_old_link_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = collecting()
    token = token_to(proposal)
    monkeypatch.setattr(vote_links, "LIFETIME", timedelta(seconds=-1))
    with pytest.raises(BadLink):
        vote_by_link(proposal=proposal, token=token)


def test_a_link_that_waited_past_the_close_gives_no_vote() -> None:
    proposal = collecting()
    token = token_to(proposal)
    close(proposal.pk)
    proposal.refresh_from_db()
    with pytest.raises(NotOpen):
        vote_by_link(proposal=proposal, token=token)
    assert (ProposalVote.objects.count(), UsedLink.objects.count()) == (0, 0)


def test_no_letter_where_the_policy_asks_for_more_than_an_address() -> None:
    proposal = collecting(under=policy(to_vote=AssuranceLevel.SUBSTANTIAL))
    with pytest.raises(TooWeak):
        send_link(proposal=proposal, address=ADDRESS)
    assert mail.outbox == []


def test_an_address_is_not_flooded() -> None:
    proposal = collecting()
    for _each in range(5):
        send_link(proposal=proposal, address=ADDRESS)
    with pytest.raises(TooManyLinks):
        send_link(proposal=proposal, address=ADDRESS)
    assert len(mail.outbox) == 5


def test_the_mark_of_a_used_link_goes_when_the_link_is_too_old() -> None:
    proposal = collecting()
    vote_by_link(proposal=proposal, token=token_to(proposal))
    assert forget_used_links() == 0
    UsedLink.objects.update(expires_at=now() - timedelta(seconds=1))
    assert (forget_used_links(), UsedLink.objects.count()) == (1, 0)
