"""What the workbench shows: sections, items, papers, dropped files, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Document, DroppedFile, Meeting
from meetings.registry.addresses import edit_url, publish_item_url
from meetings.registry.words import sign_word
from meetings.services.agenda_edits import value_of
from meetings.states import OWES_PAPERS, ItemKind, PaperArrival
from portal.core.ids import natural_key, slug
from portal.ledger.models import Record
from portal.ledger.states import STANDING

SURE = 80
"""Per cent; at and above it a match is not marked as doubtful."""

LONGEST_TITLE = 60


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class PaperRow:
    """A paper on an item."""

    pk: int
    title: str
    kind: str
    arrivals: tuple[Choice, ...]
    place: str
    is_public: bool
    edit_url: str


@dataclass(frozen=True)
class ItemRow:
    """An item with its fields as they are written."""

    key: str
    number: str
    title: str
    section: str
    case: str
    case_title: str
    proposal: str
    closed: bool
    kinds: tuple[Choice, ...]
    papers: tuple[PaperRow, ...]
    stands: str
    publish_url: str
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class SectionRows:
    name: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class DropRow:
    """A dropped file that lies on no item yet, and where it seems to belong."""

    pk: int
    name: str
    title: str
    sure: int
    is_doubtful: bool
    signs: str
    place: str
    place_title: str
    is_bundle: bool
    told_meeting: str
    known_as: str


def section_rows(
    draft: Meeting, heads: dict[UUID, Record], missing: dict[str, list[str]]
) -> list[SectionRows]:
    """Runs of items with one section, in the order that readers see."""
    ordered = sorted(draft.items.all(), key=lambda item: natural_key(item.number))
    rows = [_item_row(item, heads, missing) for item in ordered]
    return [SectionRows(name, tuple(run)) for name, run in groupby(rows, lambda row: row.section)]


def drop_rows(drops: Iterable[DroppedFile], items: Sequence[AgendaItem]) -> list[DropRow]:
    """Those that lie on no item: a paper that was taken off comes back here."""
    by_key = {str(item.record_id): item for item in items}
    on_agenda = {
        (str(item.record_id), paper.document_id) for item in items for paper in item.papers.all()
    }
    waiting = [
        drop for drop in drops if (str(drop.item or ""), drop.document_id or 0) not in on_agenda
    ]
    return [_drop_row(drop, by_key) for drop in waiting]


def named_but_missing(
    drops: Iterable[DroppedFile], items: Sequence[AgendaItem]
) -> dict[str, list[str]]:
    """Appendices that a paper on an item names and that no paper of the item is."""
    by_key = {str(item.record_id): item for item in items}
    found: dict[str, list[str]] = {}
    for drop in drops:
        item = by_key.get(str(drop.item or ""))
        if item is not None and drop.document_id:
            found.setdefault(str(drop.item), []).extend(
                _label(each) for each in drop.missing if not _is_there(each, item)
            )
    return found


def _is_there(named: dict[str, str], item: AgendaItem) -> bool:
    papers = [paper.document for paper in item.papers.all()]
    same_number = named["number"] and any(p.appendix == named["number"] for p in papers)
    wanted = slug(named["title"])
    return bool(same_number) or any(wanted and wanted in slug(p.title) for p in papers)


def _label(named: dict[str, str]) -> str:
    number = _("Bilaga %(number)s") % {"number": named["number"]} if named["number"] else ""
    return f"{number} {named['title']}".strip()


def _item_row(
    item: AgendaItem, heads: dict[UUID, Record], missing: dict[str, list[str]]
) -> ItemRow:
    key = str(item.record_id)
    papers = tuple(_paper_row(paper, item) for paper in item.papers.all())
    lacks = list(missing.get(key, []))
    if not papers and item.kind in OWES_PAPERS:
        lacks.insert(0, _("Inga handlingar"))
    return ItemRow(
        key=key,
        number=item.number,
        title=item.title,
        section=item.section,
        case=value_of(item, "case"),
        case_title=item.case.title if item.case else "",
        proposal=item.proposal,
        closed=item.closed,
        kinds=_choices(ItemKind.choices, item.kind),
        papers=papers,
        stands=_stands(item, heads.get(item.record_id)),
        publish_url=publish_item_url(item),
        lacks=tuple(lacks),
    )


def _stands(item: AgendaItem, head: Record | None) -> str:
    if head is None or head.verb not in STANDING:
        return _("utkast")
    same = head.sha256 == item.to_record().sha256
    return _("publicerad") if same else _("ändrad")


def _paper_row(paper: Any, item: AgendaItem) -> PaperRow:
    document: Document = paper.document
    return PaperRow(
        pk=document.pk,
        title=document.title,
        kind=document.get_kind_display(),
        arrivals=_choices(PaperArrival.choices, paper.arrival),
        place=item.number,
        is_public=document.live,
        edit_url=edit_url(document),
    )


def _drop_row(drop: DroppedFile, items: dict[str, AgendaItem]) -> DropRow:
    item = items.get(str(drop.item or ""))
    document = drop.document
    return DropRow(
        pk=drop.pk,
        name=drop.name,
        title=str(drop.read.get("title") or ""),
        sure=drop.sure if item else 0,
        is_doubtful=item is None or drop.sure < SURE,
        signs=", ".join(sign_word(sign) for sign in drop.signs),
        place=item.number if item else "",
        place_title=item.title[:LONGEST_TITLE] if item else "",
        is_bundle=drop.read.get("papers", 0) > 1,
        told_meeting=str(drop.read.get("meeting") or "") if "elsewhere" in drop.signs else "",
        known_as=f"{document.number} {document.title}" if document else "",
    )


def _choices(every: Sequence[tuple[str, Any]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label), value == chosen) for value, label in every)
