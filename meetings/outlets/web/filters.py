"""What a list may be narrowed to: an organization (`?organ=ks`) and a year (`?ar=2016`)."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.addresses import organization_path
from portal.core.memory import Memory
from portal.ledger.readers import Reader
from portal.ledger.selectors import Heads, head_chain, records


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What was asked for, what may be asked for, and what was wrong with the question."""

    organization: UUID | None
    year: int | None
    organizations: list[Choice]
    years: list[Choice]
    problem: str = ""

    @property
    def is_set(self) -> bool:
        return self.organization is not None or self.year is not None


def filter_of(request: HttpRequest, heads: Heads, reader: Reader) -> Filter:
    """Reads the query; `heads` are the records of the unfiltered list."""
    asked_organization, asked_year = request.GET.get("organ", ""), request.GET.get("ar", "")
    organizations, years = _choices(heads, reader)
    paths = {path: pk for pk, path, _title in organizations}
    organization = paths.get(organization_path(asked_organization))
    year = int(asked_year) if asked_year in years else None
    return Filter(
        organization,
        year,
        [
            _choice(path, title, path == organization_path(asked_organization))
            for _pk, path, title in organizations
        ],
        [Choice(each, each, each == asked_year) for each in years],
        _problem(asked_organization, organization, asked_year, year),
    )


def narrowed(heads: Heads, wanted: Filter) -> Heads:
    if wanted.organization:
        heads = heads.filter(organization=wanted.organization)
    if wanted.year:
        first = datetime.date(wanted.year, 1, 1)
        heads = heads.filter(date__gte=first, date__lt=datetime.date(wanted.year + 1, 1, 1))
    return heads


Organizations = list[tuple[UUID, str, str]]
"""Record, path and name."""

_found: Memory[tuple[Organizations, list[str]]] = Memory(most=500)


def _choices(heads: Heads, reader: Reader) -> tuple[Organizations, list[str]]:
    """What the list may be narrowed to; looked for once at each head of the ledger."""
    key = (head_chain(), str(heads.query))
    found = _found.get(key)
    if found is None:
        found = _organizations(heads, reader), years_of(heads)
        _found.put(key, found)
    return found


def _organizations(heads: Heads, reader: Reader) -> Organizations:
    """Organizations that the list has something of, by name."""
    named = records(reader).standing().filter(kind="organization")
    with_rows = named.filter(Exists(heads.filter(organization=OuterRef("pk"))))
    return list(with_rows.order_by("position").values_list("pk", "path", "title"))


def years_of(heads: Heads) -> list[str]:
    """The newest first. Each is found by the index; counting them out would read every row."""
    years: list[str] = []
    dates = heads.filter(date__isnull=False).order_by("-date").values_list("date", flat=True)
    newest = dates.first()
    while newest is not None:
        years.append(str(newest.year))
        newest = dates.filter(date__lt=datetime.date(newest.year, 1, 1)).first()
    return years


def _choice(path: str, title: str, chosen: bool) -> Choice:
    return Choice(path.strip("/").rpartition("/")[2], title, chosen)


def _problem(
    asked_organization: str, organization: UUID | None, asked_year: str, year: int | None
) -> str:
    if asked_organization and organization is None:
        return _("Inget organ med det namnet finns i listan. Alla visas.")
    if asked_year and year is None:
        return _("Inget i listan är från det året. Alla år visas.")
    return ""
