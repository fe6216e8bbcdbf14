"""The log as its auditor reads it: on a page, and as a table to take away.

law.md K1. Nobody else is told that it is there (404), and taking it out is itself an event.
"""

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.audit.models import AuditEvent
from portal.audit.rules import audited_organizations
from portal.audit.selectors import Sought, events, names_of
from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.addresses import localized
from portal.core.clock import local, local_iso, today
from portal.ledger.readers import Reader
from portal.ledger.selectors import find_versions

PAGE_SIZE = 50
MOST_ROWS = 100_000
LOG = "/granskning/"
COLUMNS = ("id", "at", "kind", "actor", "role", "organization", "subject", "detail")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One event as it is shown."""

    number: int
    at: datetime
    kind: str
    who: str
    role: str
    organization: str
    subject: str
    detail: str


@login_required
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """A page of 50; `?efter=` is the number of the last one seen."""
    reader, sought = _reader(request), _sought(request)
    found = events(_organizations(reader), sought)
    after = request.GET.get("efter", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    page = list(found[: PAGE_SIZE + 1])
    shown = page[:PAGE_SIZE]
    context = {
        "rows": _rows(shown, reader),
        "kinds": EventKind.choices,
        "sought": sought,
        "csv_url": _url(request, f"{LOG}logg.csv"),
        "next_url": _url(request, LOG, efter=str(shown[-1].pk)) if len(page) > PAGE_SIZE else "",
        "first_url": _url(request, LOG) if after else "",
    }
    return _kept_nowhere(render(request, "audit/log.html", context))


@login_required
@require_safe
def audit_csv(request: HttpRequest) -> HttpResponse:
    """The same selection as a table, oldest 100 000 left out; a spreadsheet runs none of it."""
    reader, sought = _reader(request), _sought(request)
    organizations = _organizations(reader)
    found = list(events(organizations, sought)[:MOST_ROWS])
    record_event(
        kind=EventKind.LOG_EXPORTED,
        actor=request.user.pk,
        actor_role="auditor",
        detail={"rows": str(len(found))},
    )
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    names = names_of(found)
    for event in found:
        table.writerow([_cell(each) for each in _columns(event, names)])
    disposition = f'attachment; filename="granskningslogg-{today():%Y-%m-%d}.csv"'
    return _kept_nowhere(
        HttpResponse(
            out.getvalue().encode("utf-8-sig"),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": disposition},
        )
    )


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by ReaderMiddleware
    return reader


def _organizations(reader: Reader) -> frozenset[UUID]:
    found = audited_organizations(reader)
    if not found:
        raise Http404
    return found


def _sought(request: HttpRequest) -> Sought:
    kind = request.GET.get("slag", "")
    return Sought(
        kind=kind if kind in EventKind.values else "",
        words=request.GET.get("q", "").strip()[:200],
        first=_day(request.GET.get("fran", "")),
        last=_day(request.GET.get("till", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rows(found: Sequence[AuditEvent], reader: Reader) -> list[Row]:
    names, organizations = names_of(found), _organization_names(found, reader)
    return [
        Row(
            number=event.pk,
            at=local(event.at),
            kind=str(EventKind(event.kind).label),
            who=names[event.actor] if event.actor is not None else _("portalen själv"),
            role=event.actor_role,
            organization=organizations.get(event.organization, "") if event.organization else "",
            subject=event.subject,
            detail=_detail(event),
        )
        for event in found
    ]


def _organization_names(found: Collection[AuditEvent], reader: Reader) -> dict[UUID, str]:
    wanted = {event.organization for event in found if event.organization}
    return {pk: version.record.title for pk, version in find_versions(wanted, reader).items()}


def _detail(event: AuditEvent) -> str:
    return ", ".join(f"{name}: {value}" for name, value in sorted(event.detail.items()))


def _columns(event: AuditEvent, names: dict[int, str]) -> list[str]:
    return [
        str(event.pk),
        local_iso(event.at),
        event.kind,
        names[event.actor] if event.actor is not None else "",
        event.actor_role,
        str(event.organization or ""),
        event.subject,
        _detail(event),
    ]


def _cell(text: str) -> str:
    """A cell that begins like a formula would be run by a spreadsheet."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _url(request: HttpRequest, path: str, **more: str) -> str:
    query = request.GET.copy()
    query.pop("efter", None)
    for name, value in more.items():
        query[name] = value
    return f"{localized(path)}?{query.urlencode()}" if query else localized(path)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
