"""A member votes from their own device: three buttons while a vote is open."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from meetings.models import Meeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.core.addresses import localized
from portal.core.errors import DomainError
from streaming.hub.selectors import snapshot_of
from streaming.live.models import LiveMeeting
from streaming.live.selectors.meetings import own_ballot
from streaming.live.services.ballots import cast_own_ballot
from streaming.live.services.telling import stream_of
from streaming.live.views.parsing import identity
from streaming.live.views.rows import CHOICES


@login_required
@never_cache
def ballot(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """The member's own place in the round that is open."""
    user = cast(User, request.user)
    live = _live(meeting, user)
    if request.method != "POST":
        return _show(request, live, user)
    try:
        cast_own_ballot(
            meeting=meeting,
            round_id=identity(request.POST.get("round", "")),
            choice=request.POST.get("choice", ""),
            user=user,
        )
    except DomainError as error:
        return _show(request, live, user, status=409, refused=str(error))
    return HttpResponseRedirect(request.path)


def _live(meeting: UUID, user: User) -> LiveMeeting:
    """404 for those who have no seat in the organization."""
    live = LiveMeeting.objects.filter(meeting__record_id=meeting).first()
    if live is None:
        raise Http404
    if not may(user, Permission.VOTE_IN_MEETING, live.organization, state="ongoing"):
        raise Http404
    return live


def _show(
    request: HttpRequest, live: LiveMeeting, user: User, status: int = 200, refused: str = ""
) -> HttpResponse:
    stream = stream_of(live, public=False, language=get_language() or "sv")
    snapshot = snapshot_of(stream)
    told = {name: value["data"] for name, value in snapshot.sections.items()}
    known = Meeting.objects.select_related("organization").get(record_id=live.pk)
    context = {
        "live": live,
        "meeting": known,
        "page_url": localized(known.path()),
        "round": told.get("round"),
        "item": told.get("item"),
        "result": told.get("result"),
        "own": own_ballot(live, user),
        "choices": CHOICES,
        "refused": refused,
        "stream": f"/api/v1/streams/{stream}",
        "epoch": snapshot.epoch,
        "stream_seq": snapshot.seq,
    }
    return render(request, "live/ballot.html", context, status=status)
