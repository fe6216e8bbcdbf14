"""The code flow: from the redirect to the provider to who came back."""

from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from portal.accounts.eid.client_assertion import ASSERTION_TYPE, client_assertion
from portal.accounts.eid.errors import ProviderDown, WrongToken
from portal.accounts.eid.fetching import post_form
from portal.accounts.eid.id_token import verified
from portal.accounts.eid.metadata import Metadata, metadata_of
from portal.accounts.eid.provider_settings import provider_settings
from portal.accounts.eid.pseudonym import pseudonym_of_claims
from portal.accounts.mails import absolute
from portal.accounts.rules import EID
from portal.accounts.states import AssuranceLevel


@dataclass(frozen=True)
class Identified:
    """Who came back: all that is kept of an ID token."""

    pseudonym: str
    level: AssuranceLevel


class EidFlow(OAuth2Adapter):  # type: ignore[misc]  # allauth is untyped
    """What allauth's code flow asks, answered for a provider that knows us by our key."""

    provider_id = EID

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.settings = provider_settings()
        self.nonce = ""

    @property
    def provider(self) -> Metadata:
        return metadata_of(self.settings.issuer)

    @property
    def authorize_url(self) -> str:
        return self.provider.authorization_endpoint

    @property
    def access_token_url(self) -> str:
        return self.provider.token_endpoint

    def get_callback_url(self, _request: HttpRequest, _app: Any) -> str:
        return callback_url()

    def get_access_token_data(
        self, _request: HttpRequest, _app: Any, _client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Exchange the code, proving who we are and that we asked. Raises EidError."""
        provider = self.provider
        form = {
            "grant_type": "authorization_code",
            "code": self.request.GET["code"],
            "redirect_uri": callback_url(),
            "code_verifier": pkce_code_verifier or "",
            "client_id": self.settings.client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": client_assertion(self.settings, provider.token_endpoint),
        }
        return post_form(provider.token_endpoint, form)

    def parse_token(self, _data: dict[str, Any]) -> SocialToken:
        """The access token opens nothing that we need, so nothing is kept of it."""
        return SocialToken(token="")

    def complete_login(
        self, request: HttpRequest, _app: Any, _token: Any, *, response: dict[str, Any]
    ) -> Any:
        return self.get_provider().sociallogin_from_response(request, self._identified(response))

    def _identified(self, response: dict[str, Any]) -> Identified:
        token = response.get("id_token")
        if not isinstance(token, str):
            raise ProviderDown("no ID token")
        claims = verified(
            token, provider=self.provider, client_id=self.settings.client_id, nonce=self.nonce
        )
        level = self.settings.acr_levels.get(str(claims["acr"]))
        if level is None:
            raise WrongToken("acr")
        return Identified(pseudonym_of_claims(claims, self.settings.identity_claims), level)


class EidCallback(OAuth2CallbackView):  # type: ignore[misc]
    """Hands the nonce of the login, kept in the session, to the check of the token."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, Any]:
        state, response = super()._get_state(request, provider)
        if state is not None:
            self.adapter.nonce = state.get("nonce", "")
        return state, response


def callback_url() -> str:
    """Always the same, in whatever language one reads: the provider has it in its list."""
    with override(settings.LANGUAGE_CODE):
        return absolute(reverse("eid_callback"))
