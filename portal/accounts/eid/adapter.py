"""How allauth links an e-ID to an account."""

import logging
from secrets import token_urlsafe
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from portal.accounts.eid.provider_settings import provider_settings
from portal.accounts.rules import EID
from portal.accounts.words import EID_ERRORS, NOTICES

log = logging.getLogger(__name__)
TAKEN = "socialaccount/messages/account_connected_other.txt"


class EidAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """One e-ID, one account; one account, one e-ID."""

    error_messages = EID_ERRORS

    def list_apps(
        self, _request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The provider comes from the settings, never from a table that somebody could edit."""
        described = provider_settings()
        if not described.is_set_up or provider not in (None, EID):
            return []
        if client_id not in (None, described.client_id):
            return []
        return [SocialApp(provider=EID, name=described.name, client_id=described.client_id)]

    def generate_state_param(self, _state: dict[str, Any]) -> str:
        """256 bits; allauth's own has 95, and Sweden Connect asks for 128."""
        return token_urlsafe(32)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An account that has an e-ID already cannot be given another."""
        if sociallogin.state.get("process") != "connect" or sociallogin.is_existing:
            return
        if SocialAccount.objects.filter(user_id=request.user.pk, provider=EID).exists():
            messages.error(request, str(NOTICES[TAKEN]))
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("socialaccount_connections")))

    def on_authentication_error(
        self,
        _request: HttpRequest,
        _provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        _extra_context: Any = None,
        **_kwargs: Any,
    ) -> None:
        """Why it failed, in a word: exceptions of ours hold no claim, others are named only."""
        log.warning("e-ID login failed: %s %s", type(exception).__name__, exception or error)
