"""Identities and the address form of numbers and names."""

import re
import unicodedata
import uuid

UNDIVIDED = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})
"""Letters of names that Unicode does not take apart into a letter and a mark."""


def new_id() -> uuid.UUID:
    return uuid.uuid4()


def slug(text: str) -> str:
    """`1451/14` → `1451-14`, `Nämnden för intraservice` → `namnden-for-intraservice`.

    Lower case, å ä ö folded, one hyphen where anything else stood.
    """
    lower = text.lower().translate(UNDIVIDED)
    folded = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def natural_key(text: str) -> str:
    """A string that sorts as people count: 2.2.2 before 2.10, 9 before 10."""
    return re.sub(r"\d+", lambda digits: digits.group().zfill(8), text.lower())
