"""Candidates for the head of a paper, each with its evidence and a score.

A head is a heading word ("Tjänsteutlåtande") or an appendix mark ("Bilaga 2") in a place where
papers begin, with the company that heads keep: labels, a date, a number, parties, "1(4)". The
weights say how much each sign speaks for a new paper; `boundaries` decides with the papers before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .dates import find_dates
from .layout import Layout, Page, PageCount, counts_in
from .letterhead import is_only_names
from .numbers import find_numbers
from .organizations import find_abbreviations, find_bodies
from .parties import parties_after_heading, parties_in
from .prose import LABEL, SECTION, SECTION_LINE, is_prose
from .vocabulary import CITING_WORDS, HEADINGS, TITLE_WORDS, Heading, written_forms
from .zones import APPENDIX_MARK, Zones

THRESHOLD = 4.5


class Place(Enum):
    """Where a candidate stands; papers begin at the top of a page, hardly inside a line."""

    PAGE = auto()
    PARAGRAPH = auto()
    LINE = auto()
    INLINE = auto()


PLACE_WEIGHT = {Place.PAGE: 2.0, Place.PARAGRAPH: 1.0, Place.LINE: 0.0, Place.INLINE: -1.5}
_SIGN_WEIGHT = {
    "date": 1.0, "number": 1.0, "label": 1.0, "labels": 1.0, "parties": 2.0, "item": 1.0,
    "body": 0.5, "alone": 1.0, "capitals": 0.5, "paragraph": 1.0, "first_page": 2.5,
    "second_heading": 1.0, "addressed": 1.0, "numbered": 1.0, "after_last": 1.5,
    "listed": -6.0, "listing": -4.0, "cited": -2.5, "prose": -4.0, "dots": -5.0, "bare": -1.5,
}  # fmt: skip
_WINDOW = 300
_TOP = 450

ITEM = re.compile(
    r"(?<![\w-])(?:Ärende(?:punkt)?|ÄRENDE|Dagordningspunkt|Punkt|Föredragningspunkt)"
    r"\s*(?:nr\.?|nummer)?\s*:?\s*(?P<item>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)(?![\w/:-]|\.\d)"
)
PARAGRAPH = re.compile(r"§+ ?(?P<paragraph>\d{1,4}(?:/\d{2,4})?)(?![\d:])")
_HEADING = re.compile(
    "|".join(
        rf"(?P<h{index}>(?<![\w/-])(?:{written_forms(heading.words)})(?![\w/]|-\w))"
        for index, heading in sorted(enumerate(HEADINGS), key=lambda row: -len(row[1].words))
    )
)
_ADDRESSED = re.compile(r"^[^\S\n]*Till:? [^\n]{0,30}(?:nämnden|styrelsen|fullmäktige)", re.MULTILINE)
_LAST_COUNT = re.compile(r"(?<!\d)(\d{1,3}) ?\( ?\1 ?\)\s*\Z")
_BULLET = re.compile(r"(?:^|\n)[^\S\n]*(?:[-•*·]|\d{1,2}[.)]|[a-z]\))[^\S\n]+$")
# In minutes a section "Yrkande" goes on "Anna Ek (S) yrkar …": that names no author of a paper.
_SPEAKING = re.compile(
    r"\b(?:yrkar|reserverar|anmäler|lämnar|inkommer|instämmer|föreslår|deltar|yttrar|anför)\b"
)
_DOTS = re.compile(r"[^\n]{0,120}?(?:\.{4,}|…|(?:\. ){3,})")


@dataclass(frozen=True)
class Head:
    """A candidate: the paper would begin at `start`; the heading word ends at `end`.

    `window` is the end of the zone in which the head's own words are looked for.
    """

    start: int
    end: int
    window: int
    place: Place
    heading: Heading | None
    appendix: str | None
    parties: tuple[str, ...]
    signs: frozenset[str]
    count: PageCount | None

    @property
    def score(self) -> float:
        weight = self.heading.weight if self.heading else 1.5 if self.appendix else 0.0
        return weight + PLACE_WEIGHT[self.place] + sum(_SIGN_WEIGHT[sign] for sign in self.signs)


def find_heads(layout: Layout, zones: Zones) -> list[Head]:
    """Return the candidates in order of place, one for each place where a paper may begin."""
    best: dict[int, Head] = {}
    for page in layout.pages:
        for head in _heads_of(layout, zones, page):
            if head.start not in best or head.score > best[head.start].score + 0.5:
                best[head.start] = head
    return sorted(best.values(), key=lambda head: head.start)


def _heads_of(layout: Layout, zones: Zones, page: Page) -> Iterator[Head]:
    for match in _HEADING.finditer(layout.text, page.start, page.end):
        yield _head(layout, zones, page, match, HEADINGS[int((match.lastgroup or "h0")[1:])])
    for match in APPENDIX_MARK.finditer(layout.text, page.start, page.end):
        yield _head(layout, zones, page, match, None)
    yield from _silent_head(layout, page)


def _head(
    layout: Layout, zones: Zones, page: Page, match: re.Match[str], heading: Heading | None
) -> Head:
    text = layout.text
    start, place = _opening(text, page, match.start(), zones)
    end = match.end()
    window = window_end(text, end, page.end)
    count = page.count if place is Place.PAGE else _count_beside(text, start, end, page)
    mark = APPENDIX_MARK.search(text, start, end)
    after = text[end:window]
    parties = _parties(after, heading)
    signs = {
        *_company(text, match, after, parties),
        *_contrary(text, match, zones, page, place, after),
    }
    if count is not None and count.number == 1:
        signs.add("first_page")
    if mark is not None and heading is not None:
        signs.add("second_heading")
    if place is not Place.PAGE and _LAST_COUNT.search(text, page.start, start):
        signs.add("after_last")
    appendix = (mark["number"] or "") if mark else None
    if heading is None and place is Place.PAGE and appendix:
        signs.add("numbered")
    if _is_bare(heading, signs):
        signs.add("bare")
    return Head(start, end, window, place, heading, appendix, parties, frozenset(signs), count)


def window_end(text: str, start: int, limit: int) -> int:
    """Return where a head's own words end: at the first section, or some lines on."""
    section = SECTION.search(text, start, min(start + _WINDOW, limit))
    end = min(section.start() if section else start + _WINDOW, limit)
    tenth_line = [m.end() for m in re.finditer("\n", text[start:end])][:10]
    return start + tenth_line[-1] if len(tenth_line) == 10 else end


def _opening(text: str, page: Page, offset: int, zones: Zones) -> tuple[int, Place]:
    """Return where the paper begins whose heading stands at `offset`, and what place that is."""
    if _is_letterhead(text[page.start : offset]):
        return _skip_space(text, page.start, offset), Place.PAGE
    line = max(text.rfind("\n", page.start, offset) + 1, page.start)
    if not _is_letterhead(text[line:offset]) or len(text[line:offset].strip()) > 80:
        return offset, Place.INLINE
    top = _letterhead_top(text, page, line, zones)
    first = _skip_space(text, top, offset)
    above = text[page.start : top].rstrip(" \t")
    is_free = top < line or above.endswith("\n\n") or not above
    return first, Place.PARAGRAPH if is_free else Place.LINE


def _letterhead_top(text: str, page: Page, line: int, zones: Zones) -> int:
    """Go up from a heading's line over the lines of its letterhead, six at most."""
    top = position = line
    for _ in range(6):
        above = max(text.rfind("\n", page.start, position - 1) + 1, page.start)
        written = text[above:position]
        if above == position or (written.strip() and not _is_of_letterhead(written)):
            break
        if zones.holds(above) or _ends_sentence(text[page.start : above]):
            break
        position = above
        top = above if written.strip() else top
    return top


def _is_of_letterhead(line: str) -> bool:
    return is_only_names(line) or _ADDRESSED.match(line) is not None


def _ends_sentence(before: str) -> bool:
    """Tell whether the line above is running text that this line may end ("… sänds till")."""
    last = before.rstrip(" \t").rsplit("\n", 2)[-2:]
    return bool(last) and last[-1] == "" and len(last) == 2 and is_prose(last[0])


def _is_letterhead(before: str) -> bool:
    """Tell whether what stands over a heading is a letterhead: short, and neither text nor list."""
    if len(before) > _TOP or before.count("\n") > 14 or is_prose(before):
        return False
    if _BULLET.search(before) or SECTION.search(before):
        return False
    return not any(is_prose(line) or line.rstrip().endswith(".") for line in before.split("\n"))


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _count_beside(text: str, start: int, end: int, page: Page) -> PageCount | None:
    below = "\n".join(text[end : min(end + 200, page.end)].split("\n")[:2])
    counts = counts_in(text[start:end] + below)
    return counts[0] if counts else None


def _parties(after: str, heading: Heading | None) -> tuple[str, ...]:
    if heading is None or heading.kind.value not in {"statement", "motion", "other"}:
        return ()
    first = _SPEAKING.split(after[:160].split("\n\n", maxsplit=1)[0])
    named = first[0] if len(first) == 1 else first[0].rpartition("\n")[0]
    return parties_after_heading(after[:60]) or parties_in(named)


def _company(
    text: str, match: re.Match[str], after: str, parties: tuple[str, ...]
) -> Iterator[str]:
    """Yield the signs that speak for a head."""
    labels = len(set(LABEL.findall(after[:200])))
    tests = {
        "date": any(True for _ in find_dates(after[:150])),
        "number": any(True for _ in find_numbers(after[:200])),
        "label": labels > 0,
        "labels": labels > 1,
        "parties": bool(parties),
        "item": ITEM.search(after[:150]) is not None,
        "body": any(True for _ in (*find_bodies(after[:90]), *find_abbreviations(after[:90]))),
        "paragraph": PARAGRAPH.search(after[:120]) is not None,
        "alone": _is_alone(text, match),
        "addressed": _ADDRESSED.search(after[:160]) is not None,
        "capitals": match[0].isupper(),
    }
    yield from (sign for sign, holds in tests.items() if holds)


def _contrary(
    text: str, match: re.Match[str], zones: Zones, page: Page, place: Place, after: str
) -> Iterator[str]:
    """Yield the signs that the word only names a paper."""
    line_start = max(text.rfind("\n", page.start, match.start()) + 1, page.start)
    before = text[line_start : match.start()]
    following = re.match(r"[^\S\n]*,?[^\S\n]*(?P<word>[^\W\d_]+)", after)
    word = following["word"] if following else ""
    tests = {
        "listed": (place is not Place.PAGE or zones.begins(match.start()))
        and zones.holds(match.start()),
        "listing": _BULLET.search(before) is not None,
        "cited": place is not Place.PAGE and word in CITING_WORDS,
        "prose": word[:1].islower() and word not in TITLE_WORDS and word not in CITING_WORDS,
        "dots": _DOTS.match(text, match.end()) is not None,
    }
    yield from (sign for sign, holds in tests.items() if holds)
    if place is Place.INLINE and not re.search(r"(?:[.!?)\]]|\d)\s*$|^\s*$", before):
        yield "cited"


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Tell whether the heading has its line for itself, save a page count or a wide gap."""
    line_end = text.find("\n", match.end())
    rest = text[match.end() : line_end if line_end >= 0 else len(text)]
    return re.match(r"[^\S\n]*(?:$|[^\S\n]{3}|\d{1,3} ?\(\d)", rest) is not None


def _is_bare(heading: Heading | None, signs: set[str]) -> bool:
    """Tell whether a weak word stands without company: then it is the heading of a section."""
    company = {
        "date", "number", "label", "parties", "item", "first_page", "paragraph", "body", "addressed",
    }  # fmt: skip
    return heading is not None and heading.weight < 2 and not signs & company


def _silent_head(layout: Layout, page: Page) -> Iterator[Head]:
    """Yield a candidate for a page that opens a paper without saying which."""
    start = _skip_space(layout.text, page.start, page.end)
    if start == page.end:
        return
    window = window_end(layout.text, start, page.end)
    top = layout.text[start:window]
    labels = {label.lower() for label in LABEL.findall(top)}
    signs = {"first_page"} if page.count and page.count.number == 1 else set()
    if len(labels) > 1 and not SECTION_LINE.match(top):
        signs |= {"label", "labels"}
        signs |= {"date"} if any(True for _ in find_dates(top)) else set()
        signs |= {"number"} if any(True for _ in find_numbers(top)) else set()
    yield Head(start, start, window, Place.PAGE, None, None, (), frozenset(signs), page.count)
