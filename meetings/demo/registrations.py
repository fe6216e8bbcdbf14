"""The demo city's diaries: every line of them belongs to a paper.

Case numbers are real. Serial numbers are ours, counted within a case by date, since the sources
give none; so is the day of a registration whose `date_known` is False (the day of the meeting).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from meetings.demo.papers import CONFIDENTIAL, NOTICES, Paper, paper
from meetings.demo.papers.bundle_2016 import (
    EXTRACT,
    INTRASERVICE_REPORT,
    PLAN,
    REPORT,
    STATEMENT_SYSTEMS,
    STATEMENT_WIFI,
)
from meetings.demo.papers.e_society import ASSIGNMENT, COUNCIL_DECISION, PROGRAMME
from meetings.demo.papers.heads import parties_in_brackets

Direction = Literal["in", "out", "drawn_up"]

_WORDS = {"official_report": "Tjänsteutlåtande", "minutes_extract": "Protokollsutdrag"}
"""Words that tell papers with the same title apart in a diary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """One line of one organization's diary: number, serial, date, direction, counterpart, matter.

    A paper stands at most once in a diary. When the paper is secret only number and date are
    public (law.md D2); `counterpart` and `matter` then stay with those who may read the paper.
    """

    organization: str
    number: str
    serial: int
    date: date
    direction: Direction
    matter: str
    paper: str
    counterpart: str = ""
    date_known: bool = True

    @property
    def secret(self) -> bool:
        """Whether the public sees number and date only."""
        return paper(self.paper).audience != "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A registration before it has its serial number."""

    organization: str
    number: str
    date: date
    direction: Direction
    paper: Paper
    counterpart: str = ""
    date_known: bool = True


def _drawn_up(one: Paper, organization: str, number: str, day: date) -> _Line:
    return _Line(
        organization=organization, number=number, date=day, direction="drawn_up", paper=one
    )


def _from_parties(one: Paper) -> _Line:
    return _Line(
        organization="slk",
        number="1451/14",
        date=date(2016, 10, 19),
        direction="in",
        paper=one,
        counterpart=parties_in_brackets(one.parties),
    )


def _from_intraservice(one: Paper) -> _Line:
    return _Line(
        organization="slk",
        number="1451/14",
        date=date(2016, 8, 24),
        direction="in",
        paper=one,
        counterpart="Nämnden för intraservice",
    )


def _noticed(one: Paper) -> _Line:
    day = date.fromisoformat(one.meeting.partition("/")[2])
    return _Line(
        organization="slk",
        number=one.references[0],
        date=day,
        direction="drawn_up",
        paper=one,
        date_known=one.date is not None,
    )


_PLAN_LINES: tuple[_Line, ...] = (
    _drawn_up(PLAN, "slk", "1451/14", date(2015, 11, 24)),
    _from_intraservice(INTRASERVICE_REPORT),
    _from_intraservice(EXTRACT),
    _drawn_up(REPORT, "slk", "1451/14", date(2016, 9, 5)),
    _from_parties(STATEMENT_WIFI),
    _from_parties(STATEMENT_SYSTEMS),
    _drawn_up(INTRASERVICE_REPORT, "intraservice", "0435/15", date(2015, 12, 1)),
    _Line(
        organization="intraservice",
        number="0435/15",
        date=date(2016, 8, 24),
        direction="out",
        paper=EXTRACT,
        counterpart="Kommunstyrelsen",
    ),
)

_PROGRAMME_LINES: tuple[_Line, ...] = (
    _drawn_up(ASSIGNMENT, "slk", "1198/13", date(2014, 1, 22)),
    _drawn_up(PROGRAMME, "slk", "1198/13", date(2014, 6, 11)),
    _drawn_up(COUNCIL_DECISION, "slk", "1198/13", date(2014, 9, 4)),
)

_SECRET_LINE = _Line(
    organization="slk",
    number="0606/18",
    date=date(2019, 12, 18),
    direction="in",
    paper=CONFIDENTIAL,
    counterpart="Påhittad säkerhetskonsult Kvastfyren",
)


def _numbered(lines: Iterable[_Line]) -> tuple[Registration, ...]:
    """Serial numbers from 1 within each case of each diary, by date."""
    last: dict[tuple[str, str], int] = {}
    made: list[Registration] = []
    for line in sorted(lines, key=lambda one: one.date):
        place = (line.organization, line.number)
        last[place] = last.get(place, 0) + 1
        made.append(_registration(line, last[place]))
    return tuple(made)


def _matter(one: Paper) -> str:
    word = _WORDS.get(one.kind)
    return one.title if word is None else f"{word}: {one.title}"


def _registration(line: _Line, serial: int) -> Registration:
    return Registration(
        organization=line.organization,
        number=line.number,
        serial=serial,
        date=line.date,
        direction=line.direction,
        matter=_matter(line.paper),
        paper=line.paper.key,
        counterpart=line.counterpart,
        date_known=line.date_known,
    )


REGISTRATIONS: tuple[Registration, ...] = _numbered(
    (*_PROGRAMME_LINES, *_PLAN_LINES, _SECRET_LINE, *(_noticed(one) for one in NOTICES))
)
