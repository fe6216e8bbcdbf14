"""Following a proposal: anybody may, nobody does by voting, and one click ends it."""

from django.db import transaction

from portal.accounts.models import User
from portal.core.clock import now
from portal.core.throttle import rate, seconds_to_wait
from portal.ledger.models import Record
from proposals.errors import NotFollowable, TooManyLinks
from proposals.models import Follower, Proposal
from proposals.services.mailing import send_confirmation
from proposals.states import UNSEEN

LETTERS = rate("3/1h")
"""To one address, whoever asks."""


def follow(*, proposal: Proposal, user: User, language: str = "sv") -> Follower:
    """A login with a confirmed address follows at once. Raises NotFollowable."""
    _check(proposal)
    follower = _follower(proposal, user.email, language)
    if follower.confirmed_at is None or follower.user_id != user.pk:
        follower.user, follower.confirmed_at = user, now()
        follower.version = _standing(proposal)
        follower.save()
    return follower


def ask_to_follow(*, proposal: Proposal, address: str, language: str = "sv") -> None:
    """Send the link by which the address says yes. The same answer for one that follows already.

    Raises NotFollowable, TooManyLinks, ValidationError.
    """
    _check(proposal)
    address = address.strip().casefold()
    if seconds_to_wait("follow-letter", address, LETTERS):
        raise TooManyLinks
    follower = _follower(proposal, address, language)
    if follower.confirmed_at is None:
        send_confirmation(follower)


def confirm(*, follower: Follower) -> Follower:
    """The owner of the address pressed the button; repeated, nothing more happens."""
    if follower.confirmed_at is None:
        follower.confirmed_at, follower.version = now(), _standing(follower.proposal)
        follower.save()
    return follower


def stop_following(*, follower: Follower) -> None:
    """Gone, with every trace of what was sent."""
    follower.delete()


def _follower(proposal: Proposal, address: str, language: str) -> Follower:
    address = address.strip().casefold()
    with transaction.atomic():
        found = Follower.objects.filter(proposal=proposal, address=address).first()
        if found is not None:
            return found
        made = Follower(proposal=proposal, address=address, language=language, asked_at=now())
        made.full_clean()
        made.save()
    return made


def _check(proposal: Proposal) -> None:
    if proposal.state in UNSEEN:
        raise NotFollowable


def _standing(proposal: Proposal) -> int:
    """The version that stands: of older steps nobody is told."""
    head = Record.objects.filter(pk=proposal.record_id).first()
    return head.version if head else 0
