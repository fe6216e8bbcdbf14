"""What the provider says of itself: its endpoints and its keys (OpenID Connect Discovery 1.0)."""

import time
from dataclasses import dataclass
from typing import Any

from portal.accounts.eid.errors import ProviderDown
from portal.accounts.eid.fetching import get_json, is_safe

WELL_KNOWN = "/.well-known/openid-configuration"
KEPT_SECONDS = 3600
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Metadata:
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def metadata_of(issuer: str) -> Metadata:
    """The provider's metadata. Raises ProviderDown, also when it speaks for another issuer."""
    said = _fetched(issuer + WELL_KNOWN)
    if str(said.get("issuer", "")).rstrip("/") != issuer:
        raise ProviderDown("metadata of another issuer")
    found = {name: str(said.get(name, "")) for name in ENDPOINTS}
    if not all(is_safe(url) for url in found.values()):
        raise ProviderDown("endpoint that is not https")
    return Metadata(issuer=str(said["issuer"]), **found)


def keys_of(metadata: Metadata, *, anew: bool = False) -> list[dict[str, Any]]:
    """The provider's public keys; `anew` when one is asked for that is not among them."""
    keys = _fetched(metadata.jwks_uri, anew=anew).get("keys")
    return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []


def forget() -> None:
    """As in a process that has just started."""
    _kept.clear()


def _fetched(url: str, *, anew: bool = False) -> dict[str, Any]:
    at, found = _kept.get(url, (0.0, {}))
    if anew or not found or time.monotonic() - at > KEPT_SECONDS:
        found = get_json(url)
        _kept[url] = (time.monotonic(), found)
    return found
