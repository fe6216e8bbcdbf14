"""The meeting room: for members, the next meeting first and every paper of it.

Whoever is not logged in is asked to log in; whoever is no member of an organization is told so,
and its meetings are not there (404). Nothing here is kept by anyone (`private, no-store`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import quote_etag

from meetings.outlets.http import fresh, has_tag, not_modified, reader_of_request
from meetings.outlets.room.agenda import RoomMeeting, room_meeting
from meetings.outlets.room.binding import PDF, bind, binding_of
from meetings.outlets.room.membership import organizations_of, user_of
from meetings.outlets.web.meeting_rows import MeetingRow, meeting_rows
from meetings.outlets.web.paging import AFTER, list_url, page_of
from meetings.outlets.web.resolve import Page, finish, gone
from meetings.selectors.room import opened_at
from meetings.services.room import open_summons
from meetings.states import MeetingState
from portal.core.addresses import localized
from portal.core.clock import now, today
from portal.ledger.readers import Reader, members_of
from portal.ledger.selectors import Heads, moved_to, record_at, records, version_of, versions_of
from portal.ledger.versions import Version

ROOM = "/sammantradesrum/"
MEETINGS = "/moten/"
MOST_COMING = 50


@login_required
def room(request: HttpRequest) -> HttpResponse:
    """The next meeting with its papers, then the other coming ones, then those that were."""
    reader, after = reader_of_request(request), request.GET.get(AFTER, "")
    meetings, day = _meetings(reader), today()
    held = page_of(meetings.filter(date__lt=day), field="date", after=after, descending=True)
    coming = [] if after else list(_coming(meetings))
    following = _next(coming)
    others = [each for each in coming if each is not following]
    rows = _rows([*others, *held.versions], reader)
    context = {
        "is_member": bool(organizations_of(reader)),
        "next": _shown(following, request) if following else None,
        "coming": rows[: len(others)],
        "held": rows[len(others) :],
        "is_first": not after,
        "first_url": list_url(request) if after else "",
        "next_url": held.next_url(request),
    }
    return finish(request, Page("room/room.html", context))


@login_required
def meeting_in_room(request: HttpRequest, organization: str, date: str) -> HttpResponse:
    """One meeting with its papers."""
    version = _standing(request, organization, date)
    if isinstance(version, HttpResponse):
        return version
    context = {"meeting": _shown(version, request), "opened_at": _opened(version, request)}
    return finish(request, Page("room/meeting.html", context), version=version)


@login_required
def meeting_as_pdf(request: HttpRequest, organization: str, date: str) -> HttpResponse:
    """The same as one PDF, made when asked for and only when something in it has changed."""
    version = _standing(request, organization, date)
    if isinstance(version, HttpResponse):
        return version
    binding = binding_of(_shown(version, request))
    tag = quote_etag(binding.tag[:32])
    if has_tag(request, tag):
        return not_modified(tag)
    name = f"{organization}-{date}.pdf"
    answer = HttpResponse(bind(binding, now()), content_type=PDF, headers={"ETag": tag})
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return fresh(request, answer, audience=_audience(version))


def _audience(version: Version) -> str:
    """Papers for members may be bound in, whoever the meeting itself is for."""
    assert version.record.organization is not None
    return members_of(version.record.organization)


def _standing(request: HttpRequest, organization: str, date: str) -> Version | HttpResponse:
    """The meeting, for a member of its organization; else where it moved, or its tombstone."""
    reader, path = reader_of_request(request), f"{MEETINGS}{organization}/{date}/"
    record = record_at(path, reader)
    if record is None:
        return _moved(path, reader)
    if record.organization not in organizations_of(reader):
        raise Http404
    version = version_of(record)
    return gone(request, version) if version.is_tombstone else version


def room_path(path: str) -> str:
    """`/moten/ks/2016-10-19/` → `/sammantradesrum/ks/2016-10-19/`."""
    return ROOM + path.removeprefix(MEETINGS)


def _meetings(reader: Reader) -> Heads:
    return records(reader).filter(kind="meeting", organization__in=organizations_of(reader))


def _coming(meetings: Heads) -> Sequence[Version]:
    heads = meetings.filter(date__gte=today()).order_by("date", "position", "pk")[:MOST_COMING]
    return list(versions_of(heads).values())


def _next(coming: Sequence[Version]) -> Version | None:
    """The one that runs, or the first that will be held."""
    expected = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.ONGOING)
    held = [each for each in coming if not each.is_tombstone and each.record.status in expected]
    running = (each for each in held if each.record.status == MeetingState.ONGOING)
    return next(running, next(iter(held), None))


def _shown(version: Version, request: HttpRequest) -> RoomMeeting:
    url = localized(room_path(version.record.path))
    return room_meeting(version, url, reader_of_request(request), user_of(request))


def _opened(version: Version, request: HttpRequest) -> datetime | None:
    """law.md A3: whoever is called and opens the summons leaves a receipt, and is told so."""
    meeting, user = version.record.pk, user_of(request)
    if version.record.status != MeetingState.CALLED or user is None:
        return None
    open_summons(user_id=user, meeting=meeting, version=version.version)
    return opened_at(user, meeting)


def _rows(versions: Sequence[Version], reader: Reader) -> list[MeetingRow]:
    """Rows that lead to the meeting in this room."""
    rows = meeting_rows(versions, reader)
    return [
        replace(row, url=localized(room_path(version.record.path)))
        for row, version in zip(rows, versions, strict=True)
    ]


def _moved(path: str, reader: Reader) -> HttpResponse:
    now_at = moved_to(path, reader)
    if now_at is None or now_at == path:
        raise Http404
    return HttpResponseRedirect(localized(room_path(now_at)))
