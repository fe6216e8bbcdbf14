"""From the text of a bundle to its papers: the steps in order, each in a module of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from . import fields
from .attachments import answer_entries, missing_of, read_entries, with_appendix_numbers
from .boundaries import Segment, decide_segments
from .bundle import Bundle, Document, Meeting
from .classify import read_kind
from .heads import find_heads
from .kinds import MINUTES_KINDS, PARTY_KINDS
from .layout import Layout, lay_out
from .meeting import TELLING_KINDS, Witness, most_shared_number, read_item, read_meeting
from .notices import empty_bundle, notices_of
from .papers import Paper, Reading, paper_of
from .titles import read_title
from .versions import latest, read_versions
from .zones import find_zones


def read_bundle(pages: Sequence[str]) -> Bundle:
    """Read the papers of one bundle.

    `pages` are the texts of its pages, or one text with form feeds between pages, or one text
    without: then pages are told from paragraphs where each is one long line. Never raises on any
    text. Spans are offsets in `join_pages(pages)`.
    """
    layout = lay_out(pages)
    zones = find_zones(layout)
    segments = decide_segments(layout, find_heads(layout, zones))
    if not segments:
        return Bundle(Meeting(), None, (), warnings=(empty_bundle(),))
    papers = [paper_of(layout, segment) for segment in segments]
    documents = [_document(layout, paper) for paper in papers]
    entries = read_entries(layout.text, zones, segments)
    answers = answer_entries(entries, documents)
    documents = with_appendix_numbers(documents, entries, answers)
    bundle = _bundle(papers, documents)
    missing = missing_of(entries, answers, documents)
    return replace(bundle, missing=missing, warnings=notices_of(layout, bundle, missing))


def _bundle(papers: Sequence[Paper], documents: Sequence[Document]) -> Bundle:
    witnesses = [_witness(paper, doc) for paper, doc in zip(papers, documents, strict=True)]
    item, sure_item = read_item(witnesses)
    case, sure_case = most_shared_number(documents)
    confidence = {"item": sure_item} if item else {}
    confidence |= {"case": sure_case} if case else {}
    related = tuple(_with_case(document, case) for document in documents)
    return Bundle(read_meeting(witnesses), item, related, case=case, confidence=confidence)


def _witness(paper: Paper, document: Document) -> Witness:
    name = document.organization if document.kind in MINUTES_KINDS else None
    if document.kind in TELLING_KINDS and (document.parties or document.kind not in PARTY_KINDS):
        name = fields.read_deciding_body(paper, document.kind)
    day = fields.read_meeting_day(paper, document.kind)
    return Witness(document, name, document.item, day)


def _with_case(document: Document, case: str | None) -> Document:
    """Give a party's paper the number of the case that it lies with: it seldom names one."""
    if case is None or document.references or document.kind not in PARTY_KINDS:
        return document
    confidence = {**document.confidence, "references": 0.5}
    return replace(document, references=(case,), confidence=confidence)


def _document(layout: Layout, paper: Paper) -> Document:
    title = read_title(paper)
    kind = read_kind(paper, title.value)
    numbers = fields.read_numbers(paper)
    own = fields.read_own_reference(paper, numbers)
    versions = read_versions(paper.text)
    newest = latest(versions)
    appendix = _appendix(paper.segment)
    readings: dict[str, Reading[Any] | None] = {
        "date": fields.read_date(paper, kind.value),
        "own_reference": own,
        "parties": fields.read_parties(paper, kind.value),
        "organization": fields.read_organization(paper, kind.value),
        "paragraph": fields.read_paragraph(paper, kind.value),
        "appendix": appendix,
        "item": fields.read_item(paper, kind.value),
    }
    known = {name: reading.value for name, reading in readings.items() if reading is not None}
    sure = {name: reading.confidence for name, reading in readings.items() if reading is not None}
    references = fields.references_of(own, numbers)
    sure |= {"references": 0.9} if references else {}
    sure |= {"version": 0.95 if len(versions) > 1 else 0.8} if newest else {}
    return Document(
        kind=kind.value,
        title=title.value,
        pages=_pages(layout, paper.segment),
        span=_span(layout, paper.segment),
        references=references,
        version=newest.number if newest else None,
        version_date=newest.date if newest else None,
        versions=versions,
        confidence={
            "kind": kind.confidence,
            "title": title.confidence,
            **sure,
            "pages": _sure_of_pages(layout),
            "span": round(paper.segment.certainty, 2),
        },
        **known,
    )


def _appendix(segment: Segment) -> Reading[str] | None:
    if segment.cover:
        return Reading(segment.cover, 0.9)
    number = segment.head.appendix if segment.head else None
    return Reading(number, 0.95) if number else None


def _pages(layout: Layout, segment: Segment) -> tuple[int, int]:
    last = layout.page_at(max(segment.end - 1, segment.start))
    return layout.page_at(segment.start).number, last.number


def _span(layout: Layout, segment: Segment) -> tuple[int, int]:
    normal = layout.normal
    return normal.source_offset(segment.start), normal.source_end(segment.end)


def _sure_of_pages(layout: Layout) -> float:
    if layout.guessed:
        return 0.6
    return 0.98 if layout.has_pages else 0.3
