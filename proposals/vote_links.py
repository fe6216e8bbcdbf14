"""A link that confirms a vote: it carries the address, sealed under the proposal's own key.

Nothing is stored when it is made, and when the key is destroyed no log that caught a link can
ever tell whose it was.
"""

import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken

from proposals.errors import BadLink

LIFETIME = timedelta(hours=24)


def seal(key: bytes, address: str) -> str:
    """The token of a link for this address."""
    return _box(key).encrypt(address.encode()).decode()


def unseal(key: bytes, token: str) -> str:
    """The address that a token was made for. Raises BadLink where it is forged or too old."""
    try:
        return _box(key).decrypt(token.encode(), ttl=int(LIFETIME.total_seconds())).decode()
    except (InvalidToken, UnicodeError) as error:
        raise BadLink from error


def digest_of(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _box(key: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.digest(key, b"links", "sha256")))
