"""A page that tells, for one organization and year, what its record lacks."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.number_gaps import Gap, Series
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.facts import Entry
from meetings.outlets.web.filters import Choice, years_of
from meetings.outlets.web.known import url_of
from meetings.outlets.web.lacking import DAYS_TO_DECIDE, Lacking, lacking
from meetings.outlets.web.resolve import Page, page_under
from meetings.outlets.words import listing
from portal.core.addresses import localized
from portal.core.clock import today
from portal.ledger.readers import Reader
from portal.ledger.selectors import records
from portal.ledger.versions import Version

COMPLETENESS = "fullstandighet/"
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """An item or a meeting that owes something."""

    record_id: UUID
    version: int
    sha256: str
    url: str
    number: str
    title: str
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """A series of the diary, and the numbers between its ends under which nothing stands."""

    first: str
    last: str
    known: int
    gaps: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of lack: its rows, and how many more there are."""

    key: str
    title: str
    text: str
    rows: list[Row]
    more: int


def completeness(request: HttpRequest, **_captured: str) -> HttpResponse:
    """`?ar=` chooses the year; without it the newest one."""
    return page_under(request, COMPLETENESS, "organization", _page)


def _page(request: HttpRequest, version: Version) -> Page:
    reader, asked = reader_of_request(request), request.GET.get("ar", "")
    organization = version.record.pk
    years = _years(organization, reader)
    year = asked if asked in years else years[0]
    found = lacking(organization, int(year), today(), reader)
    return Page(
        "meetings/completeness.html",
        {
            "organization": version.record.title,
            "year": year,
            "years": [Choice(each, each, each == year) for each in years],
            "problem": _("Inget i listan är från det året.") if asked and asked != year else "",
            "crumbs": [
                Entry(_("Organ"), localized("/organ/")),
                Entry(version.record.title, url_of(version)),
            ],
            "lead": _lead(found),
            "series": [_numbers(each) for each in found.series],
            "parts": [part for part in _parts(found) if part.rows],
        },
    )


def _years(organization: UUID, reader: Reader) -> list[str]:
    heads = records(reader).filter(organization=organization)
    dated = heads.filter(kind__in=("meeting", "registration"))
    return years_of(dated) or [str(today().year)]


def _lead(found: Lacking) -> str:
    """The sentence first: what is lacking, counted; or that nothing is."""
    numbers, papers = found.missing_numbers, len(found.without_papers)
    decisions, minutes = len(found.without_decision), len(found.without_minutes)
    counted = [
        ngettext("%(n)s nummer i diariet", "%(n)s nummer i diariet", numbers) % {"n": numbers},
        ngettext("handlingar till %(n)s punkt", "handlingar till %(n)s punkter", papers)
        % {"n": papers},
        ngettext("beslut på %(n)s punkt", "beslut på %(n)s punkter", decisions) % {"n": decisions},
        ngettext("protokoll från %(n)s möte", "protokoll från %(n)s möten", minutes)
        % {"n": minutes},
    ]
    amounts = (numbers, papers, decisions, minutes)
    told = [words for words, amount in zip(counted, amounts, strict=True) if amount]
    if not told:
        return _("Ingenting saknas.")
    return _("Det här saknas: %(what)s.") % {"what": listing(told)}


def _numbers(series: Series) -> Numbers:
    gaps = [_gap(each) for each in series.gaps[:MOST_ROWS]]
    return Numbers(series.first, series.last, series.known, gaps, len(series.gaps) - len(gaps))


def _gap(gap: Gap) -> str:
    """`0003/16`, or `0007/16–0012/16 (6)`."""
    return gap.first if gap.count == 1 else f"{gap.first}–{gap.last} ({gap.count})"


def _parts(found: Lacking) -> list[Part]:
    days = {"days": DAYS_TO_DECIDE}
    return [
        _part(
            "handlingar",
            _("Punkter utan handlingar"),
            _("Punkter att besluta om som inte har någon handling som är offentlig."),
            found.without_papers,
        ),
        _part(
            "beslut",
            _("Beslut som inte är införda"),
            _("Mötet hölls för mer än %(days)s dagar sedan.") % days,
            found.without_decision,
        ),
        _part(
            "protokoll",
            _("Möten utan protokoll"),
            _("Mötet hölls för mer än %(days)s dagar sedan.") % days,
            found.without_minutes,
        ),
    ]


def _part(key: str, title: str, text: str, versions: Sequence[Version]) -> Part:
    rows = [_row(each) for each in versions[:MOST_ROWS]]
    return Part(key, title, text, rows, len(versions) - len(rows))


def _row(version: Version) -> Row:
    content = version.content
    assert content is not None
    return Row(
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        number=getattr(content, "number", ""),
        title=content.title,
        day=version.record.date,
    )
