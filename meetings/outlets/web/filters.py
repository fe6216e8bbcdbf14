"""What a list may be narrowed to: an organization (`?organ=ks`) and a year (`?ar=2016`)."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.addresses import organization_path
from portal.ledger.readers import Reader
from portal.ledger.selectors import Heads, records


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
    organizations = _organizations(heads, reader)
    paths = {path: pk for pk, path, _title in organizations}
    organization = paths.get(organization_path(asked_organization))
    years = [
        str(day.year) for day in heads.filter(date__isnull=False).dates("date", "year", "DESC")
    ]
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


def _organizations(heads: Heads, reader: Reader) -> list[tuple[UUID, str, str]]:
    """Organizations that the list has something of, by name."""
    named = records(reader).standing().filter(kind="organization")
    with_rows = named.filter(pk__in=heads.filter(organization__isnull=False).values("organization"))
    return list(with_rows.order_by("position").values_list("pk", "path", "title"))


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
