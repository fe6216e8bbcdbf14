"""How allauth behaves here."""

from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.mails import absolute, send_letter
from portal.accounts.models import User
from portal.accounts.services import unspoken_name
from portal.accounts.throttle import (
    count_wrong_password,
    forget_wrong_passwords,
    may_try_password,
)
from portal.accounts.words import ACCOUNT_ERRORS, NOTICES


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Our words, our letters, our throttle; addresses are the city's."""

    error_messages = ACCOUNT_ERRORS

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return bool(settings.SIGNUP_OPEN)

    def populate_username(self, _request: HttpRequest, user: User) -> None:
        """A name that says nothing: allauth's own would show the address of who signed up."""
        if not user.username:
            user.username = unspoken_name()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not may_try_password(_name(credentials)):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, _request: HttpRequest, **credentials: Any) -> None:
        count_wrong_password(_name(credentials))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            forget_wrong_passwords(_name(credentials))
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        send_letter(template_prefix, email, context)

    def send_account_already_exists_mail(self, email: str) -> None:
        reset = absolute(reverse("account_reset_password"))
        send_letter("account/email/account_already_exists", email, {"password_reset_url": reset})

    def get_email_confirmation_url(self, _request: HttpRequest, emailconfirmation: Any) -> str:
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", quote(key)))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_args: Any,
        message: str | None = None,
        **_kwargs: Any,
    ) -> None:
        said = message or NOTICES.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said))

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this site is gone on to after a login: `/…`, never another host."""
        return bool(url) and str(url).startswith("/") and bool(super().is_safe_url(url))

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("account")


def _name(credentials: dict[str, Any]) -> str:
    """What was written into the form, the same for an address and a user name."""
    return str(credentials.get("email") or credentials.get("username") or "")
