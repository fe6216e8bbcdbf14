"""The control room: plain forms that a script only makes quicker.

A page gives its forms one key and the number of the state it shows; a command given twice is
done once, one that was given on an older page is refused, and what was written stays.
"""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from meetings.models import Meeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, reach_of
from portal.core.addresses import localized
from portal.core.errors import DomainError
from portal.core.ids import new_id
from streaming.hub.selectors import snapshot_of
from streaming.live.models import LiveMeeting
from streaming.live.selectors.meetings import led_by, voted_in_by
from streaming.live.selectors.picture import picture_of
from streaming.live.services.ballots import cast_for
from streaming.live.services.beginning import prepare
from streaming.live.services.obeying import may_lead, obey
from streaming.live.services.recording import write_record
from streaming.live.services.telling import stream_of
from streaming.live.states import Verb
from streaming.live.views.parsing import command_of, expected_of, identity, key_of, number
from streaming.live.views.rows import room_rows

PREPARE, RECORD = "prepare", "record"
REGIONS = {
    "queue": "talare",
    "start_speech": "talare",
    "end_speech": "talare",
    "strike": "talare",
    "move_motion": "yrkanden",
    "withdraw_motion": "yrkanden",
    "arrive": "narvaro",
    "leave": "narvaro",
    "serve": "narvaro",
    "end_service": "narvaro",
}
"""Where on the page one goes on after a command; the item otherwise."""


@login_required
@never_cache
def rooms(request: HttpRequest) -> HttpResponse:
    """The meetings that the user leads or votes in."""
    user = cast(User, request.user)
    context = {"led": led_by(user), "voting": voted_in_by(user)}
    return render(request, "live/rooms.html", context)


@login_required
@never_cache
def room(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """One meeting; a POST is a command."""
    user = cast(User, request.user)
    known = _meeting(meeting, user)
    live = LiveMeeting.objects.filter(meeting__record_id=meeting).first()
    if request.method != "POST":
        return _show(request, known, live)
    try:
        told = _do(request, known, user)
    except (DomainError, ValidationError) as error:
        return _refuse(request, known, error)
    if told:
        messages.success(request, told)
    verb = request.POST.get("do", "").partition("|")[0]
    return HttpResponseRedirect(f"{request.path}#{REGIONS.get(verb, 'punkten')}")


def _meeting(meeting: UUID, user: User) -> Meeting:
    """404 for those who may not lead it."""
    found = Meeting.objects.filter(record_id=meeting, live=True)
    known = found.select_related("organization__rule_set").first()
    reach = reach_of(user, Permission.LEAD_MEETING)
    if known is None or not reach.covers(known.organization.record_id):
        raise Http404
    return cast(Meeting, known)


def _do(request: HttpRequest, meeting: Meeting, user: User) -> str:
    """Carry out what the button says; what to tell afterwards."""
    said = request.POST
    verb, _bar, about = said.get("do", "").partition("|")
    if verb == PREPARE:
        prepare(meeting=meeting, user=user)
        return _("Styrrummet är förberett efter dagordningen.")
    if verb == RECORD:
        return _written(write_record(meeting=meeting.record_id, user=user))
    if verb == Verb.CAST:
        _cast(meeting, about, user)
        return ""
    command = command_of(said)
    if command is None:
        raise Http404
    obey(
        meeting=meeting.record_id,
        command=command,
        user=user,
        key=key_of(said),
        expected=expected_of(said),
    )
    return ""


def _cast(meeting: Meeting, about: str, user: User) -> None:
    """`round:mandate:choice`, at a roll call."""
    of, mandate, choice = (*about.split(":"), "", "")[:3]
    cast_for(
        meeting=meeting.record_id,
        round_id=identity(of),
        mandate=number(mandate),
        choice=choice,
        user=user,
    )


def _written(titles: list[str]) -> str:
    if not titles:
        return _("Alla behandlade punkter har redan ett utkast till beslut.")
    return _("Utkast till beslut skrevs för: %(titles)s.") % {"titles": ", ".join(titles)}


def _show(
    request: HttpRequest, meeting: Meeting, live: LiveMeeting | None, status: int = 200, **more: Any
) -> HttpResponse:
    base = {"meeting": meeting, "page_url": localized(meeting.path()), "key": str(new_id())}
    if live is None or not may_lead(cast(User, request.user), live):
        return render(request, "live/unprepared.html", {**base, **more}, status=status)
    rows = room_rows(picture_of(live), more.get("said", {}))
    context = {**base, **rows, **_place(live), **more}
    return render(request, "live/room.html", context, status=status)


def _place(live: LiveMeeting) -> dict[str, Any]:
    """Where the page stands in the members' stream: a script follows it from there."""
    stream = stream_of(live, public=False, language=get_language() or "sv")
    snapshot = snapshot_of(stream)
    return {
        "stream": f"/api/v1/streams/{stream}",
        "epoch": snapshot.epoch,
        "stream_seq": snapshot.seq,
    }


def _refuse(
    request: HttpRequest, meeting: Meeting, error: DomainError | ValidationError
) -> HttpResponse:
    """Nothing was done; what was written stays in its fields."""
    live = LiveMeeting.objects.filter(meeting__record_id=meeting.record_id).first()
    words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    said = {name: str(value) for name, value in request.POST.items()}
    return _show(request, meeting, live, 409, refused=words, said=said)
