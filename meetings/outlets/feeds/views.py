"""Feeds and calendars of organizations and cases, and the feed of corrections."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from meetings.addresses import case_path, organization_path
from meetings.outlets.feeds import calendar
from meetings.outlets.feeds.entries import entries_of, notice_entries
from meetings.outlets.feeds.scopes import (
    meetings_of_case,
    meetings_of_organization,
    of_case,
    of_organization,
)
from meetings.outlets.http import fresh, reader_of_request, with_etag
from meetings.outlets.links import absolute, encoded
from meetings.outlets.web.known import know
from meetings.outlets.web.resolve import gone
from portal.core import atom
from portal.ledger.readers import Reader
from portal.ledger.selectors import (
    Head,
    Heads,
    moved_to,
    notices,
    record_at,
    version_of,
    versions_of,
)
from portal.ledger.versions import Version

MOST_ENTRIES = 50
MOST_EVENTS = 500
ATOM_NAME = "atom.xml"
CALENDAR_NAME = "kalender.ics"
CORRECTIONS = "/rattelser/"

Answer = Callable[[HttpRequest, Version, Reader], HttpResponse]


def organization_atom(request: HttpRequest, short_name: str) -> HttpResponse:
    """The newest of an organization: meetings, items, papers, decisions."""
    return _of_record(request, organization_path(short_name), ATOM_NAME, _organization_atom)


def organization_calendar(request: HttpRequest, short_name: str) -> HttpResponse:
    """The meetings of an organization."""
    return _of_record(request, organization_path(short_name), CALENDAR_NAME, _organization_calendar)


def case_atom(request: HttpRequest, case: str) -> HttpResponse:
    """What happens in a case."""
    return _of_record(request, case_path(case), ATOM_NAME, _case_atom)


def case_calendar(request: HttpRequest, case: str) -> HttpResponse:
    """The meetings that handle a case."""
    return _of_record(request, case_path(case), CALENDAR_NAME, _case_calendar)


def corrections_atom(request: HttpRequest) -> HttpResponse:
    """Corrections, withdrawals and erasures with their reasons."""
    found = notices(reader_of_request(request), most=MOST_ENTRIES)
    newest = found[0].recorded_at if found else datetime.fromtimestamp(0, tz=UTC)
    feed = atom.Feed(
        id=uuid5(NAMESPACE_URL, absolute(CORRECTIONS)),
        title=_("Rättelser och återtaganden, %(city)s") % {"city": settings.CITY_NAME},
        url=CORRECTIONS,
        self_url=f"{CORRECTIONS}{ATOM_NAME}",
        updated=newest,
        entries=notice_entries(found),
    )
    return _answer(request, atom.atom_bytes(feed), atom.MEDIA_TYPE)


def _organization_atom(request: HttpRequest, version: Version, reader: Reader) -> HttpResponse:
    return _atom(request, version, of_organization(version.record.pk, reader))


def _organization_calendar(request: HttpRequest, version: Version, reader: Reader) -> HttpResponse:
    heads = meetings_of_organization(version.record.pk, reader)
    return _calendar(request, version, heads, reader)


def _case_atom(request: HttpRequest, version: Version, reader: Reader) -> HttpResponse:
    return _atom(request, version, of_case(version.record, reader))


def _case_calendar(request: HttpRequest, version: Version, reader: Reader) -> HttpResponse:
    return _calendar(request, version, meetings_of_case(version.record, reader), reader)


def _of_record(request: HttpRequest, path: str, name: str, answer: Answer) -> HttpResponse:
    """The feed of the record at this path; a former address redirects, a withdrawn one is 410."""
    reader = reader_of_request(request)
    record = record_at(path, reader)
    if record is None:
        return _moved(path, name, reader)
    version = version_of(record)
    return gone(request, version) if version.is_tombstone else answer(request, version, reader)


def _moved(path: str, name: str, reader: Reader) -> HttpResponse:
    now_at = moved_to(path, reader)
    if now_at is None or now_at == path:
        raise Http404
    return HttpResponsePermanentRedirect(f"{encoded(now_at)}{name}")


def _atom(request: HttpRequest, about: Version, heads: Heads) -> HttpResponse:
    found = list(versions_of(heads.order_by("-seq")[:MOST_ENTRIES]).values())
    feed = atom.Feed(
        id=about.record.pk,
        title=f"{_title(about)}, {settings.CITY_NAME}",
        url=encoded(about.record.path),
        self_url=f"{encoded(about.record.path)}{ATOM_NAME}",
        updated=max((each.recorded_at for each in found), default=about.recorded_at),
        entries=entries_of(found),
    )
    return _answer(request, atom.atom_bytes(feed), atom.MEDIA_TYPE, about.record)


def _calendar(request: HttpRequest, about: Version, heads: Heads, reader: Reader) -> HttpResponse:
    found = list(versions_of(heads.order_by("-date", "pk")[:MOST_EVENTS]).values())
    known = know((each.record.organization for each in found), reader)
    data = calendar.calendar_bytes(_title(about), found, known)
    return _answer(request, data, calendar.MEDIA_TYPE, about.record)


def _title(version: Version) -> str:
    numbers = version.content.references if version.content else ()
    return " ".join((*numbers[:1], version.record.title))


def _answer(
    request: HttpRequest, data: bytes, media_type: str, record: Head | None = None
) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    audience = record.audience if record else "public"
    return with_etag(request, fresh(request, response, audience=audience))
