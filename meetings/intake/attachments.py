"""Lists of appendices, held against the papers that are there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .boundaries import Segment
from .bundle import Document, Missing
from .classify import is_plan, kind_named
from .dates import parse_date
from .kinds import MINUTES_KINDS, DocumentKind
from .numbers import find_numbers, number_key
from .prose import clip_title
from .zones import APPENDIX_MARK, ZoneKind, Zones

MATCH = 2.0
_NUMBERED = re.compile(r"(?:^|(?<=\s))(?P<number>\d{1,2})[.)]\s+(?=[\"”A-ZÅÄÖ])")
_FOOTNOTE = re.compile(r"(?<=[A-ZÅÄÖa-zåäö]) \d (?=[A-ZÅÄÖ][a-zåäö]+ [a-zåäö])")
_FAMILIES = (
    MINUTES_KINDS,
    {DocumentKind.STATEMENT, DocumentKind.CONSULTATION_RESPONSE},
    {DocumentKind.OFFICIAL_REPORT, DocumentKind.LETTER},
)
_OWN_PARTS = {DocumentKind.PLAN, DocumentKind.APPENDIX}
_BULLETS = re.compile(r"^[\s•*·–-]+")
_COMMON = frozenset({
    "och", "för", "till", "från", "med", "den", "det", "över", "stad", "stads", "kommun", "kommuns",
})  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A paper as a list names it. `owner` is the index of the document that holds the list."""

    number: str | None
    title: str
    owner: int
    kind: ZoneKind


def read_entries(text: str, zones: Zones, segments: Sequence[Segment]) -> list[Entry]:
    """Return what the attachment lists of all papers name, each appendix of a paper once."""
    entries: dict[tuple[int, str], Entry] = {}
    for owner, segment in enumerate(segments):
        for zone in zones.within(_body_start(segment), segment.end):
            if zone.kind is not ZoneKind.CONTENTS:
                part = text[zone.start : min(zone.end, segment.end)]
                for entry in _entries_of(part, zone.kind, owner):
                    entries.setdefault((owner, entry.number or entry.title.lower()), entry)
    return list(entries.values())


def _body_start(segment: Segment) -> int:
    """A paper's own "Bilaga 1", over its title or on every page, begins no list."""
    return segment.head.end if segment.head else segment.start


def _entries_of(part: str, kind: ZoneKind, owner: int) -> Iterator[Entry]:
    marks = [m for m in APPENDIX_MARK.finditer(part) if m["number"]]
    if marks:
        yield from _cut(part, marks, owner, ZoneKind.ATTACHMENTS)
        return
    numbered = _sequence(part)
    if numbered:
        yield from _cut(part, numbered, owner, kind)
    else:
        yield from (Entry(None, line, owner, kind) for line in _lines(part))


def _sequence(part: str) -> list[re.Match[str]]:
    """Return the marks "1.", "2.", "3." as far as they count up."""
    found: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(part):
        if int(match["number"]) == len(found) + 1:
            found.append(match)
    return found


def _cut(part: str, marks: list[re.Match[str]], owner: int, kind: ZoneKind) -> Iterator[Entry]:
    ends = [*(mark.start() for mark in marks[1:]), len(part)]
    for mark, end in zip(marks, ends, strict=True):
        title = _title(part[mark.end() : end])
        if re.search(r"[^\W\d_]{3,}", title):
            yield Entry(mark["number"], title, owner, kind)


def _title(rest: str) -> str:
    """Return an entry's title: its line with what is wrapped, or cut out of running text."""
    lines = rest.lstrip(" :.-–\t\n").split("\n")
    title = lines[0].strip()
    for line in lines[1:3]:
        if not line.strip() or not (line.strip()[0].islower() or title.endswith("-")):
            break
        title = f"{title} {line.strip()}"
    title = _FOOTNOTE.split(title)[0]
    clipped, _ = clip_title(title) if len(title) > 60 else (title, True)
    return re.sub(r"(?<=[A-ZÅÄÖa-zåäö]) \d$", "", clipped).strip(" -:;,.")


def _lines(part: str) -> Iterator[str]:
    """Yield the entries of a list without numbers: its lines, to the first gap after them."""
    seen = False
    for line in part.split("\n"):
        entry = _BULLETS.sub("", line).strip(" ,;.")
        if not entry:
            if seen:
                return
        elif len(entry) > 3:
            seen = True
            yield entry[:200]


def answer_entries(
    entries: Sequence[Entry], documents: Sequence[Document]
) -> dict[int, tuple[int, float]]:
    """Return which document answers which entry, and how well: the best pairs first, one to one."""
    pairs = sorted(_pairs(entries, documents), key=lambda pair: -pair[0])
    answers: dict[int, tuple[int, float]] = {}
    taken: set[tuple[int, int]] = set()
    for score, entry, document in pairs:
        use = (entries[entry].owner, document)
        if entry not in answers and use not in taken:
            answers[entry] = (document, score)
            taken.add(use)
    return answers


def missing_of(
    entries: Sequence[Entry], answers: Mapping[int, object], documents: Sequence[Document]
) -> tuple[Missing, ...]:
    """Return the appendices that lists name and no paper answers.

    Evidence relied on ("Beslutsunderlag") need not be attached, so it is not missing; nor are the
    parts that a plan or an appendix lists of itself.
    """
    return tuple(
        Missing(entry.number, entry.title, entry.owner)
        for index, entry in enumerate(entries)
        if index not in answers
        and entry.kind is ZoneKind.ATTACHMENTS
        and documents[entry.owner].kind not in _OWN_PARTS
    )


def with_appendix_numbers(
    documents: Sequence[Document],
    entries: Sequence[Entry],
    answers: Mapping[int, tuple[int, float]],
) -> list[Document]:
    """Number the papers that only a list before them numbers."""
    numbered = list(documents)
    for index, (document, _) in sorted(answers.items()):
        entry, known = entries[index], numbered[document]
        if entry.number and known.appendix is None and entry.owner < document:
            confidence = {**known.confidence, "appendix": 0.6}
            numbered[document] = replace(known, appendix=entry.number, confidence=confidence)
    return numbered


def _pairs(
    entries: Sequence[Entry], documents: Sequence[Document]
) -> Iterator[tuple[float, int, int]]:
    for e, entry in enumerate(entries):
        for d, document in enumerate(documents):
            if d != entry.owner or entry.number is None:
                score = _likeness(entry, document, after=d > entry.owner)
                if score >= MATCH:
                    yield score, e, d


def _likeness(entry: Entry, document: Document, *, after: bool) -> float:
    """Weigh how well a paper answers an entry: number, kind, title, organization, reference."""
    return (
        _by_appendix(entry, document, after=after)
        + _by_kind(entry, document)
        + _by_title(entry, document)
        + _by_facts(entry, document)
    )


def _by_appendix(entry: Entry, document: Document, *, after: bool) -> float:
    if entry.number is None or document.appendix is None:
        return 0.0
    if entry.number == document.appendix:
        return 3.0 if after else 1.0
    return -1.0


def _by_kind(entry: Entry, document: Document) -> float:
    named = kind_named(entry.title)
    if named is None:
        return 0.5 if document.kind is DocumentKind.PLAN and is_plan(entry.title) else 0.0
    if named is document.kind:
        return 1.5
    return 0.75 if any({named, document.kind} <= family for family in _FAMILIES) else -1.5


def _by_title(entry: Entry, document: Document) -> float:
    ours, theirs = _words(entry.title), _words(document.title)
    common = ours & theirs
    if not common:
        return 0.0
    return 2.5 * len(common) / min(len(ours), len(theirs)) * min(1.0, len(common) / 2)


def _by_facts(entry: Entry, document: Document) -> float:
    score = 0.0
    if document.organization and _words(document.organization) <= _words(entry.title):
        score += 1.0
    numbers = {number_key(mention.value) for mention in find_numbers(entry.title)}
    if document.own_reference and number_key(document.own_reference) in numbers:
        score += 1.5
    day = parse_date(entry.title)
    if day is not None and document.date is not None:
        score += 1.5 if day == document.date else -1.0
    return score


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]{3,}", text.lower())) - _COMMON
