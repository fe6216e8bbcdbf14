"""When somebody has lost every second factor and every recovery code (OWASP ASVS 6.4.4).

The way back is an administrator who has checked in person who it is. Nobody resets their own, the
owner is told by letter, every login of theirs ends, and the audit log keeps who did it and why.
"""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.mails import send_letter
from portal.accounts.models import User
from portal.accounts.open_sessions import end_sessions
from portal.accounts.permissions import Permission, may
from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.clock import now
from portal.core.errors import DomainError, NotAllowed


@dataclass(frozen=True)
class Reset:
    """How many factors are gone, how many logins ended and how many letters were sent."""

    factors: int
    sessions: int
    letters: int


def reset_second_factor(*, user: User, by: User, checked: str) -> Reset:
    """Take away every second factor of the user, who then makes a new one at the next login.

    `checked` tells how `by` made sure who it is. The letter goes first: an owner who cannot be told
    must not be surprised. Raises NotAllowed, DomainError; OSError when letters cannot be sent.
    """
    _check(user, by, checked)
    addresses = EmailAddress.objects.filter(user=user, verified=True)
    letters = [address.email for address in addresses]
    for address in letters:
        send_letter("account/email/factor_reset", address, {})
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        factors = Authenticator.objects.filter(user=user).delete()[0]
        sessions = end_sessions(user=user)
        _tell(user, by, checked)
    return Reset(factors, sessions, len(letters))


def _check(user: User, by: User, checked: str) -> None:
    if not may(by, Permission.MANAGE_GRANTS):
        raise NotAllowed(_("Bara en administratör nollställer en andra faktor."))
    if user.pk == by.pk:
        raise NotAllowed(_("Din egen andra faktor nollställer en annan administratör."))
    if user.is_superuser and not by.is_superuser:
        raise NotAllowed(_("Det kontot nollställs från driftens kommandorad."))
    if not checked.strip():
        raise DomainError(_("Skriv hur du har kontrollerat vem det är."))
    if not Authenticator.objects.filter(user=user).exists():
        raise DomainError(_("Kontot har ingen andra faktor."))


def _tell(user: User, by: User, checked: str) -> None:
    """In the log of every organization where a role is held; once without one for a resident."""
    held = set(user.grants.in_force(now()).values_list("organization", flat=True))
    for organization in held or (None,):
        record_event(
            kind=EventKind.LOGIN_CHANGED,
            actor=by.pk,
            organization=organization,
            subject=f"user:{user.pk}",
            detail={"what": "second factor reset", "checked": checked.strip()},
        )
