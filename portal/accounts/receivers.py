"""What follows from a changed way in."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.rules import FACTOR
from portal.accounts.throttle import forget_wrong_passwords

PROVING = frozenset({Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN})
"""To add one of these is to show that one holds it."""


@receiver(authenticator_added)
def prove_by_adding(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Who has just added a factor is not asked for it at once."""
    if authenticator.type in PROVING:
        record_authentication(
            request, user, FACTOR, id=authenticator.pk, type=authenticator.type, added=True
        )


@receiver(password_reset)
def forget_failures(user: User, **_kwargs: Any) -> None:
    """With a new password the count of wrong ones begins anew."""
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    for name in (user.username, *addresses):
        forget_wrong_passwords(name)
