"""Terms of office: those in which the record has a meeting, and since when it has one."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q

from meetings.selectors.oparl.times import BEFORE_ALL, MEETING, public_entries

FIRST_YEAR, YEARS, LAST_YEAR = 1994, 4, 2098
NOVEMBER_UNTIL = 2010


@dataclass(frozen=True, slots=True)
class Term:
    """Four years from an election; `year` is that of the election."""

    year: int
    created: datetime.datetime

    @property
    def first_day(self) -> datetime.date:
        return first_day(self.year)

    @property
    def last_day(self) -> datetime.date:
        return first_day(self.year + YEARS) - datetime.timedelta(days=1)


def first_day(year: int) -> datetime.date:
    """The council is elected for four years from 15 October of the year of the election
    (kommunallagen 5 kap.); until the election of 2010 from 1 November. Before 1994 it was
    three years, and those terms are not told of."""
    if year <= NOVEMBER_UNTIL:
        return datetime.date(year, 11, 1)
    return datetime.date(year, 10, 15)


def terms() -> list[Term]:
    """The terms in order; `created` is when the first meeting of a term became public."""
    years = range(FIRST_YEAR, LAST_YEAR, YEARS)
    firsts: dict[str, Any] = {f"y{year}": Min("recorded_at", filter=_in(year)) for year in years}
    found = public_entries(record__kind=MEETING).aggregate(**firsts)
    return [Term(year, found[f"y{year}"]) for year in years if found[f"y{year}"] is not None]


def record_began() -> datetime.datetime:
    """When the first entry became public; long ago while there is none."""
    began: datetime.datetime | None = public_entries().aggregate(first=Min("recorded_at"))["first"]
    return began or BEFORE_ALL


def _in(year: int) -> Q:
    return Q(record__date__gte=first_day(year), record__date__lt=first_day(year + YEARS))
