"""A case's path through the organizations, drawn as the line.

A stop is a day at an organization: several things that happened there that day are one stop.
Related cases run on side tracks, marked with their number.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.contents import CaseContent
from meetings.outlets.web.case_events import Event, Weight
from meetings.outlets.web.known import Known
from meetings.outlets.words import sentence
from portal.core.line import Line, Stop, StopState

MOST_TRACKS = 3
Place = tuple[datetime.date, UUID | None]


def case_line(
    case: CaseContent, related: Sequence[CaseContent], events: Iterable[Event], known: Known
) -> Line:
    """The line of a case; a closed case ends, an open one goes on."""
    stops = _stops_by_place(events)
    tracks = side_tracks(case.id, stops.values())
    numbers = {each.id: each.number for each in related}
    drawn = [
        _stop(day, organization, there, case.id, tracks, numbers, known)
        for (day, organization), there in stops.items()
    ]
    return Line(
        title=_("Ärendets väg"),
        stops=tuple(sorted(drawn, key=_in_time)),
        continues=case.closed is None,
    )


def side_tracks(main: UUID, stops: Iterable[Sequence[Event]]) -> dict[UUID, int]:
    """A track for each related case; two that do not overlap in time share one."""
    days: dict[UUID, list[datetime.date]] = defaultdict(list)
    for there in stops:
        if all(event.case != main for event in there):
            days[there[0].case].append(there[0].date)
    tracks: dict[UUID, int] = {main: 0}
    free_from: dict[int, datetime.date] = {}
    for case in sorted(days, key=lambda each: (min(days[each]), str(each))):
        track = _free_track(min(days[case]), free_from)
        tracks[case], free_from[track] = track, max(days[case])
    return tracks


def _free_track(first: datetime.date, free_from: Mapping[int, datetime.date]) -> int:
    for track in range(1, MOST_TRACKS):
        if track not in free_from or free_from[track] < first:
            return track
    return MOST_TRACKS


def _stops_by_place(events: Iterable[Event]) -> dict[Place, list[Event]]:
    """Events of one day and organization.

    A paper of the day on which the case was handled belongs to that meeting, and one without
    organization to whatever else happened that day.
    """
    stops: dict[Place, list[Event]] = defaultdict(list)
    for event in sorted(events, key=_by_hold):
        stops[_place(event, stops)].append(event)
    return stops


def _by_hold(event: Event) -> tuple[datetime.date, bool, int]:
    """What holds its own place comes before what may join it."""
    return event.date, event.organization is None, -event.weight


def _place(event: Event, stops: Mapping[Place, Sequence[Event]]) -> Place:
    for place, there in stops.items():
        same_day = place[0] == event.date
        if same_day and event.organization is None:
            return place
        if same_day and event.weight == Weight.DOCUMENT and _handles(there, event.case):
            return place
    return event.date, event.organization


def _handles(there: Sequence[Event], case: UUID) -> bool:
    return any(event.weight == Weight.ITEM and event.case == case for event in there)


def _stop(
    day: datetime.date,
    organization: UUID | None,
    there: Sequence[Event],
    main: UUID,
    tracks: Mapping[UUID, int],
    numbers: Mapping[UUID, str],
    known: Known,
) -> Stop:
    own = [event for event in there if event.case == main]
    shown = sorted(own or there, key=lambda event: -event.weight)
    case = main if own else shown[0].case
    return Stop(
        title=_title(shown),
        state=_state(shown),
        detail=_detail(shown),
        date=day,
        organization=_where(known.title(organization), shown[0].place, numbers.get(case, "")),
        url=next((event.url for event in shown if event.url), ""),
        track=tracks.get(case, 0),
    )


def _in_time(stop: Stop) -> tuple[datetime.date | None, bool, str]:
    """On one day the side track comes first: what is sent arrives."""
    return stop.date, stop.track == 0, stop.organization


def _where(organization: str, place: str, number: str) -> str:
    """The organization, the item, and the case's number where it is not this page's case."""
    side = _("ärende %(number)s") % {"number": number} if number else ""
    return ", ".join(each for each in (organization, place, side) if each)


def _title(shown: Sequence[Event]) -> str:
    """A step in the registry's own words says more than "handled as item 2.2.2"."""
    if shown[0].state in (StopState.PASSED, StopState.PRESENT):
        steps = [event.title for event in shown if event.weight == Weight.STEP]
        return steps[0] if steps else shown[0].title
    return shown[0].title


def _detail(shown: Sequence[Event]) -> str:
    """What the item's outcome says besides its first sentence, else the papers of the day."""
    first = shown[0]
    if first.place and _title(shown) != first.title:
        return sentence(f"{first.title}. {first.detail}")
    if first.detail:
        return first.detail
    papers = [event.title for event in shown[1:] if event.weight == Weight.DOCUMENT]
    return "; ".join(dict.fromkeys(papers))


def _state(shown: Sequence[Event]) -> StopState:
    return shown[0].state
