"""Whether an ID token is the answer to our question (OpenID Connect Core 1.0, section 3.1.3.7)."""

from datetime import timedelta
from hmac import compare_digest
from typing import Any

import jwt

from portal.accounts.eid.errors import WrongToken
from portal.accounts.eid.metadata import Metadata, keys_of
from portal.accounts.eid.provider_settings import ALGORITHMS
from portal.core.clock import now

LEEWAY = timedelta(seconds=30)
OLDEST = timedelta(minutes=10)
REQUIRED = ["iss", "aud", "exp", "iat", "sub", "nonce", "acr"]


def verified(token: str, *, provider: Metadata, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of a token that the provider signed, for us, now, in answer to `nonce`.

    Raises WrongToken with the reason in a word; never with anything that stood in the token.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(token, provider),
            algorithms=list(ALGORITHMS),
            audience=client_id,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": REQUIRED, "strict_aud": False},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise WrongToken(type(error).__name__) from None
    _check_asked_for(claims, client_id, nonce)
    return claims


def _check_asked_for(claims: dict[str, Any], client_id: str, nonce: str) -> None:
    """That it was made for this client alone, in this login, a moment ago."""
    if not nonce or not compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise WrongToken("nonce")
    if claims["aud"] not in (client_id, [client_id]) and claims.get("azp") != client_id:
        raise WrongToken("azp")
    if claims.get("azp", client_id) != client_id:
        raise WrongToken("azp")
    if claims["exp"] - claims["iat"] < 0 or _age(claims) > OLDEST.total_seconds():
        raise WrongToken("iat")


def _age(claims: dict[str, Any]) -> float:
    return now().timestamp() - float(claims["iat"])


def _key(token: str, provider: Metadata) -> jwt.PyJWK:
    """The provider's key that the token names, of the kind that its algorithm needs."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise WrongToken("alg")
    kid = header.get("kid")
    found = _named(kid, provider, anew=False) or _named(kid, provider, anew=True)
    if found is None:
        raise WrongToken("kid")
    return jwt.PyJWK(found, algorithm=header["alg"])


def _named(kid: object, provider: Metadata, *, anew: bool) -> dict[str, Any] | None:
    keys = [key for key in keys_of(provider, anew=anew) if key.get("use", "sig") == "sig"]
    if kid is None:
        return keys[0] if len(keys) == 1 else None
    return next((key for key in keys if key.get("kid") == kid), None)
