"""Identities and the address form of numbers and names."""

import re
import unicodedata
import uuid


def new_id() -> uuid.UUID:
    return uuid.uuid4()


def slug(text: str) -> str:
    """`1451/14` → `1451-14`, `Nämnden för intraservice` → `namnden-for-intraservice`.

    Lower case, å ä ö folded, one hyphen where anything else stood.
    """
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")


def natural_key(text: str) -> str:
    """A string that sorts as people count: 2.2.2 before 2.10, 9 before 10."""
    return re.sub(r"\d+", lambda digits: digits.group().zfill(8), text.lower())
