"""`/forslag/`: the proposals, in an order that is fair, narrowed as the reader likes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.outlets.http import reader_of_request
from meetings.outlets.web.filters import Choice
from meetings.outlets.web.paging import list_url
from meetings.outlets.web.record_page import atom
from meetings.outlets.web.resolve import Page, finish
from portal.core.addresses import localized
from portal.core.clock import local, today
from portal.ledger.readers import Reader
from portal.ledger.selectors import records
from proposals.outlets.rows import proposal_rows
from proposals.selectors.lists import (
    Running,
    Wanted,
    areas_with_proposals,
    committees_with_proposals,
    fairly,
    listed,
    running,
)
from proposals.states import ProposalState, Subject

S = ProposalState
PAGE_SIZE = 25
NEAR = 0.6
"""The part of its votes from which a proposal counts as near its goal."""
LAST_DAYS = 7
PAGE = "sida"

Order = Callable[[Sequence[Running], date], list[Running]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list. Those that collect votes have an order of their own."""

    code: str
    word: Promise
    states: frozenset[ProposalState]
    order: Order | None = None


def near_goal(rows: Sequence[Running], _day: date) -> list[Running]:
    """Those that lack the least first; those that are there already have left the race."""
    near = [row for row in rows if NEAR <= row.share < 1]
    return sorted(near, key=lambda row: -row.share)


def last_days(rows: Sequence[Running], day: date) -> list[Running]:
    """Those that close first."""
    until = day + timedelta(days=LAST_DAYS)
    return sorted(
        (row for row in rows if local(row.closes_at).date() <= until),
        key=lambda row: row.closes_at,
    )


COLLECTING = frozenset({S.COLLECTING, S.REACHED})
PARTS: tuple[Part, ...] = (
    Part("samlar", gettext_lazy("Samlar röster"), COLLECTING, fairly),
    Part("nara-malet", gettext_lazy("Nära målet"), COLLECTING, near_goal),
    Part("sista-dagarna", gettext_lazy("Sista dagarna"), COLLECTING, last_days),
    Part("natt-malet", gettext_lazy("Nådde målet"), frozenset({S.REACHED})),
    Part("hos-staden", gettext_lazy("Väntar på svar"), frozenset({S.HANDED_OVER, S.ON_AGENDA})),
    Part("beslutade", gettext_lazy("Beslutade"), frozenset({S.DECIDED, S.FOLLOWED_UP})),
    Part("nadde-inte", gettext_lazy("Nådde inte målet"), frozenset({S.EXPIRED})),
    Part(
        "ovriga",
        gettext_lazy("Publicerades inte, återkallade och sammanförda"),
        frozenset({S.REJECTED, S.WITHDRAWN, S.MERGED}),
    ),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What was asked for, and what may be asked for."""

    part: Part
    area: str
    committee: UUID | None
    subject: str
    parts: Sequence[Choice]
    areas: Sequence[Choice]
    committees: Sequence[Choice]
    subjects: Sequence[Choice]

    @property
    def is_set(self) -> bool:
        return self.part is not PARTS[0] or bool(self.area or self.committee or self.subject)


def proposal_list(request: HttpRequest) -> HttpResponse:
    reader, wanted = reader_of_request(request), _filter(request)
    ids, number, is_last = _page(_ids(wanted), request.GET.get(PAGE, ""))
    context = {
        "filter": wanted,
        "proposals": proposal_rows(ids, reader),
        "order": _order_words(wanted.part),
        "write_url": localized("/forslag/nytt/"),
        "outcomes_url": localized("/forslag/utfall/"),
        "previous_url": list_url(request, **{PAGE: str(number - 1)}) if number > 1 else "",
        "next_url": "" if is_last else list_url(request, **{PAGE: str(number + 1)}),
        "feeds": [atom(_("Nya förslag"), "/forslag/atom.xml")],
    }
    return finish(request, Page("proposals/list.html", context))


def _ids(wanted: Filter) -> list[UUID]:
    asked = Wanted(wanted.part.states, wanted.area, wanted.committee, wanted.subject)
    if wanted.part.order is None:
        found = listed(asked)
        if wanted.part.code == "natt-malet":
            found = found.filter(closed_at__isnull=False)
        return list(found.values_list("record_id", flat=True))
    return [row.record_id for row in wanted.part.order(running(asked), today())]


def _page(ids: list[UUID], asked: str) -> tuple[list[UUID], int, bool]:
    """The page's ids, its number, and whether it is the last. What is no page is the first."""
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    number = max(1, min(number, -(-len(ids) // PAGE_SIZE)))
    end = number * PAGE_SIZE
    return ids[end - PAGE_SIZE : end], number, end >= len(ids)


def _filter(request: HttpRequest) -> Filter:
    part = next((each for each in PARTS if each.code == request.GET.get("lage")), PARTS[0])
    areas, committees = areas_with_proposals(), _committees(reader_of_request(request))
    area, subject = request.GET.get("omrade", ""), request.GET.get("amne", "")
    asked = request.GET.get("organ", "")
    return Filter(
        part=part,
        area=area if area in areas else "",
        committee=next((pk for pk, name, _title in committees if name == asked), None),
        subject=subject if subject in Subject.values else "",
        parts=[Choice(each.code, str(each.word), each is part) for each in PARTS],
        areas=[Choice(each, each, each == area) for each in areas],
        committees=[Choice(name, title, name == asked) for _pk, name, title in committees],
        subjects=[Choice(value, str(label), value == subject) for value, label in Subject.choices],
    )


def _committees(reader: Reader) -> list[tuple[UUID, str, str]]:
    """Record, short name and title of those that have had a proposal."""
    heads = (
        records(reader).standing().filter(kind="organization", pk__in=committees_with_proposals())
    )
    rows = heads.order_by("position").values_list("pk", "path", "title")
    return [(pk, path.strip("/").rpartition("/")[2], title) for pk, path, title in rows]


ORDERS: Mapping[str, Promise] = {
    "samlar": gettext_lazy("I en ny ordning varje dag, så att alla syns lika mycket"),
    "nara-malet": gettext_lazy("De som saknar minst först"),
    "sista-dagarna": gettext_lazy("De som slutar samla röster först"),
}


def _order_words(part: Part) -> str:
    return str(ORDERS.get(part.code, gettext_lazy("Senast ändrade först")))
