"""What a reader may do about a proposal: vote, take the vote back, or nothing now."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.selectors import assurance_of
from portal.accounts.states import AssuranceLevel
from portal.core.addresses import localized
from portal.core.clock import now
from proposals.addresses import vote_path
from proposals.errors import KeysAway, NotOpen
from proposals.rules import takes_votes
from proposals.selectors.votable import Votable
from proposals.services.voting import receipt_for


class Standing(StrEnum):
    CLOSED = "closed"
    PAUSED = "paused"
    STRANGER = "stranger"
    TOO_WEAK = "weak"
    MAY_VOTE = "open"
    HAS_VOTED = "given"


@dataclass(frozen=True, slots=True)
class VotePanel:
    """`by_letter`: an address is enough, so no login is needed."""

    standing: Standing
    url: str
    needed: str
    by_letter: bool
    receipt: str = ""


def vote_panel(request: HttpRequest, proposal: Votable) -> VotePanel:
    """How the reader of this request stands to the proposal."""
    standing, receipt = _standing(request.user, proposal)
    return VotePanel(
        standing=standing,
        url=localized(vote_path(proposal.number)),
        needed=str(proposal.to_vote.label),
        by_letter=AssuranceLevel.EMAIL.is_at_least(proposal.to_vote),
        receipt=receipt,
    )


def _standing(visitor: User | AnonymousUser, proposal: Votable) -> tuple[Standing, str]:
    is_open = takes_votes(proposal, now())
    if not isinstance(visitor, User):
        return (Standing.STRANGER if is_open else Standing.CLOSED), ""
    try:
        receipt = receipt_for(proposal, visitor)
    except NotOpen:  # merged: its key is gone
        return Standing.CLOSED, ""
    except KeysAway:
        return (Standing.PAUSED if is_open else Standing.CLOSED), ""
    if receipt:
        return Standing.HAS_VOTED, receipt
    if not is_open:
        return Standing.CLOSED, ""
    strong = assurance_of(visitor).is_at_least(proposal.to_vote)
    return (Standing.MAY_VOTE if strong else Standing.TOO_WEAK), ""
