"""Candidates for the head of a paper, each with its evidence and a score.

A head is a heading word ("Tjänsteutlåtande") or an appendix mark ("Bilaga 2") in a place where
papers begin, with the company that heads keep: labels, a date, a number, parties, "1(4)". The
weights say how much each sign speaks for a new paper; `boundaries` decides with the papers before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .dates import find_dates
from .layout import Layout, Page, PageCount, counts_in
from .numbers import find_numbers
from .openings import BULLET, Place, find_opening, line_before, skip_space
from .organizations import find_abbreviations, find_bodies
from .parties import parties_after_heading, parties_in
from .prose import LABEL, SECTION, SECTION_LINE, is_sentence
from .vocabulary import CITING_WORDS, HEADINGS, TITLE_WORDS, Heading, written_forms
from .zones import APPENDIX_MARK, Zones

THRESHOLD = 4.5


PLACE_WEIGHT = {Place.PAGE: 2.0, Place.PARAGRAPH: 1.0, Place.LINE: 0.0, Place.INLINE: -1.5}
_SIGN_WEIGHT = {
    "date": 1.0, "number": 1.0, "label": 1.0, "labels": 1.0, "parties": 2.0, "item": 1.0,
    "body": 0.5, "alone": 1.0, "capitals": 0.5, "paragraph": 1.0, "first_page": 2.5,
    "second_heading": 1.0, "addressed": 1.0, "numbered": 1.0, "after_last": 1.5,
    "listed": -6.0, "listing": -4.0, "cited": -2.5, "prose": -4.0, "dots": -5.0, "bare": -1.5,
}  # fmt: skip
_COMPANY = frozenset({
    "date", "number", "label", "parties", "item", "first_page", "paragraph", "body", "addressed",
})  # fmt: skip
_CONTRARY = frozenset({"listed", "listing", "cited", "prose", "dots"})
_WINDOW = 300

ITEM = re.compile(
    r"(?<![\w-])(?:Ärende(?:punkt)?|ÄRENDE|Dagordningspunkt|Punkt|Föredragningspunkt)"
    r"[^\S\n]*(?:nr\.?|nummer)?[^\S\n]*:?[^\S\n]*(?P<item>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)(?![\w/:-]|\.\d)"
)
PARAGRAPH = re.compile(r"§+ ?(?P<paragraph>\d{1,4}(?:/\d{2,4})?)(?![\d:])")
_HEADING = re.compile(
    "|".join(
        rf"(?P<h{index}>(?<![\w/-])(?:{written_forms(heading.words)})(?![\w/]|-\w))"
        for index, heading in sorted(enumerate(HEADINGS), key=lambda row: -len(row[1].words))
    )
)
_ADDRESSED = re.compile(
    r"^[^\S\n]*Till:? [^\n]{0,30}(?:nämnden|styrelsen|fullmäktige)", re.MULTILINE
)
_LAST_COUNT = re.compile(r"(?<!\d)(\d{1,3}) ?\( ?\1 ?\)\s*\Z")
# In minutes a section "Yrkande" goes on "Anna Ek (S) yrkar …": that names no author of a paper.
SPEAKING = re.compile(
    r"\b(?:yrkar|reserverar|anmäler|lämnar|inkommer|instämmer|föreslår|deltar|yttrar|anför)\b"
)
_ALONE = re.compile(r"[^\S\n]{0,200}(?:(?=[\n\f]|\Z)|(?<=[^\S\n]{3})|\d{1,3} ?\(\d)")
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
            known = best.get(head.start)
            best[head.start] = _stronger(known, head) if known else head
    return sorted(best.values(), key=lambda head: head.start)


def _stronger(known: Head, new: Head) -> Head:
    """Choose between two words over one paper; "Bilaga 2" over "Yttrande" says both."""
    says_less = new.heading is None and (known.appendix or not new.appendix)
    if known.heading and says_less and not known.signs & (_CONTRARY | {"bare"}):
        return replace(known, signs=known.signs | (new.signs - _CONTRARY))
    return new if new.score > known.score + 0.5 else known


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
    start, place = find_opening(text, page, match.start(), zones)
    end = match.end()
    window = window_end(text, end, page.end)
    count = page.count if place is Place.PAGE else _count_beside(text, start, end, page)
    mark = APPENDIX_MARK.search(text, start, end)
    after = text[end:window]
    parties = _parties(after, heading)
    signs = {
        *_company(text, match, after, parties),
        *_contrary(text, match, zones, page, place, after),
        *(["listed"] if zones.begins(start) else []),
    }
    if count is not None and count.number == 1:
        signs.add("first_page")
    if mark is not None and heading is not None:
        signs.add("second_heading")
    if place is not Place.PAGE and _LAST_COUNT.search(text, max(page.start, start - 20), start):
        signs.add("after_last")
    appendix = (mark["number"] or "") if mark else None
    if heading is None and appendix and _is_numbered_mark(layout, place, signs):
        signs.add("numbered")
    if parties:
        signs.discard("cited")
    if _is_bare(heading, signs):
        signs.add("bare")
    return Head(start, end, window, place, heading, appendix, parties, frozenset(signs), count)


def window_end(text: str, start: int, limit: int) -> int:
    """Return where a head's own words end: at the first section or sentence, or some lines on."""
    section = SECTION.search(text, start, min(start + _WINDOW, limit))
    end = min(section.start() if section else start + _WINDOW, limit)
    position = start
    for number, line in enumerate(text[start:end].split("\n")):
        if number == 10 or (number and is_sentence(line)):
            return position
        position += len(line) + 1
    return end


def _count_beside(text: str, start: int, end: int, page: Page) -> PageCount | None:
    below = "\n".join(text[end : min(end + 200, page.end)].split("\n")[:2])
    counts = counts_in(text[start:end] + below)
    return counts[0] if counts else None


def _parties(after: str, heading: Heading | None) -> tuple[str, ...]:
    if heading is None or heading.kind.value not in {"statement", "motion", "other"}:
        return ()
    first = SPEAKING.split(after[:160].split("\n\n", maxsplit=1)[0])
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
    before = line_before(text, page, match.start())
    following = re.match(r"[^\S\n]*,?[^\S\n]*(?P<word>[^\W\d_]+)", after)
    word = following["word"] if following else ""
    tests = {
        "listed": place is not Place.PAGE and zones.holds(match.start()),
        "listing": BULLET.search(before) is not None,
        "cited": word in CITING_WORDS if place is not Place.PAGE else word.startswith("dater"),
        "prose": word[:1].islower() and word not in TITLE_WORDS and word not in CITING_WORDS,
        "dots": _DOTS.match(text, match.end(), page.end) is not None,
    }
    yield from (sign for sign, holds in tests.items() if holds)
    if place is Place.INLINE and not re.search(r"(?:[.!?)\]]|\d)\s*$|^\s*$", before):
        yield "cited"


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Tell whether the heading has its line for itself, save a page count or a wide gap."""
    return _ALONE.match(text, match.end()) is not None


def _is_numbered_mark(layout: Layout, place: Place, signs: set[str]) -> bool:
    """Tell whether "Bilaga 2" heads a page, or a part of a text without pages."""
    if place is Place.PAGE:
        return True
    return place is Place.PARAGRAPH and "alone" in signs and not layout.has_pages


def _is_bare(heading: Heading | None, signs: set[str]) -> bool:
    """Tell whether a weak word stands without company: then it is the heading of a section."""
    if heading is None or heading.weight >= 2:
        return False
    needed = _COMPANY if heading.weight > 0 else {"label"}
    return not signs & needed


def _silent_head(layout: Layout, page: Page) -> Iterator[Head]:
    """Yield a candidate for a page that opens a paper without saying which."""
    start = skip_space(layout.text, page.start, page.end)
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
