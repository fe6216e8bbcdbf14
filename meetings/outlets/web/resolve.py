"""From an address to a page: one view serves every record at its canonical path.

Not readable is 404, never 403; a former address redirects for ever; a withdrawn record
answers 410 with its tombstone (CONTRACT, Versions and verbs; Addresses).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from meetings.outlets.http import fresh, reader_of_request, with_etag
from meetings.outlets.web.remembered import remembered
from meetings.outlets.web.tombstones import tombstone_of
from portal.core.addresses import localized
from portal.core.links import encoded
from portal.ledger.selectors import moved_to, record_at, records, version_of
from portal.ledger.versions import Version


@dataclass(frozen=True)
class Page:
    """A template and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


Builder = Callable[[HttpRequest, Version], Page]
PAGES: dict[str, Builder] = {}


def page(kind: str) -> Callable[[Builder], Builder]:
    """Register the function that builds the page of a kind of record."""

    def register(builder: Builder) -> Builder:
        PAGES[kind] = builder
        return builder

    return register


@remembered
def record_page(request: HttpRequest, **_captured: str) -> HttpResponse:
    """The page of the record whose canonical path was asked for."""
    reader, path = reader_of_request(request), canonical_path(request)
    record = record_at(path, reader)
    if record is None:
        return _moved(path, request)
    version = version_of(record)
    if version.is_tombstone:
        return gone(request, version)
    return finish(request, PAGES[record.kind](request, version), version=version)


def page_under(request: HttpRequest, tail: str, kind: str, build: Builder) -> HttpResponse:
    """A page about a record, at `tail` under the record's own address; it moves with the record."""
    reader, path = reader_of_request(request), canonical_path(request).removesuffix(tail)
    record = record_at(path, reader)
    if record is None:
        now_at = moved_to(path, reader)
        if now_at is None or now_at == path:
            raise Http404
        return HttpResponsePermanentRedirect(encoded(localized(f"{now_at}{tail}")))
    if record.kind != kind:
        raise Http404
    version = version_of(record)
    if version.is_tombstone:
        return gone(request, version)
    return finish(request, build(request, version), version=version)


def identity_page(request: HttpRequest, record: UUID) -> HttpResponse:
    """The address that follows a record wherever it moves.

    A tombstone whose path another record has taken lives here itself.
    """
    head = records(reader_of_request(request)).filter(pk=record).first()
    if head is None:
        raise Http404
    own = canonical_path(request)
    return record_page(request) if head.path == own else redirect(localized(head.path))


def finish(
    request: HttpRequest, shown: Page, *, status: int = 200, version: Version | None = None
) -> HttpResponse:
    """Render a page with its entity tag and the privacy that its audience needs."""
    context = {"version": version, **shown.context}
    response = render(request, shown.template, context, status=status)
    for name, value in shown.headers.items():
        response.headers[name] = value
    audience = version.record.audience if version else "public"
    return with_etag(request, fresh(request, response, audience=audience))


def gone(request: HttpRequest, version: Version) -> HttpResponse:
    """410: the tombstone of a version, at whatever address of the record it was asked for."""
    return finish(request, _tombstone(version), status=410, version=version)


def canonical_path(request: HttpRequest) -> str:
    """The path without its language prefix."""
    path, language = unquote(request.path_info), get_language()
    prefix = f"/{language}/"
    if language != settings.LANGUAGE_CODE and path.startswith(prefix):
        return path[len(prefix) - 1 :]
    return path


def _moved(path: str, request: HttpRequest) -> HttpResponse:
    now_at = moved_to(path, reader_of_request(request))
    if now_at is None or now_at == path:
        raise Http404
    prefix = request.path_info.removesuffix(path)
    return HttpResponsePermanentRedirect(prefix + now_at)


def _tombstone(version: Version) -> Page:
    return Page(
        "meetings/tombstone.html",
        {
            "tombstone": tombstone_of(version),
            "json_url": f"/api/v1/records/{version.record.pk}",
        },
    )
