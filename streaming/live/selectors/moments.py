"""The log as moments (`meetings.moments`), for everybody or for members."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.moments import Moment, MomentKind
from streaming.live.models import LiveEvent, LiveMeeting
from streaming.live.states import RUNNING


def moments_of_meeting(meeting: UUID, also_members: bool = False) -> Sequence[Moment]:
    """Fills `meetings.moments.moments`. One query; a closed item has a neutral title for all."""
    events = LiveEvent.objects.filter(live=meeting).order_by("seq")
    if not also_members:
        events = events.filter(is_public=True)
    return [moment_of(event, also_members=also_members) for event in events]


def doors_of_meeting(meeting: UUID) -> bool | None:
    """Fills `meetings.moments.doors`. Two queries while the meeting runs, else one."""
    live = LiveMeeting.objects.filter(meeting__record_id=meeting, state__in=RUNNING).first()
    return None if live is None else live.is_open_to_all(live.open_item())


def moment_of(event: LiveEvent, *, also_members: bool) -> Moment:
    told = event.data if also_members or not event.data.get("closed") else _neutral(event.data)
    return Moment(
        seq=event.seq,
        at=event.at,
        kind=event.kind,
        text=moment_words(event.kind, told),
        item=event.item,
        number=told.get("number", ""),
        title=told.get("title", ""),
        person=event.person,
        name=told.get("name", ""),
        party=told.get("party", ""),
        round=event.round,
        is_public=event.is_public,
    )


def neutral_title() -> str:
    """What everybody is told of an item behind closed doors (law.md B13)."""
    return _("Punkt bakom stängda dörrar")


def moment_words(kind: str, data: dict[str, Any]) -> str:
    """The moment in one sentence, in the reader's language: who or what, after its name."""
    label = str(MomentKind(kind).label)
    if kind in {MomentKind.ROUND_GAVELLED, MomentKind.DECIDED, MomentKind.NOTICE}:
        return str(data.get("text") or label)
    said = ", ".join(filter(None, [_who(data), _what(kind, data)]))
    return f"{label}: {said}" if said else label


def _who(data: dict[str, Any]) -> str:
    name, party = data.get("name", ""), data.get("party", "")
    return f"{name} ({party})" if name and party else str(name)


def _what(kind: str, data: dict[str, Any]) -> str:
    if data.get("served_for"):
        return _("i stället för %(name)s") % {"name": data["served_for"]}
    if data.get("text"):
        return str(data["text"])
    if data.get("name"):
        return ""
    return f"{data.get('number', '')} {data.get('title', '')}".strip()


def _neutral(data: dict[str, Any]) -> dict[str, Any]:
    return {"number": data.get("number", ""), "title": neutral_title()}
