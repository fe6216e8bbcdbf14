"""What proposals know about somebody who logs in, and what becomes of it (law.md E7, finding 8)."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core.clock import now
from portal.core.personal_data import DataSection, Erasure
from proposals.errors import KeysAway, NotOpen
from proposals.models import Proposal
from proposals.rules import takes_votes
from proposals.services.voting import has_voted, take_back_vote
from proposals.states import VOTABLE, ProposalState


def data_of(user_id: int) -> Sequence[DataSection]:
    """Answer of `my_data`. A vote is told of while it can be told from others: until the close."""
    user = User.objects.get(pk=user_id)
    return [
        DataSection(
            "proposals",
            _("Förslag"),
            _("Det du har föreslagit. När det är inskickat är det en allmän handling."),
            [
                {_("Rubrik"): each.title, _("Läge"): str(ProposalState(each.state).label)}
                for each in Proposal.objects.filter(proposer=user).order_by("pk")
            ],
        ),
        DataSection(
            "votes",
            _("Röster på förslag som pågår"),
            _("Så att du bara röstar en gång. Efteråt går det inte att se vem som har röstat."),
            [{_("Rubrik"): each.title} for each in _voted(user)],
        ),
    ]


def let_go(user_id: int) -> Sequence[Erasure]:
    """Answer of `erase_my_data`.

    Votes that can still be told from others are taken back: an account that is made anew would
    else vote once more. Raises KeysAway: then the account is erased another time.
    """
    user = User.objects.get(pk=user_id)
    taken = sum(_take_back(each, user) for each in _voted(user))
    drafts, _each = Proposal.objects.filter(
        proposer=user, state=ProposalState.DRAFT, number=None
    ).delete()
    kept = _("Förslag som du har skickat in är allmänna handlingar och står kvar.")
    no_trace = _("Röster på förslag som är slut kan ingen koppla till dig.")
    return [
        Erasure(_("Utkast till förslag"), drafts, kept),
        Erasure(_("Röster på förslag som pågår"), taken, no_trace),
    ]


def reasons_of(user_id: int) -> Sequence[str]:
    """Answer of `reasons_to_stay`: without the keys nobody knows which votes to take back."""
    user = User.objects.get(pk=user_id)
    try:
        list(_voted(user))
    except KeysAway:
        return [_("Rösterna går inte att läsa just nu. Försök igen om en stund.")]
    return []


def _voted(user: User) -> Iterator[Proposal]:
    """Proposals that take votes now and have this account's."""
    found = Proposal.objects.filter(state__in=VOTABLE, closed_at=None).select_related("policy")
    return (each for each in found if takes_votes(each, now()) and has_voted(each, user))


def _take_back(proposal: Proposal, user: User) -> int:
    try:
        return int(take_back_vote(proposal=proposal, voter=user))
    except NotOpen:  # it was closed this moment: the vote stands
        return 0
