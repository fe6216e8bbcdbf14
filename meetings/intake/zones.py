"""Places where a paper is named but not present: tables of contents, agendas, attachment lists."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .layout import Layout, Page
from .prose import SECTION
from .vocabulary import ATTACHMENT_LISTS, CONTENT_LISTS, EVIDENCE_LISTS, written_forms


class ZoneKind(Enum):
    """What a list holds: papers that should be here, papers relied on, or only contents."""

    ATTACHMENTS = auto()
    EVIDENCE = auto()
    CONTENTS = auto()


@dataclass(frozen=True)
class Zone:
    """A list from after its heading to its end, in offsets of the normalised text."""

    kind: ZoneKind
    start: int
    end: int


APPENDIX_MARK = re.compile(
    r"(?<![\w-])(?:Bilaga|BILAGA|Underbilaga)(?:\s+nr\.?)?"
    r"(?:\s*(?P<number>\d{1,2}(?:[.:]\d{1,2})?[a-zA-Z]?|[A-Z]))?(?![\w/])(?!\s*[-/]\s*\d)"
)
_MARK_RUN = 260  # two marks nearer than this belong to one list
_INLINE_LIST = 900
_LINE_LIST = 60
_LONGEST_LIST = 6000
_MARKED = re.compile(r"\s*[Bb]ilaga \d")
_ENTRY = re.compile(r"\s*(?:[-•*·]|\d{1,2}[.)]\s|[a-z]\)|§+ ?\d)|.*\.{4,}|.*\s\d{1,3}\s*$")


def _opener(words: tuple[str, ...]) -> str:
    return "|".join(written_forms(word) for word in sorted(words, key=len, reverse=True))


_OPENERS = {
    ZoneKind.ATTACHMENTS: re.compile(
        rf"^[^\S\n]*(?:{_opener(ATTACHMENT_LISTS)})[^\S\n]*:?[^\S\n]*$"
        rf"|(?<![\w-])(?:{_opener(ATTACHMENT_LISTS[:-2])})\s*:?\s+(?=1[.):]?\s|[-•*] |\d\. )"
        rf"|^[^\S\n]*(?:{_opener(ATTACHMENT_LISTS[:-2])})\s*:",
        re.MULTILINE,
    ),
    ZoneKind.EVIDENCE: re.compile(
        rf"^[^\S\n]*(?:{_opener(EVIDENCE_LISTS)})[^\S\n]*:?[^\S\n]*$"
        r"|(?<![\w-])(?:Beslutsunderlag|Underlag för beslut)\s+(?=[A-ZÅÄÖ1•-])",
        re.MULTILINE,
    ),
    ZoneKind.CONTENTS: re.compile(
        rf"^[^\S\n]*(?:{_opener(CONTENT_LISTS)})[^\S\n]*:?[^\S\n]*$"
        r"|(?<![\w-])(?:Innehållsförteckning|Ärendelista)\s+(?=[A-ZÅÄÖ1])",
        re.MULTILINE,
    ),
}


class Zones:
    """The lists of a bundle, asked by offset."""

    def __init__(self, zones: list[Zone]) -> None:
        self.all = sorted(zones, key=lambda zone: zone.start)
        self._starts = [zone.start for zone in self.all]
        self._begins = frozenset(self._starts)

    def holds(self, offset: int) -> bool:
        """Tell whether `offset` stands inside a list."""
        before = bisect_right(self._starts, offset)
        return any(zone.end > offset for zone in self.all[max(0, before - 4) : before])

    def begins(self, offset: int) -> bool:
        """Tell whether a list without a heading of its own begins at `offset`."""
        return offset in self._begins

    def within(self, start: int, end: int) -> Iterator[Zone]:
        """Yield the lists that begin between `start` and `end`."""
        return (zone for zone in self.all if start <= zone.start < end)


def find_zones(layout: Layout) -> Zones:
    """Return every list of the bundle; a list never goes past the foot of its page."""
    return Zones([zone for page in layout.pages for zone in _zones_of(layout.text, page)])


def _zones_of(text: str, page: Page) -> Iterator[Zone]:
    for kind, opener in _OPENERS.items():
        for match in opener.finditer(text, page.start, page.end):
            yield Zone(kind, match.end(), _list_end(text, match.end(), page.end))
    yield from _runs_of_marks(text, page)


def _list_end(text: str, start: int, page_end: int) -> int:
    """Return where a list ends: at the next section, after its last entry, or with the page."""
    limit = min(start + _LONGEST_LIST, page_end)
    section = SECTION.search(text, start + 1, limit)
    limit = section.start() if section else limit
    lines = text[start:limit].split("\n")
    if max(map(len, lines)) > _INLINE_LIST // 2:
        return min(limit, start + _INLINE_LIST)
    return start + len("\n".join(lines[: _entry_lines(lines)]))


def _entry_lines(lines: list[str]) -> int:
    """Return how many lines belong to a list: a gap ends it, unless an entry comes after."""
    first = ""
    for index, line in enumerate(lines[:_LINE_LIST]):
        below = next((other for other in lines[index + 1 : index + 4] if other.strip()), "")
        if line.strip():
            first = first or (line if index > 0 else "")
        elif first and not (_ENTRY.match(below) or (_MARKED.match(below) and _MARKED.match(first))):
            return index
    return min(len(lines), _LINE_LIST)


def _runs_of_marks(text: str, page: Page) -> Iterator[Zone]:
    """Yield lists without a heading: "Bilaga 1: … Bilaga 2: …" close upon each other."""
    marks = [m for m in APPENDIX_MARK.finditer(text, page.start, page.end) if m["number"]]
    run: list[re.Match[str]] = []
    for mark in marks:
        if run and not _goes_on(run[-1], mark):
            yield from _run(text, run, page)
            run = []
        run.append(mark)
    yield from _run(text, run, page)


def _goes_on(last: re.Match[str], mark: re.Match[str]) -> bool:
    is_near = mark.start() - last.end() < _MARK_RUN
    return is_near and _in_order(last["number"]) < _in_order(mark["number"])


def _in_order(number: str) -> tuple[int, str]:
    """Return a key by which appendix 9 comes before 10, and A before B."""
    digits = re.match(r"\d+", number)
    return (int(digits[0]) if digits else 0, number)


def _run(text: str, run: list[re.Match[str]], page: Page) -> Iterator[Zone]:
    if len(run) > 1:
        line_end = text.find("\n", run[-1].end(), page.end)
        end = line_end if 0 <= line_end < run[-1].end() + _MARK_RUN else run[-1].end() + 120
        yield Zone(ZoneKind.ATTACHMENTS, run[0].start(), min(end, page.end))
