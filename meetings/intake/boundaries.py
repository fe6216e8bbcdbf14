"""Deciding which candidates open a new paper, in the light of the papers and pages before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from .dates import find_dates
from .heads import ITEM, PARAGRAPH, THRESHOLD, Head
from .kinds import MINUTES_KINDS, DocumentKind
from .layout import Layout, PageCount
from .letterhead import is_only_names
from .numbers import find_numbers, number_key
from .openings import Place
from .organizations import find_abbreviations, find_bodies, short_name
from .prose import SECTION, is_prose, is_sentence
from .zones import APPENDIX_MARK

_COVER = 160  # a page with less text than this under "Bilaga 2" is a cover of the paper after
_MOST_ADDED = 5.5  # what the papers before can add to a score
_PREFACE = 300  # less text than this before the first head belongs to the first paper


@dataclass(frozen=True)
class Segment:
    """A paper's place in the bundle: [start, end) in the normalised text.

    `head` is None for text without any; `certainty` (0..1) says how sure the border is;
    `cover` is the appendix number told by a cover page before it.
    """

    start: int
    end: int
    head: Head | None
    certainty: float
    cover: str | None = None


@dataclass(frozen=True)
class _Signature:
    """What a head says of its paper, to tell a repeated page header from a new paper."""

    kind: DocumentKind | None
    date: date | None
    number: str | None
    paragraph: str | None
    body: str | None
    parties: tuple[str, ...]
    appendix: str | None


def decide_segments(layout: Layout, heads: Iterable[Head]) -> list[Segment]:
    """Return the papers of a bundle in order, without overlap."""
    chosen = _choose(layout, heads)
    starts = _starts(layout, chosen)
    if not starts:
        return []
    ends = [*(start for start, *_ in starts[1:]), layout.end]
    segments = [
        Segment(start, _trimmed(layout.text, start, end), head, certainty)
        for (start, head, certainty), end in zip(starts, ends, strict=True)
    ]
    return list(_without_covers(layout.text, segments))


def _choose(layout: Layout, heads: Iterable[Head]) -> list[tuple[Head, float]]:
    chosen: list[tuple[Head, float]] = []
    current: _Signature | None = None
    count: PageCount | None = None
    for head in heads:
        if chosen and _is_title_of(layout.text, head, chosen[-1][0]):
            continue
        if head.score < THRESHOLD - _MOST_ADDED:
            count = head.count or count
            continue
        signature = _signature(layout.text, head)
        score = head.score + _adjustment(layout, head, signature, current, count)
        if score >= THRESHOLD:
            chosen.append((head, min(0.98, 0.6 + 0.07 * (score - THRESHOLD))))
            current, count = signature, head.count
        else:
            count = head.count or count
    return chosen


def _adjustment(
    layout: Layout,
    head: Head,
    signature: _Signature,
    current: _Signature | None,
    count: PageCount | None,
) -> float:
    """Return what the papers before add to or take from a candidate's score."""
    if current is None:
        return _by_company_above(layout.text, head, None)
    total = _by_pages(layout, head, count) + _by_company_above(layout.text, head, current)
    if head.signs and "first_page" not in head.signs and _repeats(signature, current):
        total -= 6.0
    if _is_section_of(head, current) and not (count is not None and count.is_last):
        total -= 3.0
    return total


def _by_company_above(text: str, head: Head, current: _Signature | None) -> float:
    """Count the date, number or item that stands over a bare heading, if it is news.

    A page's running header says again what the current paper says: then the heading under it is
    one of the paper's own sections.
    """
    if "bare" not in head.signs or head.place is not Place.PAGE:
        return 0.0
    above = text[head.start : head.end]
    day = next((mention.value for mention in find_dates(above)), None)
    number = next((number_key(mention.value) for mention in find_numbers(above)), None)
    known = (current.date, current.number) if current else (None, None)
    told = (day, number)
    is_news = any(
        ours is not None and ours != theirs for ours, theirs in zip(told, known, strict=True)
    )
    return 3.0 if is_news or ITEM.search(above) else 0.0


def _is_section_of(head: Head, current: _Signature) -> bool:
    """Tell whether a weak word inside minutes or a summons is one of their own headings."""
    weak = head.heading is None or head.heading.weight < 3
    inside = current.kind in MINUTES_KINDS | {DocumentKind.SUMMONS}
    return weak and inside and head.place is not Place.PAGE


def _is_title_of(text: str, head: Head, current: Head) -> bool:
    """Tell whether a heading word begins the title under the current head, before any body."""
    if head.place is Place.PAGE or head.start - current.end > 500:
        return False
    between = text[current.end : head.start]
    if "\f" in between:
        return False
    lines = between.split("\n")
    if "first_page" in head.signs and not all(not n.strip() or is_only_names(n) for n in lines):
        return False
    return SECTION.search(between) is None and not any(is_prose(n) or is_sentence(n) for n in lines)


def _by_pages(layout: Layout, head: Head, count: PageCount | None) -> float:
    """Weigh the counts: "2(4)" after "1(4)" goes on, after "4(4)" something new begins.

    `count` is the one last seen in the current paper, for text whose pages are not known.
    """
    if head.place is not Place.PAGE:
        if head.count is None or head.count.number == 1:
            return 0.0
        return -6.0 if count is not None and head.count.follows(count) else -1.0
    page = layout.page_at(head.start)
    before = layout.pages[page.number - 2].count if page.number > 1 else None
    return _by_counts(before, head.count)


def _by_counts(before: PageCount | None, here: PageCount | None) -> float:
    if here is not None and here.number > 1:
        if before is None:
            return -3.0
        return -6.0 if here.follows(before) else 0.0
    if before is None or before.total is None:
        return 0.0
    if before.is_last:
        return 2.5
    return 0.0 if here is not None else -2.0


def _signature(text: str, head: Head) -> _Signature:
    zone = text[head.start : head.window]
    dates, numbers = find_dates(zone), find_numbers(zone)
    bodies = (*find_bodies(zone), *find_abbreviations(zone))
    number = next(numbers, None)
    paragraph = PARAGRAPH.search(zone)
    return _Signature(
        kind=head.heading.kind if head.heading else None,
        date=next((mention.value for mention in dates), None),
        number=number_key(number.value) if number else None,
        paragraph=paragraph["paragraph"] if paragraph else None,
        body=short_name(bodies[0].name) if bodies else None,
        parties=head.parties,
        appendix=head.appendix or None,
    )


def _repeats(new: _Signature, current: _Signature) -> bool:
    """Tell whether a head says nothing that the current paper's head does not say."""
    if new.kind is not None and new.kind is not current.kind and not _is_same_family(new, current):
        return False
    pairs: list[tuple[object, object]] = [
        (new.date, current.date),
        (new.number, current.number),
        (new.parties, current.parties),
        (new.appendix, current.appendix),
    ]
    if new.kind is DocumentKind.MINUTES_EXTRACT:
        pairs.append((new.paragraph, current.paragraph))
    if new.kind in MINUTES_KINDS:
        pairs.append((new.body, current.body))
    return all(not told or told == known for told, known in pairs)


def _is_same_family(new: _Signature, current: _Signature) -> bool:
    """Minutes and their extract, or a plan and the appendix that it is, share a page header."""
    families = (MINUTES_KINDS, {DocumentKind.PLAN, DocumentKind.APPENDIX, None})
    return any(new.kind in family and current.kind in family for family in families)


def _starts(
    layout: Layout, chosen: list[tuple[Head, float]]
) -> list[tuple[int, Head | None, float]]:
    """Return where papers start, with the text before the first head counted in."""
    starts: list[tuple[int, Head | None, float]] = [(h.start, h, c) for h, c in chosen]
    preface = layout.text[layout.start : starts[0][0] if starts else layout.end].strip()
    first = layout.text.index(preface, layout.start) if preface else layout.start
    if not starts:
        return [(first, None, 0.3)] if preface else []
    if len(preface) > _PREFACE:
        return [(first, None, 0.3), *starts]
    return [(first if preface else starts[0][0], *starts[0][1:]), *starts[1:]]


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _without_covers(text: str, segments: list[Segment]) -> Iterator[Segment]:
    """Join a cover page that only says "Bilaga 2" with the paper that it covers."""
    cover: Segment | None = None
    for segment in segments:
        if cover is not None and not _covers(text, cover, segment):
            yield cover
        elif cover is not None:
            yield _joined(cover, segment)
            cover = None
            continue
        cover = segment if _is_cover(segment) else None
        if cover is None:
            yield segment
    if cover is not None:
        yield cover


def _covers(text: str, cover: Segment, segment: Segment) -> bool:
    """Tell whether the page before a paper says no more than what the paper is called here."""
    if segment.head is None or segment.head.appendix:
        return False
    said = APPENDIX_MARK.sub("", text[cover.start : cover.end]).strip(" :-–\n").lower()
    heading = segment.head.heading
    return not said or (heading is not None and said.startswith(heading.words))


def _joined(cover: Segment, segment: Segment) -> Segment:
    number = cover.head.appendix if cover.head else None
    return replace(segment, start=cover.start, cover=number)


def _is_cover(segment: Segment) -> bool:
    head = segment.head
    if head is None or not head.appendix or head.heading is not None:
        return False
    return head.place is Place.PAGE and segment.end - segment.start < _COVER
