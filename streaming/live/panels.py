"""What a meeting that runs shows in its own page, and on the start page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.contents import MeetingContent
from meetings.panels import NowHandled, Panel, Place
from meetings.states import MeetingState
from portal.accounts.roles import ELECTED, Role
from portal.core.addresses import localized
from portal.core.as_of import shown_moment
from portal.ledger.readers import Reader, audiences_of, members_of
from streaming.hub.selectors import snapshot_of
from streaming.live.models import LiveItem, LiveMeeting
from streaming.live.selectors.moments import neutral_title
from streaming.live.selectors.sections import NAMES
from streaming.live.services.drawing import STOP, shown, template_of
from streaming.live.services.telling import stream_of
from streaming.live.states import RUNNING, ItemState, LiveState

STATUS = {
    LiveState.OPEN: MeetingState.ONGOING,
    LiveState.PAUSED: MeetingState.ONGOING,
    LiveState.CLOSED: MeetingState.FINISHED,
}
LEADING = frozenset({Role.SECRETARY, Role.CHAIR, Role.VICE_CHAIR})


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the template that draws it; `section` None: nothing to show now."""

    name: str
    template: str
    section: Mapping[str, Any] | None


def live_panel(content: MeetingContent, reader: Reader) -> Panel | None:
    """The meeting as it is this moment, with the place in its stream; once the record has it, what
    it was when the picture was taken."""
    if content.state == MeetingState.CANCELLED or shown_moment() is not None:
        return None
    live = LiveMeeting.objects.filter(meeting__record_id=content.id).first()
    if live is None:
        return None
    public = members_of(live.organization) not in audiences_of(reader)
    if content.state == MeetingState.FINISHED:
        return _in_the_picture(live, public=public)
    return Panel(
        Place.LIVE,
        "live/panel.html",
        {**following(live, public=public), **_links(live, reader)},
        lead=_lead(live),
        status=STATUS.get(LiveState(live.state), ""),
    )


def _lead(live: LiveMeeting) -> str:
    """What stands in the place of the page's first sentence."""
    if live.state in RUNNING:
        return _("Sammanträdet pågår nu. Här syns vad som händer, medan det händer.")
    if live.state == LiveState.CLOSED:
        return _("Sammanträdet är avslutat. Besluten är preliminära tills de är publicerade.")
    return ""


def _in_the_picture(live: LiveMeeting, *, public: bool) -> Panel:
    """Empty places: a script fills them with what was when the picture that plays was taken."""
    stream = stream_of(live, public=public, language=get_language() or "sv")
    context = {
        "is_past": True,
        "parts": {name: Part(name, "", None) for name in NAMES},
        "stops": [],
        "stream": f"/api/v1/streams/{stream}",
    }
    return Panel(Place.LIVE, "live/panel.html", context, follows_picture=True)


def following(live: LiveMeeting, *, public: bool) -> dict[str, Any]:
    """The sections as a page shows them, and where to follow them from here."""
    stream = stream_of(live, public=public, language=get_language() or "sv")
    snapshot = snapshot_of(stream)
    told = {name: value["data"] for name, value in snapshot.sections.items()}
    stops = sorted((name for name in told if name.startswith(STOP)), key=_place)
    return {
        "parts": {name: _part(name, told) for name in NAMES},
        "stops": [_part(name, told) for name in stops],
        "stream": f"/api/v1/streams/{stream}",
        "epoch": snapshot.epoch,
        "seq": snapshot.seq,
    }


def running_meetings() -> dict[UUID, NowHandled]:
    """Fills `meetings.panels.running_meetings`. Two queries."""
    runs = {live.pk: live for live in LiveMeeting.objects.filter(state__in=RUNNING)}
    items = LiveItem.objects.filter(live__in=runs, state=ItemState.OPEN)
    handled = {item.live_id: item for item in items}
    return {key: _handled(live, handled.get(key)) for key, live in runs.items()}


def _handled(live: LiveMeeting, item: LiveItem | None) -> NowHandled:
    if item is None:
        return NowHandled(MeetingState.ONGOING)
    title = item.title if live.is_open_to_all(item) else neutral_title()
    return NowHandled(MeetingState.ONGOING, item.number, title, localized(item.path))


def _part(name: str, told: Mapping[str, Any]) -> Part:
    section = shown(name, told[name]) if name in told else None
    return Part(name, template_of(name), section)


def _place(name: str) -> int:
    return int(name.removeprefix(STOP))


def _links(live: LiveMeeting, reader: Reader) -> dict[str, str]:
    """Where those who vote and those who lead go on."""
    held = {Role(each.role) for each in reader if each.organization == live.organization}
    room = localized(f"/styrrum/{live.pk}/")
    votes = bool(held & ELECTED) and live.state in RUNNING
    return {
        "vote_url": f"{room}rosta/" if votes else "",
        "room_url": room if held & LEADING else "",
    }
