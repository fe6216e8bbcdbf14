"""Telling the kind of a paper, with how sure it is."""

import re

from .kinds import DocumentKind
from .numbers import find_numbers
from .papers import HEAD_ZONE, Paper, Reading
from .vocabulary import HEADINGS, PLAN_ENDINGS

_PROPOSAL = re.compile(r"\b(?:[Ff]örslag till beslut|FÖRSLAG TILL BESLUT)\b")
_OVER_REFERRAL = re.compile(r"(?:Yttrande över|Svar på) [^.]{0,40}remiss", re.IGNORECASE)


def read_kind(paper: Paper, title: str) -> Reading[DocumentKind]:
    """Return the kind: from the heading, else from the first words of the title."""
    head = paper.head
    if head is not None and head.heading is not None:
        company = min(len(head.signs & {"date", "number", "label", "parties", "item"}), 3)
        doubt = (1 - head.heading.certainty) * (1 - 0.2 * company)
        return Reading(_refined(paper, head.heading.kind, title), round(1 - doubt, 2))
    if head is not None and head.appendix is not None:
        return _kind_of_appendix(paper, title)
    return _kind_without_heading(paper, title)


def kind_named(title: str) -> DocumentKind | None:
    """Return the kind whose heading word begins a title ("Protokoll från CSG"), if any."""
    start = title.lower()
    fitting = [h for h in HEADINGS if re.match(rf"{re.escape(h.words)}(?!\w)", start)]
    return max(fitting, key=lambda heading: len(heading.words)).kind if fitting else None


def _kind_of_appendix(paper: Paper, title: str) -> Reading[DocumentKind]:
    """Return what a paper marked "Bilaga 2" is, from a heading among the cells of its head."""
    cells = re.split(r"\n|\s{3,}", paper.head_zone)
    named = next((kind for cell in cells if len(cell) < 40 and (kind := kind_named(cell))), None)
    if named is not None:
        return Reading(named, 0.7)
    if is_plan(title):
        return Reading(DocumentKind.PLAN, 0.75)
    return Reading(DocumentKind.APPENDIX, 0.85)


def is_plan(title: str) -> bool:
    """Tell whether a title's first words name a plan ("Handlingsplan för …")."""
    words = title.lower().split()[:4]
    return any(word.endswith(PLAN_ENDINGS) for word in words) and not title.startswith("Yttrande")


def _kind_without_heading(paper: Paper, title: str) -> Reading[DocumentKind]:
    signs = paper.head.signs if paper.head else frozenset()
    if _PROPOSAL.search(paper.text[:2500]) and next(find_numbers(paper.head_zone), None):
        return Reading(DocumentKind.OFFICIAL_REPORT, 0.6 if "labels" in signs else 0.5)
    if is_plan(title):
        return Reading(DocumentKind.PLAN, 0.5)
    return Reading(DocumentKind.OTHER, 0.4 if signs else 0.2)


def _refined(paper: Paper, kind: DocumentKind, title: str) -> DocumentKind:
    """Mend a kind by the paper itself.

    An extract is often printed under the heading of the whole minutes; then it has one paragraph
    and no attendance. A statement over a referral, not of a party, is a consultation response.
    """
    if kind is DocumentKind.MINUTES and _has_one_paragraph(paper.text):
        return DocumentKind.MINUTES_EXTRACT
    of_party = paper.head is not None and bool(paper.head.parties)
    if kind is DocumentKind.STATEMENT and not of_party and _OVER_REFERRAL.match(title):
        return DocumentKind.CONSULTATION_RESPONSE
    return kind


def _has_one_paragraph(text: str) -> bool:
    line_marks = re.findall(r"(?:^|\n)[^\S\n]*(?:[A-ZÅÄÖ]{2,5} )?§ ?(\d{1,4})\b", text)
    marks = set(line_marks or re.findall(r"§ ?(\d{1,4})\b", text[:HEAD_ZONE]))
    attendance = re.search(r"\b(?:Beslutande|BESLUTANDE|Närvarande ledamöter|Upprop)\b", text)
    return len(marks) == 1 and attendance is None
