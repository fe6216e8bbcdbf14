"""Characters of a query: what cannot be seen goes, what looks alike becomes one."""

import re
import unicodedata

QUOTES = dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
DASHES = dict.fromkeys(map(ord, "‐‑−–—"), "-")
LOOKALIKES = {**QUOTES, **DASHES, ord("’"): "'", ord("＊"): "*"}
SECTION = re.compile(r"§\s*(?=\d)")
NUMBER = re.compile(
    r"(?:[A-ZÅÄÖ]{1,5}\d{0,4}-)?\d{1,6}/\d{2}(?:\d{2})?|[A-ZÅÄÖ]{2,6}-\d{4}-\d{1,6}", re.IGNORECASE
)
"""`1451/14`, `N137-0095/11`, `SLK-2023-01047`: one that can be nothing else."""


def cleaned(text: str) -> str:
    """NFC without control characters, soft hyphens and marks of direction; one kind of quote."""
    seen = "".join(_visible(char) for char in unicodedata.normalize("NFC", text))
    return SECTION.sub("§", seen.translate(LOOKALIKES)).strip()


def bare(word: str) -> str:
    """A word without the signs around it; empty when it is nothing but signs.

    `§136` keeps its sign: it is a name of its own.
    """
    first = next((place for place, char in enumerate(word) if _is_text(char)), None)
    if first is None:
        return ""
    last = max(place for place, char in enumerate(word) if _is_text(char))
    if first and word[first - 1] == "§":
        first -= 1
    return word[first : last + 1]


def is_number(word: str) -> bool:
    """Whether a word has the form of a case number."""
    return NUMBER.fullmatch(word) is not None


def _visible(char: str) -> str:
    """Format characters join words (soft hyphen) or turn them (direction): they say nothing."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return " " if category[0] in "CZ" else char


def _is_text(char: str) -> bool:
    """Letters and digits of any script, and the marks that some scripts write vowels with."""
    return unicodedata.category(char)[0] in "LNM"
