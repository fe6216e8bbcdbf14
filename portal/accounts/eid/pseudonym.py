"""A person without their number: a keyed pseudonym, the same whichever provider vouches.

HMAC-SHA-256 with IDENTITY_KEY. A plain hash would be no pseudonym: there are only some hundred
million personal numbers to try. The number itself is neither kept nor logged (law.md H3).
"""

import hmac
from hashlib import sha256
from typing import Any

from django.conf import settings

from portal.accounts.eid.errors import WrongToken

NUMBER_LENGTH = 12


def pseudonym_of_claims(claims: dict[str, Any], names: tuple[str, ...]) -> str:
    """64 hexadecimal digits of the first of these claims that is there.

    Raises WrongToken when none is: somebody without an identity cannot be told from another.
    """
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and value.strip():
            return _keyed(_who(value.strip(), claims))
    raise WrongToken("no identity")


def _who(value: str, claims: dict[str, Any]) -> str:
    """A personal number is the person's, whoever tells it; any other name is its issuer's own
    (eIDAS has no Swedish number, law.md H3)."""
    digits = value.replace("-", "")
    if digits.isascii() and digits.isdecimal() and len(digits) == NUMBER_LENGTH:
        return f"number:{digits}"
    return f"{claims['iss']}:{value}"


def _keyed(who: str) -> str:
    return hmac.new(settings.IDENTITY_KEY.encode(), who.encode(), sha256).hexdigest()
