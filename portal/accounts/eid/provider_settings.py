"""The city's provider of e-IDs, as its settings describe it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings

from portal.accounts.states import AssuranceLevel

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that an ID token may carry. No HMAC, since the client has no secret, and no `none`."""


@dataclass(frozen=True)
class ProviderSettings:
    """`acr_levels` says what each context class of the provider is worth; one that it does not
    name is worth nothing. `identity_claims` are tried in order."""

    issuer: str
    client_id: str
    key_file: str
    key_id: str
    name: str
    scopes: tuple[str, ...]
    acr_levels: Mapping[str, AssuranceLevel]
    identity_claims: tuple[str, ...]

    @property
    def is_set_up(self) -> bool:
        return bool(self.issuer and self.client_id)

    @cached_property
    def private_key(self) -> str:
        """PEM; read once. Raises OSError when the file cannot be read."""
        return Path(self.key_file).read_text()


def provider_settings() -> ProviderSettings:
    """As the settings are now."""
    return ProviderSettings(
        issuer=settings.EID_ISSUER.rstrip("/") if settings.EID_ISSUER else "",
        client_id=settings.EID_CLIENT_ID,
        key_file=settings.EID_KEY_FILE,
        key_id=settings.EID_KEY_ID,
        name=settings.EID_NAME,
        scopes=("openid", *(each for each in settings.EID_SCOPES if each != "openid")),
        acr_levels=levels_of(settings.EID_ACR_LEVELS),
        identity_claims=tuple(settings.EID_IDENTITY_CLAIMS),
    )


def levels_of(pairs: list[str]) -> dict[str, AssuranceLevel]:
    """`http://id.elegnamnden.se/loa/1.0/loa3=substantial` … as a mapping.

    Raises ValueError for a level that does not exist or is no level of an e-ID.
    """
    found = {}
    for pair in pairs:
        acr, _equals, level = pair.rpartition("=")
        if level not in {AssuranceLevel.SUBSTANTIAL, AssuranceLevel.HIGH} or not acr:
            raise ValueError(f"EID_ACR_LEVELS: {pair!r} is not acr=substantial or acr=high")
        found[acr] = AssuranceLevel(level)
    return found
