"""Lines that hold nothing but who writes: names of organizations, parties and page counts."""

import re

from .layout import counts_in
from .organizations import find_abbreviations, find_bodies, find_cities, find_offices
from .parties import PARTY_NAMES, parties_in

_PARTY_NAMES = re.compile("|".join(map(re.escape, PARTY_NAMES)))
_PARTY_LINE = re.compile(r"(?:[\s(),A-ZÅÄÖ/&+]|och|samt)*")
_COUNT_LINE = re.compile(r"\s*(?:Sida?n?\.?:?\s*)?\d{1,3}\s?(?:\(\d{1,3}\)|av \d{1,3})?\s*")


def is_only_names(line: str) -> bool:
    """Tell whether a line is a piece of letterhead and cannot be a title."""
    if _COUNT_LINE.fullmatch(line):
        return bool(counts_in(line))
    names = (*find_bodies(line), *find_offices(line), *find_cities(line), *find_abbreviations(line))
    left = without(line, [(name.start, name.end) for name in names])
    words = re.findall(r"[^\W\d_]{2,}", left)
    return _is_only_parties(line) or (bool(names) and not words)


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return `text` with each span blotted out by spaces."""
    kept = [True] * len(text)
    for start, end in spans:
        kept[start:end] = [False] * (end - start)
    return "".join(char if keep else " " for char, keep in zip(text, kept, strict=True))


def _is_only_parties(line: str) -> bool:
    return _PARTY_LINE.fullmatch(_PARTY_NAMES.sub("(", line)) is not None and bool(parties_in(line))
