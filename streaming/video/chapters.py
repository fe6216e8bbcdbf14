"""Chapters of a recording, from what the control room wrote down: items, speakers, votes.

Nobody types them. Each is kept at its moment and placed in the recording when it is written out,
so a cut before it moves it, and one that cannot be seen is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from meetings.moments import Moment, MomentKind
from streaming.video.timeline import Timeline

BEGINS: Mapping[str, str] = {
    MomentKind.ITEM_OPENED: "item",
    MomentKind.SPEAKER_STARTED: "speaker",
    MomentKind.ROUND_OPENED: "vote",
    MomentKind.MEETING_PAUSED: "pause",
}
ENDS: Mapping[str, tuple[str, ...]] = {
    MomentKind.ITEM_OPENED: ("item", "speaker", "vote"),
    MomentKind.ITEM_CLOSED: ("item", "speaker", "vote"),
    MomentKind.ITEM_TABLED: ("item", "speaker", "vote"),
    MomentKind.SPEAKER_STARTED: ("speaker",),
    MomentKind.SPEAKER_ENDED: ("speaker",),
    MomentKind.ROUND_OPENED: ("vote",),
    MomentKind.ROUND_GAVELLED: ("vote",),
    MomentKind.MEETING_PAUSED: ("speaker",),
    MomentKind.MEETING_RESUMED: ("pause",),
    MomentKind.DOORS_CLOSED: ("speaker", "vote"),
    MomentKind.MEETING_CLOSED: ("item", "speaker", "vote", "pause"),
}
POINTS: Mapping[str, str] = {
    MomentKind.DECIDED: "decision",
    MomentKind.ROUND_GAVELLED: "result",
}
LASTING = timedelta(seconds=10)
"""What happened at one moment is shown so long."""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A stretch of the meeting under one name; `ends` is None while it lasts.

    `position` and `until` are seconds of the recording.
    """

    key: str
    kind: str
    title: str
    begins: datetime
    ends: datetime | None = None
    item: UUID | None = None
    round: UUID | None = None
    position: float = 0.0
    until: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "kind": self.kind,
            "title": self.title,
            "at": self.begins.isoformat(timespec="milliseconds"),
            "until_at": self.ends.isoformat(timespec="milliseconds") if self.ends else None,
            "position": _hundredths(self.position),
            "until": _hundredths(self.until),
            "item": str(self.item) if self.item else None,
            "round": str(self.round) if self.round else None,
        }


def _hundredths(seconds: float) -> float:
    return round(seconds, 2)


def chapters_from(
    told: Iterable[Moment], nudges: Mapping[str, int], timeline: Timeline
) -> list[Chapter]:
    """Those that can be seen, in order, each where the recording has it."""
    moved = (_nudged(each, nudges.get(each.key, 0)) for each in _stretches(told))
    placed = (_placed(each, timeline) for each in moved)
    return sorted((each for each in placed if each), key=lambda each: (each.begins, each.key))


def _stretches(told: Iterable[Moment]) -> Iterator[Chapter]:
    running: dict[str, Chapter] = {}
    for moment in told:
        for kind in ENDS.get(moment.kind, ()):
            if begun := running.pop(kind, None):
                yield replace(begun, ends=moment.at)
        if began := BEGINS.get(moment.kind):
            running[began] = _chapter(moment, began)
        if point := POINTS.get(moment.kind):
            yield replace(_chapter(moment, point), ends=moment.at + LASTING)
    yield from running.values()


def _chapter(moment: Moment, kind: str) -> Chapter:
    return Chapter(
        key=f"{kind}-{moment.seq}",
        kind=kind,
        title=_title(moment, kind),
        begins=moment.at,
        item=moment.item,
        round=moment.round,
    )


def _title(moment: Moment, kind: str) -> str:
    if kind == "item" and moment.title:
        return f"{moment.number} {moment.title}".strip()
    if kind == "speaker" and moment.name:
        return f"{moment.name} ({moment.party})" if moment.party else moment.name
    if kind == "vote":
        return moment.text.removeprefix(f"{MomentKind.ROUND_OPENED.label}: ")
    return moment.text


def _nudged(chapter: Chapter, seconds: int) -> Chapter:
    by = timedelta(seconds=seconds)
    return replace(chapter, begins=chapter.begins + by, ends=chapter.ends and chapter.ends + by)


def _placed(chapter: Chapter, timeline: Timeline) -> Chapter | None:
    position = timeline.position(chapter.begins)
    until = timeline.position(chapter.ends) if chapter.ends else timeline.seconds
    return replace(chapter, position=position, until=until) if until > position else None
