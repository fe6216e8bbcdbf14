"""Places in a meeting's page that apps above fill: what happens now, the picture, the thread.

An app fills `meeting_panels` in `AppConfig.ready()` with a function that gives a `Panel`, or None
where it has nothing to show. The template is included with the panel's context as `panel`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from meetings.contents import MeetingContent
from portal.core.ports import Port
from portal.ledger.readers import Reader


class Place(StrEnum):
    """Where on the page: `LIVE` is what happens now, `PICTURE` stands beside it on a wide screen,
    `THREAD` below the agenda."""

    LIVE = "live"
    PICTURE = "picture"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it shows. `lead` takes the place of the page's first sentence,
    `status` of the meeting's state."""

    place: Place
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    lead: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class NowHandled:
    """What a running meeting handles this minute; `number` empty between two items."""

    status: str
    number: str = ""
    title: str = ""
    url: str = ""


meeting_panels: Port[[MeetingContent, Reader], Panel | None] = Port()

running_meetings: Port[[], Mapping[UUID, NowHandled]] = Port()
"""The meetings that run now, by record."""


def panels_of(content: MeetingContent, reader: Reader) -> dict[str, list[Panel]]:
    """The panels by place."""
    given = [panel for panel in meeting_panels.ask(content, reader) if panel is not None]
    return {place.value: [each for each in given if each.place is place] for place in Place}


def running_now() -> dict[UUID, NowHandled]:
    """Every meeting that runs now."""
    return {key: now for answer in running_meetings.ask() for key, now in answer.items()}
