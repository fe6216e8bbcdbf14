"""The lists: a page of objects of each type, made in as many queries however many there are."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from meetings.contents import AgendaItemContent
from meetings.outlets.oparl.objects.fields import Json
from meetings.outlets.oparl.objects.meetings import Item, agenda_item, location, meeting
from meetings.outlets.oparl.objects.papers import consultation, file, paper
from meetings.outlets.oparl.objects.people import membership, organization, person
from meetings.outlets.oparl.objects.system import body, term
from meetings.selectors.oparl.consultations import (
    Consultation,
    consultations_of_papers,
    list_consultations,
    public_papers_of_items,
)
from meetings.selectors.oparl.files import known_files, list_files
from meetings.selectors.oparl.places import list_places
from meetings.selectors.oparl.question import NoSuchPlace, Wanted
from meetings.selectors.oparl.records import NOTHING, Published, list_records
from meetings.selectors.oparl.related import (
    memberships_of,
    open_meetings,
    parts_of,
    places_on_agendas,
)
from meetings.selectors.oparl.terms import record_began, terms

K = TypeVar("K")
V = TypeVar("V")

Page = Callable[[Wanted], list[Json]]
"""Up to `limit` objects of a list. Raises NoSuchPlace."""


def organizations(found: Sequence[Published]) -> list[Json]:
    members = memberships_of(_ids(found))
    return [organization(each, members.get(each.id, ())) for each in found]


def people(found: Sequence[Published]) -> list[Json]:
    memberships = parts_of("membership", _ids(found))
    return [person(each, memberships.get(each.id, ())) for each in found]


def memberships(found: Sequence[Published]) -> list[Json]:
    return [membership(each) for each in found]


def meetings(found: Sequence[Published]) -> list[Json]:
    by_meeting = parts_of("agenda-item", _ids(found))
    items = _items([item for each in by_meeting.values() for item in each])
    return [
        meeting(each, [items[item.id] for item in by_meeting.get(each.id, ())]) for each in found
    ]


def agenda_items(found: Sequence[Published]) -> list[Json]:
    items = _items(found)
    return [agenda_item(items[each.id]) for each in found]


def papers(found: Sequence[Published]) -> list[Json]:
    known = known_files(_ids(found))
    handled = _grouped((each.paper, each) for each in consultations_of_papers(_ids(found)))
    return [paper(each, known, handled.get(each.id, ())) for each in found]


def _items(found: Sequence[Published]) -> dict[UUID, Item]:
    """Items with everything that they show."""
    ids = _ids(found)
    decisions = parts_of("decision", ids)
    votes = parts_of("vote", [each.id for some in decisions.values() for each in some])
    at = {each.content.meeting for each in found if isinstance(each.content, AgendaItemContent)}
    places, is_open = places_on_agendas(at), open_meetings(at)
    public = public_papers_of_items(ids)
    return {
        each.id: Item(
            each,
            places.get(each.id, 0),
            _meeting_of(each) in is_open,
            _papers(each, public),
            decisions.get(each.id, ()),
            votes,
        )
        for each in found
    }


def _meeting_of(item: Published) -> UUID | None:
    return item.content.meeting if isinstance(item.content, AgendaItemContent) else None


def _papers(item: Published, public: set[tuple[UUID, UUID]]) -> list[UUID]:
    """In the order of the agenda."""
    content = item.content
    if not isinstance(content, AgendaItemContent):
        return []
    return [each for each in dict.fromkeys(content.documents) if (item.id, each) in public]


def _ids(found: Iterable[Published]) -> list[UUID]:
    return [each.id for each in found]


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    grouped: dict[K, list[V]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped


@dataclass(frozen=True)
class RecordList:
    """A list of objects that are one record each. `render` is asked for one of them as well."""

    kind: str
    render: Callable[[Sequence[Published]], list[Json]]

    def __call__(self, wanted: Wanted, scope: Q = NOTHING) -> list[Json]:
        return self.render(list_records(self.kind, wanted, scope))


def _terms(wanted: Wanted) -> list[Json]:
    return _few([(str(each.year), each.created, term(each)) for each in terms()], wanted)


def _bodies(wanted: Wanted) -> list[Json]:
    began, known = record_began(), terms()
    modified = max((each.created for each in known), default=began)
    return _few([("", modified, body(began, known))], wanted)


def _few(known: Sequence[tuple[str, datetime.datetime, Json]], wanted: Wanted) -> list[Json]:
    """Of a list so short that it is made whole; nothing in it is ever changed or deleted."""
    names = [name for name, _at, _said in known]
    if wanted.after and wanted.after not in names:
        raise NoSuchPlace(wanted.after)
    first = names.index(wanted.after) + 1 if wanted.after else 0
    return [said for _name, at, said in known[first:] if wanted.holds(at)][: wanted.limit]


def _consultations(found: Iterable[Consultation]) -> list[Json]:
    return [consultation(each) for each in found]


RECORDS = {
    "organizations": RecordList("organization", organizations),
    "people": RecordList("person", people),
    "memberships": RecordList("membership", memberships),
    "meetings": RecordList("meeting", meetings),
    "agendaitems": RecordList("agenda-item", agenda_items),
    "papers": RecordList("document", papers),
}

LISTS: dict[str, Page] = {
    **RECORDS,
    "bodies": _bodies,
    "terms": _terms,
    "consultations": lambda wanted: _consultations(list_consultations(wanted)),
    "files": lambda wanted: [file(each) for each in list_files(wanted)],
    "locations": lambda wanted: [location(each) for each in list_places(wanted)],
}
"""Every list by the end of its address."""


def meetings_of(organization: UUID, wanted: Wanted) -> list[Json]:
    return RECORDS["meetings"](wanted, Q(organization=organization))


def consultations_at(organization: UUID, wanted: Wanted) -> list[Json]:
    return _consultations(list_consultations(wanted, organization))
