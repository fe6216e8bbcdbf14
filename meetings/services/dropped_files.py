"""Files dropped on a meeting: read, matched with its items, and laid on them as drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from meetings.errors import WrongEdit
from meetings.intake import Bundle, read_bundle
from meetings.intake import Document as ReadDocument
from meetings.intake.matching import Candidate, Match, match_file
from meetings.models import (
    AgendaEdit,
    AgendaItem,
    Document,
    DocumentFile,
    DroppedFile,
    ItemPaper,
    Meeting,
)
from meetings.selectors.drafts import newest_of
from meetings.selectors.registrations import holders_of
from meetings.services.agenda_drafts import changing, remember
from meetings.services.working_rows import BATCH
from meetings.states import DocumentKind, PaperArrival
from portal.accounts.models import User
from portal.core.clock import local
from portal.ledger.files import file_name, store_file
from portal.ledger.models import FilePage, StoredFile
from portal.ledger.services import reserve_public_numbers
from portal.ledger.storage import Readable

PAPERS = "papers"
KEEPS_NUMBERS = frozenset({PAPERS, "title", "kind", "case", "proposal", "closed"})
"""Edits after which every number still means the same item."""


@dataclass(frozen=True)
class TakenFile:
    """A dropped file; `is_repeated` when the meeting had these bytes already."""

    row: DroppedFile
    is_repeated: bool


def take_file(*, meeting: Meeting, stream: Readable, name: str, user: User) -> TakenFile:
    """Keep a dropped file and say where it seems to belong; nothing is laid on the agenda yet.

    Raises WrongFile.
    """
    file = store_file(stream, name)
    known = DroppedFile.objects.filter(meeting=meeting, file=file).first()
    if known is not None:
        return TakenFile(known, is_repeated=True)
    draft = newest_of(meeting)
    bundle = _bundle(file)
    match = _match(draft, file_name(name), bundle)
    row = DroppedFile(
        meeting=meeting,
        file=file,
        name=file_name(name),
        item=UUID(match.key) if match.key else None,
        sure=round(match.sure * 100),
        signs=list(match.signs),
        read=_read(bundle, name),
        missing=[{"number": m.number or "", "title": m.title} for m in bundle.missing],
        document=holders_of([file.pk], draft.organization).get(file.pk),
        taken_by=user,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same file came twice at once
        return TakenFile(DroppedFile.objects.get(meeting=meeting, file=file), is_repeated=True)
    return TakenFile(row, is_repeated=False)


def place_files(
    *,
    meeting: Meeting,
    places: Mapping[int, str],
    user: User,
    arrival: PaperArrival = PaperArrival.ON_TIME,
) -> int:
    """Lay dropped files on items, by row and item; returns how many papers were added.

    Bytes that are a document already are that document: the same paper may lie on two items.
    Raises WrongEdit for an item of another meeting, AgendaLocked.
    """
    rows = list(DroppedFile.objects.filter(pk__in=places, meeting=meeting).select_related("file"))
    with changing(meeting, user) as draft:
        items = {str(item.record_id): item for item in draft.items.all()}
        if strangers := set(places.values()) - set(items):
            raise WrongEdit(
                _("%(count)s filer pekar på punkter som inte finns på den här dagordningen.")
                % {"count": len(strangers)}
            )
        lies_on = {row.pk: items[places[row.pk]] for row in rows}
        documents = _documents(draft, rows, lies_on)
        added = [_lay(lies_on[row.pk], documents[row.pk], arrival) for row in rows]
        _remember_rows(rows, documents, places)
        if any(added):
            remember(draft, user, None, PAPERS, "", str(sum(added)))
    return sum(added)


def items_of_numbers(meeting: Meeting, places: Mapping[int, str], *, seen: int) -> dict[int, str]:
    """The items that these numbers meant on a page that had seen the edit `seen`.

    Raises WrongEdit for a number of no item, and where items were renumbered since then.
    """
    edits = AgendaEdit.objects.filter(meeting=meeting, pk__gt=seen)
    if edits.exclude(field__in=KEEPS_NUMBERS).exclude(field__contains=":").exists():
        raise WrongEdit(_("Punkter fick andra nummer under tiden. Titta igen innan du lägger dit."))
    by_number = {item.number: str(item.record_id) for item in newest_of(meeting).items.all()}
    if strangers := sorted(set(places.values()) - set(by_number)):
        raise WrongEdit(_("Ingen punkt har nummer %(number)s.") % {"number": ", ".join(strangers)})
    return {row: by_number[number] for row, number in places.items()}


def discard(*, meeting: Meeting, row: int) -> None:
    """Take a dropped file off the list. A document that was made of it stays a draft."""
    DroppedFile.objects.filter(meeting=meeting, pk=row).delete()


def _bundle(file: StoredFile) -> Bundle:
    pages = FilePage.objects.filter(file=file).order_by("number").values_list("text", flat=True)
    return read_bundle(list(pages))


def _match(draft: Meeting, name: str, bundle: Bundle) -> Match:
    candidates = [
        Candidate(
            str(item.record_id), item.number, item.title, item.case.number if item.case else ""
        )
        for item in draft.items.all()
    ]
    return match_file(name, bundle, candidates, is_here=_is_here(draft, bundle))


def _is_here(draft: Meeting, bundle: Bundle) -> bool:
    """Whether the file says nothing of another meeting."""
    said = bundle.meeting
    same_day = said.date in (None, local(draft.start).date())
    return same_day and said.organization in (None, draft.organization.short_name)


def _read(bundle: Bundle, name: str) -> dict[str, Any]:
    stem = file_name(name).rpartition(".")[0] or file_name(name)
    first = next(iter(bundle.documents), None)
    said = bundle.meeting
    told = f"{said.name or said.organization or ''} {said.date or ''}".strip()
    read = _said(first, stem)
    return {**read, "papers": len(bundle.documents), "meeting": told}


def _said(first: ReadDocument | None, stem: str) -> dict[str, Any]:
    if first is None:
        return {"kind": DocumentKind.OTHER.value, "title": stem}
    return {
        "kind": first.kind.value,
        "title": first.title or stem,
        "date": first.date.isoformat() if first.date else "",
        "parties": ", ".join(first.parties),
        "appendix": first.appendix or "",
        "paragraph": first.paragraph or "",
        "confidence": dict(first.confidence),
    }


def _documents(
    draft: Meeting, rows: Sequence[DroppedFile], lies_on: Mapping[int, AgendaItem]
) -> dict[int, Document]:
    """The document of each row; new ones are written in bulk, as drafts without a revision."""
    known = holders_of([row.file_id for row in rows], draft.organization)
    made = {row.pk: known[row.file_id] for row in rows if row.file_id in known}
    new = [row for row in rows if row.pk not in made]
    numbers = reserve_public_numbers("document", len(new)) if new else ()
    drafts = [
        _draft(draft, row, number, lies_on[row.pk])
        for row, number in zip(new, numbers, strict=True)
    ]
    stored = Document.objects.bulk_create(drafts, batch_size=BATCH)
    DocumentFile.objects.bulk_create(
        [
            DocumentFile(document=document, file=row.file, name=row.name, sort_order=0)
            for row, document in zip(new, stored, strict=True)
        ],
        batch_size=BATCH,
    )
    return made | {row.pk: document for row, document in zip(new, stored, strict=True)}


def _draft(meeting: Meeting, row: DroppedFile, number: int, item: AgendaItem) -> Document:
    read = row.read
    return Document(
        number=number,
        kind=read.get("kind") or DocumentKind.OTHER,
        title=str(read.get("title") or row.name)[:300],
        date=parse_date(read.get("date") or ""),
        owner=meeting.organization,
        case=item.case,
        parties=str(read.get("parties") or "")[:100],
        appendix=str(read.get("appendix") or "")[:20],
        paragraph=str(read.get("paragraph") or "")[:20],
        confidence=read.get("confidence") or {},
    )


def _lay(item: AgendaItem, document: Document, arrival: PaperArrival) -> bool:
    if any(paper.document_id == document.pk for paper in item.papers.all()):
        return False
    item.papers.add(ItemPaper(document=document, arrival=arrival))
    return True


def _remember_rows(
    rows: Sequence[DroppedFile], documents: Mapping[int, Document], places: Mapping[int, str]
) -> None:
    for row in rows:
        row.document, row.item = documents[row.pk], UUID(places[row.pk])
    DroppedFile.objects.bulk_update(rows, ["document", "item"], batch_size=BATCH)
