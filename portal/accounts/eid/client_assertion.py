"""How the client proves to the provider who it is: private_key_jwt.

OpenID Connect Core 1.0, section 9; RFC 7523. Sweden Connect accepts nothing else (law.md H2).
"""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from portal.accounts.eid.provider_settings import ProviderSettings

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIVES = timedelta(minutes=2)


def client_assertion(client: ProviderSettings, audience: str) -> str:
    """A signed statement for one token request. Raises OSError or ValueError for a bad key file."""
    at = datetime.now(UTC)
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": audience,
        "jti": token_urlsafe(24),
        "iat": at,
        "exp": at + LIVES,
    }
    headers = {"kid": client.key_id} if client.key_id else None
    return jwt.encode(claims, client.private_key, algorithm=_algorithm(client), headers=headers)


def _algorithm(client: ProviderSettings) -> str:
    key = load_pem_private_key(client.private_key.encode(), password=None)
    return "ES256" if isinstance(key, EllipticCurvePrivateKey) else "RS256"
