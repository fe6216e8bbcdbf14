"""Voting by letter: an address, a link, a page, a press on a button.

Opening the link changes nothing, so a scanner of mail that opens every link gives no vote.
"""

from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.selectors import owner_of_address
from portal.accounts.services import account_of_address
from portal.accounts.states import AssuranceLevel
from portal.core.clock import local, now
from portal.core.throttle import rate, seconds_to_wait
from proposals.addresses import vote_link_path
from proposals.errors import LinkUsed, TooManyLinks
from proposals.keys import key_of
from proposals.models import Proposal, UsedLink
from proposals.rules import check_vote
from proposals.services.voting import Receipt, has_voted, take_back_vote, vote
from proposals.vote_links import LIFETIME, digest_of, seal, unseal

LETTERS = rate("5/1h")
"""To one address about one proposal."""


def send_link(*, proposal: Proposal, address: str, prefix: str = "") -> None:
    """Send the link; the same whether or not the address has an account. `prefix` is `/en`.

    Raises NotOpen, TooWeak, KeysAway, TooManyLinks.
    """
    check_vote(proposal, now(), AssuranceLevel.EMAIL, proposal.policy.known_terms.to_vote)
    address = address.strip().lower()
    if seconds_to_wait("vote-letter", f"{proposal.pk} {address}", LETTERS):
        raise TooManyLinks
    token = seal(key_of(proposal.record_id), address)
    link = urljoin(settings.SITE_URL, prefix + vote_link_path(proposal.number or 0, token))
    subject = _("Bekräfta din röst") + f" – {settings.CITY_NAME}"
    EmailMessage(subject, _letter(proposal, link), None, [address]).send()


def voter_of_link(proposal: Proposal, token: str) -> User | None:
    """The account that the link's address belongs to; None where it has none yet.

    Changes nothing. Raises BadLink, KeysAway.
    """
    return owner_of_address(unseal(key_of(proposal.record_id), token))


def vote_by_link(*, proposal: Proposal, token: str) -> Receipt:
    """The vote of whoever reads the letters of that address; repeated, the same receipt.

    Raises BadLink, LinkUsed (used before, and the vote taken back since), and what voting raises.
    """
    address = unseal(key_of(proposal.record_id), token)
    with transaction.atomic():
        voter = account_of_address(address=address)
        _used, is_new = UsedLink.objects.get_or_create(
            digest=digest_of(token), defaults={"expires_at": _end_of_mark()}
        )
        if not is_new and not has_voted(proposal, voter):
            raise LinkUsed
        return vote(proposal=proposal, voter=voter)


def take_back_by_link(*, proposal: Proposal, token: str) -> bool:
    """Raises BadLink, NotOpen, KeysAway."""
    voter = voter_of_link(proposal, token)
    return voter is not None and take_back_vote(proposal=proposal, voter=voter)


def forget_used_links() -> int:
    """A link that is too old needs no mark that it was used."""
    return UsedLink.objects.filter(expires_at__lt=now()).delete()[0]


def _end_of_mark() -> datetime:
    """A midnight, so that the mark of a used link tells no more of when than the day."""
    day = local(now() + LIFETIME + timedelta(days=1))
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _letter(proposal: Proposal, link: str) -> str:
    return _(
        "Hej!\n\nNågon, troligen du, vill rösta för förslaget ”%(title)s” hos %(city)s. Öppna "
        "länken och tryck på knappen så räknas rösten:\n\n%(link)s\n\nLänken gäller i ett dygn. "
        "Var det inte du? Då behöver du inte göra något."
    ) % {"title": proposal.title, "city": settings.CITY_NAME, "link": link}
