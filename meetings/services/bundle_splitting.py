"""The pages of a bundle become its papers: read by rules, each field with how sure it is."""

import itertools
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from meetings.intake import Bundle, read_bundle
from meetings.intake import Document as ReadDocument
from meetings.intake.agenda import Placed, as_told, place_papers
from meetings.intake.matching import Candidate
from meetings.models import BundlePiece, Meeting, MeetingBundle, RecognisedPage
from meetings.selectors.drafts import newest_of
from meetings.states import DocumentKind
from portal.core.clock import local
from portal.ledger.models import FilePage

TOLD = frozenset({"no-text", "empty-pages", "no-heads", "newer-version"})
"""What the reader says that is not said beside a field, or chosen with the meeting."""


def page_texts(sha256: str) -> list[str]:
    """The text of each page; a scanned one's as it was recognised, if it was."""
    recognised = dict(RecognisedPage.objects.filter(file=sha256).values_list("number", "text"))
    pages = FilePage.objects.filter(file=sha256).order_by("number")
    return [
        page.text if page.text.strip() else recognised.get(page.number, page.text) for page in pages
    ]


def split(bundle: MeetingBundle) -> list[BundlePiece]:
    """The papers as they were read, unsaved, and on `bundle` what somebody should look at."""
    read = read_bundle(page_texts(bundle.sha256))
    draft = newest_of(bundle.meeting)
    documents = [as_told(document) for document in read.documents]
    placed = place_papers(documents, candidates_of(draft))
    pieces = [_piece(bundle, *each) for each in zip(documents, placed, strict=True)]
    for piece, (one, other) in zip(pieces[1:], itertools.pairwise(read.documents), strict=True):
        piece.shares = one.pages[1] == other.pages[0]
    bundle.told = told_elsewhere(draft, read)
    bundle.missing = [appendix.label for appendix in read.missing]
    bundle.notices = [each.text for each in read.warnings if each.code in TOLD]
    return _one_a_page(bundle, pieces) or [_whole(bundle)]


def candidates_of(draft: Meeting) -> list[Candidate]:
    """The items of an agenda, as something may be matched with them."""
    return [
        Candidate(
            str(item.record_id), item.number, item.title, item.case.number if item.case else ""
        )
        for item in draft.items.all()
    ]


def told_elsewhere(draft: Meeting, read: Bundle) -> str:
    """The meeting that the papers speak of, where it is not this one; else nothing."""
    said = read.meeting
    same_day = said.date in (None, local(draft.start).date())
    if same_day and said.organization in (None, draft.organization.short_name):
        return ""
    return f"{said.name or said.organization or draft.organization} {said.date or ''}".strip()[:300]


def _piece(bundle: MeetingBundle, document: ReadDocument, placed: Placed) -> BundlePiece:
    sure = dict(document.confidence)
    said = {"item": placed.sure_item, "case": placed.sure_case}
    return BundlePiece(
        bundle=bundle,
        first=document.pages[0],
        kind=document.kind.value,
        title=document.title[:300],
        date=document.date,
        item=placed.item[:30],
        case=placed.case[:60],
        read=_read(document),
        confidence={
            **{name: sure[name] for name in ("kind", "title", "date") if name in sure},
            **{name: value for name, value in said.items() if value},
            "first": sure.get("span", 0.0),
        },
    )


def _read(document: ReadDocument) -> dict[str, Any]:
    """What a paper's own draft takes beside the fields that are mended here."""
    return {
        "parties": list(document.parties),
        "references": list(document.references),
        "own_reference": document.own_reference,
        "organization": document.organization,
        "paragraph": document.paragraph,
        "appendix": document.appendix,
        "version": document.version,
        "version_date": document.version_date.isoformat() if document.version_date else None,
    }


def _one_a_page(bundle: MeetingBundle, pieces: Sequence[BundlePiece]) -> list[BundlePiece]:
    """A paper that begins where another has begun is part of that one until somebody parts them.

    What lies before the first paper belongs to it.
    """
    kept: list[BundlePiece] = []
    for piece in pieces:
        if kept and piece.first <= kept[-1].first:
            told = _("Sidan %(page)s ser ut att ha fler handlingar: ”%(title)s” hålls inte isär.")
            bundle.notices.append(told % {"page": piece.first, "title": piece.title})
            continue
        kept.append(piece)
    for piece in kept[:1]:
        piece.first = 1
    return kept


def _whole(bundle: MeetingBundle) -> BundlePiece:
    """What could not be read is one paper, to be parted by hand."""
    sure = {"kind": 0.0, "title": 0.0, "first": 0.0}
    return BundlePiece(bundle=bundle, first=1, kind=DocumentKind.OTHER, confidence=sure)
