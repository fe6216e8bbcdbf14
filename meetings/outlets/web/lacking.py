"""What one organization's record of a year lacks, as far as the reader may see.

Read from the ledger alone, so it says of a city that was imported what it says of one that was
written here. A meeting that was cancelled owes nothing.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.number_gaps import Series, series_of_year
from meetings.outlets.web.outcomes import outcomes_of
from meetings.states import OWES_PAPERS, DocumentKind, MeetingState
from portal.ledger.readers import Reader
from portal.ledger.selectors import Heads, parts_of_many, records, versions_of
from portal.ledger.versions import Version

DAYS_TO_DECIDE = 14
"""How long after a meeting its minutes, and so its decisions, may take (law.md C3)."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Series of numbers; items and meetings that owe something, in the order of their days."""

    series: list[Series]
    without_papers: list[Version]
    without_decision: list[Version]
    without_minutes: list[Version]

    @property
    def missing_numbers(self) -> int:
        return sum(each.missing for each in self.series)


def lacking(organization: UUID, year: int, day: datetime.date, reader: Reader) -> Lacking:
    """`day` is today: what is not due yet is not lacking."""
    meetings = _meetings(organization, year, reader)
    owing = [each for each in _items(meetings, reader) if _owes(each)]
    due = {each.record.pk for each in meetings if _is_due(each, day)}
    return Lacking(
        series=series_of_year(_numbers(organization, year, reader), year),
        without_papers=[each for each in owing if not _item(each).documents],
        without_decision=_undecided([each for each in owing if each.record.parent in due], reader),
        without_minutes=_without_minutes(
            [each for each in meetings if each.record.pk in due], organization, reader
        ),
    )


def _numbers(organization: UUID, year: int, reader: Reader) -> Iterable[str]:
    """Every number with that year's digits in it; secret and withdrawn lines keep theirs."""
    lines = records(reader).filter(organization=organization, kind__in=("registration", "case"))
    with_year = lines.filter(numbers__number__contains=f"{year % 100:02}")
    return with_year.values_list("numbers__number", flat=True).distinct()


def _meetings(organization: UUID, year: int, reader: Reader) -> list[Version]:
    of_year = _of(organization, "meeting", reader).filter(date__year=year)
    versions = versions_of(of_year.order_by("date", "pk")).values()
    return [each for each in versions if _meeting(each).state != MeetingState.CANCELLED]


def _of(organization: UUID, kind: str, reader: Reader) -> Heads:
    return records(reader).standing().filter(kind=kind, organization=organization)


def _items(meetings: Sequence[Version], reader: Reader) -> list[Version]:
    """In the order of their meetings, then of the agenda."""
    places = {each.record.pk: place for place, each in enumerate(meetings)}
    items = parts_of_many(list(places), "agenda-item", reader, order=("position", "pk"))
    return sorted(items, key=lambda each: places[_item(each).meeting])


def _owes(item: Version) -> bool:
    return _item(item).item_kind in OWES_PAPERS


def _is_due(meeting: Version, day: datetime.date) -> bool:
    held = meeting.record.date
    return held is not None and held + datetime.timedelta(days=DAYS_TO_DECIDE) < day


def _undecided(items: Sequence[Version], reader: Reader) -> list[Version]:
    outcomes = outcomes_of([each.record.pk for each in items], reader)
    return [each for each in items if not outcomes.words(_item(each))]


def _without_minutes(
    meetings: Sequence[Version], organization: UUID, reader: Reader
) -> list[Version]:
    """Minutes bear the day of their meeting."""
    minutes = _of(organization, "document", reader).filter(status=DocumentKind.MINUTES)
    days = [each.record.date for each in meetings]
    with_minutes = set(minutes.filter(date__in=days).values_list("date", flat=True))
    return [each for each in meetings if each.record.date not in with_minutes]


def _item(version: Version) -> AgendaItemContent:
    assert isinstance(version.content, AgendaItemContent)
    return version.content


def _meeting(version: Version) -> MeetingContent:
    assert isinstance(version.content, MeetingContent)
    return version.content
