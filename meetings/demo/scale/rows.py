"""The working rows of a batch of planned meetings, made in memory and written in bulk."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from meetings.demo.load.identity import demo_id
from meetings.demo.scale import plan, text
from meetings.models import (
    AgendaItem,
    Case,
    Document,
    DocumentFile,
    ItemPaper,
    Meeting,
    Organization,
    Registration,
    WorkingPart,
    WorkingRecord,
)
from meetings.states import Direction, DocumentKind, MeetingState
from portal.core.clock import city_zone, local, now
from portal.core.ids import slug
from portal.ledger.models import StoredFile

KINDS = (DocumentKind.OFFICIAL_REPORT, DocumentKind.APPENDIX)
DIRECTIONS = (Direction.DRAWN_UP, Direction.IN)
OUTCOMES = ("Bifall till förslaget.", "Återremitterat.", "Bordlagt.", "Anteckningen godkänd.")


@dataclass
class Rows:
    """Everything that a batch adds, in the order in which it can be written."""

    cases: list[Case] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)

    def records(self) -> Iterator[WorkingRecord | WorkingPart]:
        for record in (*self.cases, *self.documents, *self.meetings):
            yield record
            yield from record.parts()


@dataclass
class Known:
    """What the batch refers to: organizations by short name, cases that are there already."""

    organizations: Mapping[str, Organization]
    cases: dict[plan.PlannedCase, Case]


def meeting_id(number: int) -> UUID:
    return demo_id("scale-meeting", str(number))


def case_id(case: plan.PlannedCase) -> UUID:
    return demo_id("scale-case", str(case.serial))


def paper_texts(number: int) -> list[str]:
    """The texts of a meeting's papers, in the order of its agenda."""
    most = plan.ITEMS * plan.PAPERS
    return [text.paper(number * most + place) for place in range(most)]


def add_meeting(
    rows: Rows, known: Known, number: int, files: Iterable[StoredFile], numbers: Iterator[int]
) -> None:
    """The n-th meeting with its new cases, its items and their papers."""
    planned, day = plan.organization_of(number), plan.meeting_day(number)
    organization = known.organizations[planned.short_name]
    for new in plan.new_cases(number):
        known.cases[new] = _case(new, organization, day)
        rows.cases.append(known.cases[new])
    meeting = Meeting(
        record_id=meeting_id(number),
        organization=organization,
        start=datetime.datetime.combine(day, datetime.time(13), tzinfo=city_zone()),
        place="Provsalen",
        state=MeetingState.FINISHED,
        **_live(),
    )
    stored = iter(files)
    meeting.items = [
        _item(rows, known, meeting, each, stored, numbers) for each in plan.items_of(number)
    ]
    rows.meetings.append(meeting)


def write(rows: Rows) -> None:
    """Parents before children; the caller holds the transaction."""
    _create(Case, rows.cases)
    _create(Document, rows.documents)
    _create(DocumentFile, _children(rows.documents, "files", "document"))
    _create(Registration, _children(rows.documents, "registrations", "document"))
    _create(Meeting, rows.meetings)
    items = _children(rows.meetings, "items", "meeting")
    _create(AgendaItem, items)
    _create(ItemPaper, _children(items, "papers", "item"))


def _case(case: plan.PlannedCase, organization: Organization, day: datetime.date) -> Case:
    return Case(
        record_id=case_id(case),
        number=case.number,
        slug=slug(case.number),
        organization=organization,
        title=text.matter(case.serial),
        opened=day,
        **_live(),
    )


def _item(
    rows: Rows,
    known: Known,
    meeting: Meeting,
    item: plan.PlannedItem,
    files: Iterator[StoredFile],
    numbers: Iterator[int],
) -> AgendaItem:
    case = known.cases[item.case]
    papers = [
        _document(meeting, case, item, place, next(files), next(numbers))
        for place in range(plan.PAPERS)
    ]
    rows.documents += papers
    made = AgendaItem(
        record_id=demo_id("scale-item", f"{meeting.record_id}/{item.number}"),
        number=item.number,
        title=case.title,
        case=case,
        outcome=OUTCOMES[item.case.serial % len(OUTCOMES)],
    )
    made.papers = [ItemPaper(document=paper) for paper in papers]  # type: ignore[misc]
    return made


def _document(
    meeting: Meeting,
    case: Case,
    item: plan.PlannedItem,
    place: int,
    file: StoredFile,
    number: int,
) -> Document:
    key, day = f"{meeting.record_id}/{item.number}/{place}", local(meeting.start).date()
    document = Document(
        record_id=demo_id("scale-document", key),
        number=number,
        kind=KINDS[place],
        title=case.title,
        date=day,
        owner=meeting.organization,
        issuer=meeting.organization,
        case=case,
        appendix="" if place == 0 else str(place),
        **_live(),
    )
    document.files = [DocumentFile(file=file, name=f"{case.slug}-{item.age + 1}-{place + 1}.txt")]
    document.registrations = [
        Registration(
            record_id=demo_id("scale-registration", key),
            organization=meeting.organization,
            number=case.number,
            serial=item.age * plan.PAPERS + place + 1,
            date=day,
            direction=DIRECTIONS[place],
        )
    ]
    return document


def _live() -> dict[str, Any]:
    at = now()
    return {
        "live": True,
        "has_unpublished_changes": False,
        "first_published_at": at,
        "last_published_at": at,
    }


def _children(parents: Iterable[Any], accessor: str, name: str) -> list[Any]:
    """The inline children of stored parents, in their order."""
    children = []
    for parent in parents:
        for place, child in enumerate(getattr(parent, accessor).all()):
            child.sort_order = place
            setattr(child, name, parent)
            children.append(child)
    return children


def _create(model: type[models.Model], rows: list[Any]) -> None:
    for row in rows:
        _refresh_keys(row)
    model._default_manager.bulk_create(rows, batch_size=500)


def _refresh_keys(row: models.Model) -> None:
    """A row that was made before its parent had a primary key learns it now."""
    for each in row._meta.concrete_fields:
        if isinstance(each, models.ForeignKey) and each.is_cached(row):
            related = getattr(row, each.name)
            setattr(row, each.attname, related.pk if related else None)
