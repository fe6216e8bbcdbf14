"""OParl's Meeting with its agenda; the papers on an item are found by their consultations."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from meetings.addresses import item_path
from meetings.importing.identity import record_id
from meetings.importing.mapping.context import (
    Context,
    Made,
    files_of,
    time_of,
    was_edited,
)
from meetings.importing.rules import Rule
from meetings.importing.stated import Stated
from meetings.models import (
    AgendaItem,
    Document,
    ImportedObject,
    ItemPaper,
    Meeting,
    Organization,
)
from meetings.states import MeetingState
from portal.core.clock import local, now

LONGEST_TITLE = 1000
LONGEST_NUMBER = 20
"""Room for a mark that makes it one of its kind."""

LONGEST_OUTCOME = 500


@dataclass
class _Batch:
    meetings: dict[UUID, Meeting]
    papers: dict[str, list[Document]]
    """By the key of an item, or of a consultation that an item names."""

    days: dict[tuple[int, datetime.date], set[int]]
    """Ordinals that are taken on a day of an organization."""


def meeting_rows(
    pairs: Sequence[tuple[ImportedObject, Stated]], context: Context
) -> Iterator[Made]:
    batch = _batch([stated for _of, stated in pairs], context)
    for of, stated in pairs:
        row = batch.meetings.get(context.id_of(stated))
        if was_edited(row, stated):
            yield Made(of)
            continue
        meeting = row or Meeting(record_id=context.id_of(stated))
        if not _place(meeting, stated, batch, context):
            stated.deviation(Rule.CONFLICT, "start")
            yield Made(of)
            continue
        meeting.items = _items(meeting, stated, batch, context)
        _fill(meeting, stated, context)
        yield Made(of, [meeting], time_of(stated))


def _batch(meetings: Sequence[Stated], context: Context) -> _Batch:
    ids = [context.id_of(each) for each in meetings]
    rows = Meeting.objects.filter(record_id__in=ids)
    return _Batch(
        meetings={row.record_id: row for row in rows.select_related("organization__rule_set")},
        papers=_papers(meetings, context),
        days=_days(context),
    )


def _days(context: Context) -> dict[tuple[int, datetime.date], set[int]]:
    days: dict[tuple[int, datetime.date], set[int]] = defaultdict(set)
    keys = [each.pk for each in context.organizations.values()]
    found = Meeting.objects.filter(organization__in=keys)
    for organization, start, ordinal in found.values_list("organization", "start", "ordinal"):
        days[organization, local(start).date()].add(ordinal)
    return days


def _papers(meetings: Sequence[Stated], context: Context) -> dict[str, list[Document]]:
    items: list[str] = []
    named: list[str] = []
    for meeting in meetings:
        for raw in meeting.raw.get("agendaItem") or ():
            if isinstance(raw, dict):
                item = Stated(raw, "AgendaItem", context.report)
                items.append(item.key)
                named.append(item.reference("consultation"))
    found = context.source.consultations
    links = [
        *found.filter(item__in=items).values_list("item", "paper"),
        *found.filter(key__in=[key for key in named if key]).values_list("key", "paper"),
    ]
    identities = {paper: record_id(context.source.name, paper) for _item, paper in links}
    rows = Document.objects.filter(record_id__in=identities.values()).select_related("case")
    by_id = {row.record_id: row for row in rows}
    papers: dict[str, list[Document]] = defaultdict(list)
    for key, paper in sorted(links):
        if (row := by_id.get(identities[paper])) is not None:
            papers[key].append(row)
    return papers


def _place(meeting: Meeting, stated: Stated, batch: _Batch, context: Context) -> bool:
    """Whose meeting it is and when; False where that cannot be known."""
    organization = context.first_organization(stated, "organization")
    if organization is None:
        stated.deviation(Rule.MISSING_FIELD, "organization")
        organization = context.owner
    start = stated.moment("start")
    if organization is None or start is None:
        return False
    meeting.organization, meeting.start = organization, start
    if meeting.pk is None:
        meeting.ordinal = _ordinal(batch, organization, start)
    return True


def _ordinal(batch: _Batch, organization: Organization, start: datetime.datetime) -> int:
    taken = batch.days[organization.pk, local(start).date()]
    ordinal = next(number for number in range(1, 1000) if number not in taken)
    taken.add(ordinal)
    return ordinal


def _fill(meeting: Meeting, stated: Stated, context: Context) -> None:
    meeting.end = stated.moment("end")
    if meeting.end and meeting.end <= meeting.start:
        stated.deviation(Rule.ENDS_BEFORE_START)
        stated.keep("end")
        meeting.end = None
    meeting.place = _place_words(stated)
    meeting.state = _state(meeting, stated)
    files = files_of(stated, "invitation", "resultsProtocol", "verbatimProtocol", "auxiliaryFile")
    meeting.source = context.source_of(stated, files=files, without=frozenset({"body"}))


def _place_words(stated: Stated) -> str:
    """The room, else the description or the street; all of it is kept besides."""
    for each in stated.inside("location", "Location"):
        if not (each.raw.get("created") and each.raw.get("modified")):
            each.deviation(Rule.MISSING_TIMES)
        stated.keep("location")
        words = (each.text(name) for name in ("room", "description", "streetAddress"))
        return next((word for word in words if word), "")[:200]
    return ""


def _state(meeting: Meeting, stated: Stated) -> MeetingState:
    if stated.flag("cancelled"):
        return MeetingState.CANCELLED
    return MeetingState.FINISHED if (meeting.end or meeting.start) < now() else MeetingState.PLANNED


def _items(meeting: Meeting, stated: Stated, batch: _Batch, context: Context) -> list[AgendaItem]:
    inside = list(stated.inside("agendaItem", "AgendaItem"))
    distinct = {each.key: each for each in reversed(inside)}
    for each in inside:
        if distinct[each.key] is not each:
            each.deviation(Rule.DUPLICATE_ID)
    ordered = [each for each in inside if distinct[each.key] is each]
    ordered.sort(key=_order)
    taken: set[str] = set()
    return [
        _item(meeting, each, place, taken, batch, context) for place, each in enumerate(ordered, 1)
    ]


def _order(item: Stated) -> int:
    """Items without an order keep the place they have."""
    order = item.number("order")
    if order is None:
        item.deviation(Rule.MISSING_FIELD, "order")
        return 0
    return order


def _item(
    meeting: Meeting,
    stated: Stated,
    place: int,
    taken: set[str],
    batch: _Batch,
    context: Context,
) -> AgendaItem:
    papers = _papers_of(stated, batch)
    item = AgendaItem(
        record_id=context.id_of(stated),
        meeting=meeting,
        number=_number(stated, place, taken),
        title=stated.text("name", LONGEST_TITLE) or "–",
        case=next((paper.case for paper in papers if paper.case), None),
        outcome=stated.text("result", LONGEST_OUTCOME),
        proposal="",
        closed=stated.flag("public") is False,
    )
    if item.title == "–":
        stated.deviation(Rule.MISSING_FIELD, "name")
    if papers:
        stated.taken.add("consultation")
    item.papers = [ItemPaper(document=paper) for paper in papers]  # type: ignore[misc]
    files = files_of(stated, "resolutionFile", "auxiliaryFile")
    item.source = context.source_of(
        stated, files=files, place=place, without=frozenset({"meeting"})
    )
    return item


def _papers_of(stated: Stated, batch: _Batch) -> list[Document]:
    key = stated.reference("consultation")
    found = [*batch.papers.get(stated.key, ()), *(batch.papers.get(key, ()) if key else ())]
    if key:
        stated.keep("consultation")
        if not found:
            stated.deviation(Rule.DANGLING, "consultation")
    return list({paper.pk: paper for paper in found}.values())


def _number(stated: Stated, place: int, taken: set[str]) -> str:
    """The source's number without its last dot; each stands once in an agenda and its addresses."""
    stated_number = stated.raw.get("number")
    said = " ".join(stated_number.split()).rstrip(".") if isinstance(stated_number, str) else ""
    plain = said[:LONGEST_NUMBER] or f"utan nr {place}"
    further = (f"{plain} ({count})" for count in range(2, 10_000))
    number = next(each for each in chain([plain], further) if _is_free(each, taken))
    taken.add(item_path("/", number))
    if number == stated_number:
        stated.taken.add("number")
    elif number != said:
        stated.deviation(Rule.NUMBER_TAKEN)
    return number


def _is_free(number: str, taken: set[str]) -> bool:
    path = item_path("/", number)
    return path != "//" and path not in taken
