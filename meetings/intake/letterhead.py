"""Lines that hold nothing but who writes: names of organizations, parties and page counts."""

import re
from collections.abc import Iterable
from typing import Protocol

from .dates import find_dates
from .layout import counts_in
from .numbers import find_numbers
from .organizations import find_abbreviations, find_bodies, find_cities, find_offices
from .parties import PARTY_NAMES, parties_in
from .prose import LABEL
from .zones import APPENDIX_MARK

_ADDRESSED = re.compile(
    r"\s*Till:?\s*(?:[^\n]{0,30}(?:nämnden|styrelsen|fullmäktige)[^\n]{0,30})?$"
)
_COUNT = re.compile(r"(?:\bSida?n?\b\.?:?\s*)?\b\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3}\b)")
_PARTY_NAMES = re.compile("|".join(map(re.escape, PARTY_NAMES)))
_PARTY_LINE = re.compile(r"(?:[\s(),A-ZÅÄÖ/&+]|och|samt)*")
_COUNT_LINE = re.compile(r"\s*(?:Sida?n?\.?:?\s*)?\d{1,3}\s?(?:\(\d{1,3}\)|av \d{1,3})?\s*")


class Mention(Protocol):
    """Something found in a text: a date, a number, a name."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def is_only_names(line: str) -> bool:
    """Tell whether a line is a piece of letterhead and cannot be a title."""
    if _COUNT_LINE.fullmatch(line):
        return bool(counts_in(line))
    names = (*find_bodies(line), *find_offices(line), *find_cities(line), *find_abbreviations(line))
    left = without(line, spans_of(names))
    words = re.findall(r"[^\W\d_]{2,}", left)
    return _is_only_parties(line) or (bool(names) and not words)


def is_head_matter(line: str) -> bool:
    """Tell whether a line holds only what heads hold: names, labels, dates, numbers, addressee."""
    if _ADDRESSED.match(line) or is_only_names(line):
        return True
    names = (*find_bodies(line), *find_offices(line), *find_cities(line))
    spans = spans_of(find_dates(line), find_numbers(line), names)
    for pattern in (LABEL, _COUNT, APPENDIX_MARK):
        spans += [match.span() for match in pattern.finditer(line)]
    return bool(spans) and re.search(r"[^\W\d_]{2,}", without(line, spans)) is None


def spans_of(*groups: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return where the mentions of all groups stand."""
    return [(mention.start, mention.end) for group in groups for mention in group]


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return `text` with each span blotted out by spaces."""
    kept = [True] * len(text)
    for start, end in spans:
        kept[start:end] = [False] * (end - start)
    return "".join(char if keep else " " for char, keep in zip(text, kept, strict=True))


def _is_only_parties(line: str) -> bool:
    return _PARTY_LINE.fullmatch(_PARTY_NAMES.sub("(", line)) is not None and bool(parties_in(line))
