"""`/forslag/rapport/`: the year to the council, as a page and as CSV with the same figures."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.outlets.http import fresh, reader_of_request, with_etag
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.resolve import Page, finish
from portal.core.clock import today
from proposals.selectors.report import CommitteeYear, Year, year_of, years
from proposals.states import RejectionCode

FIGURES = ("received", "published", "returned", "reached", "expired", "withdrawn", "merged")


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """An organization by name, with what it did in the year."""

    name: str
    url: str
    figures: CommitteeYear


def report(request: HttpRequest) -> HttpResponse:
    year, known = _year(request)
    context = {
        "year": year,
        "years": years(),
        "refused": [(RejectionCode(code).label, count) for code, count in year.refused.items()],
        "committees": _rows(year, known),
    }
    return finish(request, Page("proposals/told/report.html", context))


def report_csv(request: HttpRequest) -> HttpResponse:
    """One figure a line: year, organization, figure, value. UTF-8 with a mark, for spreadsheets."""
    year, known = _year(request)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["year", "organization", "figure", "value"])
    writer.writerows((year.year, *line) for line in _lines(year, known))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="goteborgsforslag-{year.year}.csv"'
    return with_etag(request, fresh(request, response))


def _year(request: HttpRequest) -> tuple[Year, Known]:
    asked = request.GET.get("ar", "") or str(today().year)
    if not (asked.isascii() and asked.isdigit() and 2000 <= int(asked) <= 9000):
        raise Http404
    year = year_of(int(asked))
    return year, know([each.committee for each in year.committees], reader_of_request(request))


def _rows(year: Year, known: Known) -> list[CommitteeRow]:
    rows = [
        CommitteeRow(
            known.title(each.committee) or _("uppgift saknas"), known.url(each.committee), each
        )
        for each in year.committees
    ]
    return sorted(rows, key=lambda row: row.name)


def _lines(year: Year, known: Known) -> Iterator[tuple[str, str, int]]:
    for figure in (
        "received",
        "published",
        "returned",
        "reached",
        "expired",
        "withdrawn",
        "merged",
    ):
        yield "", figure, getattr(year, figure)
    for code, count in year.refused.items():
        yield "", f"refused:{code}", count
    for row in _rows(year, known):
        for figure in ("handed_over", "decided", "granted", "carried_out"):
            yield _safe(row.name), figure, getattr(row.figures, figure)
        if row.figures.median_days is not None:
            yield _safe(row.name), "median_days", row.figures.median_days


def _safe(name: str) -> str:
    """A spreadsheet takes what begins with one of these for a formula."""
    return f"'{name}" if name[:1] in "=+-@" else name
