"""The provider of e-IDs as allauth knows one (it looks for this module in every app)."""

from secrets import token_urlsafe
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.eid.errors import EidError
from portal.accounts.eid.flow import EidFlow, Identified
from portal.accounts.eid.provider_settings import provider_settings
from portal.accounts.rules import EID

PROCESSES = frozenset({"login", "connect"})


class EidAccount(ProviderAccount):  # type: ignore[misc]  # allauth is untyped
    def to_str(self) -> str:
        return provider_settings().name or _("e-legitimation")


class EidProvider(OAuth2Provider):  # type: ignore[misc]
    """Nothing in a request changes what is asked of the provider, only where to go then."""

    id = EID
    name = "e-ID"
    account_class = EidAccount
    oauth2_adapter_class = EidFlow
    pkce_enabled_default = True

    def get_login_url(self, _request: HttpRequest, **_kwargs: Any) -> str:
        return reverse("eid_login")

    def get_callback_url(self) -> str:
        return reverse("eid_callback")

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        process = request.POST.get("process", "login")
        kwargs = {"process": process if process in PROCESSES else "login"}
        onwards = get_next_redirect_url(request)
        return {**kwargs, "next_url": onwards} if onwards else kwargs

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        """To the provider, with a nonce that waits in the session (law.md H2).

        By a page that leads on, not by a redirect: a browser that follows a form obeys the policy
        `form-action 'self'` at every hop, and a broker may have hops on hosts that we do not know.
        """
        described, nonce = provider_settings(), token_urlsafe(32)
        asked = {"nonce": nonce, "prompt": "login", "acr_values": " ".join(described.acr_levels)}
        try:
            answer = super().redirect(
                request,
                process,
                nonce=nonce,
                auth_params=asked,
                scope=list(described.scopes),
                **kwargs,
            )
        except EidError as error:
            return render_authentication_error(request, self, exception=error)  # type: ignore[no-any-return]
        return render(request, "socialaccount/onwards.html", {"url": answer.url})

    def extract_uid(self, data: Identified) -> str:
        return data.pseudonym

    def extract_extra_data(self, data: Identified) -> dict[str, str]:
        """All that is stored: how surely the person is known. No claim, no token."""
        return {"level": data.level.value}

    def extract_common_fields(self, _data: Identified) -> dict[str, str]:
        return {}


provider_classes = [EidProvider]
