"""What follows from a changed way in."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.open_sessions import note_beginning
from portal.accounts.rules import FACTOR
from portal.accounts.services import fix_person
from portal.accounts.throttle import forget_wrong_passwords
from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.clock import now

PROVING = frozenset({Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN})
"""To add one of these is to show that one holds it."""


@receiver(user_logged_in)
def note_login(request: HttpRequest, **_kwargs: Any) -> None:
    """So that its owner knows the session again among others."""
    note_beginning(request.session, request.META.get("HTTP_USER_AGENT", ""))


@receiver(authenticator_added)
def prove_by_adding(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Who has just added a factor is not asked for it at once."""
    if authenticator.type in PROVING:
        record_authentication(
            request, user, FACTOR, id=authenticator.pk, type=authenticator.type, added=True
        )


@receiver(post_save, sender=EmailAddress)
@receiver(post_save, sender=SocialAccount)
def know_the_person(instance: EmailAddress | SocialAccount, **_kwargs: Any) -> None:
    """As soon as something is proved, what the account counts as is fixed."""
    fix_person(user=instance.user)


@receiver(password_reset)
def forget_failures(user: User, **_kwargs: Any) -> None:
    """With a new password the count of wrong ones begins anew."""
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    for name in (user.username, *addresses):
        forget_wrong_passwords(name)


@receiver([password_reset, password_changed, password_set])
def tell_of_password(user: User, **_kwargs: Any) -> None:
    _tell(user, "password")


@receiver([authenticator_added, authenticator_removed])
def tell_of_factor(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    _tell(user, f"second factor {authenticator.type}")


@receiver(social_account_added)
def tell_of_link(sociallogin: Any, **_kwargs: Any) -> None:
    _tell(sociallogin.user, "e-ID linked")


@receiver(social_account_removed)
def tell_of_unlinking(socialaccount: Any, **_kwargs: Any) -> None:
    _tell(socialaccount.user, "e-ID unlinked")


def _tell(user: User, what: str) -> None:
    """Those who hold a role leave a line in the audit log when their way in is changed."""
    for organization in set(user.grants.in_force(now()).values_list("organization", flat=True)):
        record_event(
            kind=EventKind.LOGIN_CHANGED,
            actor=user.pk,
            organization=organization,
            subject=f"user:{user.pk}",
            detail={"what": what},
        )
