"""Places in a meeting's page that apps above fill: what happens now, the picture, the thread.

An app fills `meeting_panels` in `AppConfig.ready()` with a function that gives a `Panel`, or None
where it has nothing to show. The template is included with the panel's context as `panel`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.decision_contents import DecisionContent
from portal.core.ports import Port
from portal.ledger.readers import Reader
from portal.ledger.versions import Version


class Place(StrEnum):
    """Where on the page: `LIVE` is what happens now, `PICTURE` stands beside it on a wide screen,
    `THREAD` below the agenda."""

    LIVE = "live"
    PICTURE = "picture"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it shows. `lead` takes the place of the page's first sentence,
    `status` of the meeting's state. `headers` are what the page's answer needs for it.
    `follows_picture`: it shows what the picture shows, and is left out where there is none."""

    place: Place
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    lead: str = ""
    status: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    follows_picture: bool = False


@dataclass(frozen=True, slots=True)
class NowHandled:
    """What a running meeting handles this minute; `number` empty between two items."""

    status: str
    number: str = ""
    title: str = ""
    url: str = ""


class InfluenceRow(Protocol):
    """A proposal as the start page lists it (components/proposal_row.html)."""

    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...


influence: Port[[Reader], Sequence[InfluenceRow]] = Port()
"""What a resident may still have a say in, and what was just answered: for the start page."""

meeting_panels: Port[[MeetingContent, Reader], Panel | None] = Port()

item_panels: Port[[AgendaItemContent, Reader], Panel | None] = Port()
"""What stands first on the page of an agenda item, whatever its place."""

decision_panels: Port[[DecisionContent, UUID | None], Panel | None] = Port()
"""(a decision, the round that is shown or None for all) -> what stands below it."""

record_panels: Port[[Version, Reader], Panel | None] = Port(is_told=True)
"""What stands below an item or a case: its thread. An answer asks nothing but the ledger."""

running_meetings: Port[[], Mapping[UUID, NowHandled]] = Port()
"""The meetings that run now, by record."""


def panels_of(content: MeetingContent, reader: Reader) -> dict[str, list[Panel]]:
    """The panels by place."""
    given = [panel for panel in meeting_panels.ask(content, reader) if panel is not None]
    if not any(panel.place is Place.PICTURE for panel in given):
        given = [panel for panel in given if not panel.follows_picture]
    return {place.value: [each for each in given if each.place is place] for place in Place}


def item_panels_of(content: AgendaItemContent, reader: Reader) -> list[Panel]:
    return [panel for panel in item_panels.ask(content, reader) if panel is not None]


def decision_panels_of(content: DecisionContent, vote: UUID | None = None) -> list[Panel]:
    return [panel for panel in decision_panels.ask(content, vote) if panel is not None]


def headers_of(panels: Iterable[Panel]) -> dict[str, str]:
    """What the answer with these panels says besides."""
    return {name: value for panel in panels for name, value in panel.headers.items()}


def running_now() -> dict[UUID, NowHandled]:
    """Every meeting that runs now."""
    return {key: now for answer in running_meetings.ask() for key, now in answer.items()}


def panels_below(version: Version, reader: Reader) -> list[Panel]:
    """What apps above show below a record."""
    return [panel for panel in record_panels.ask(version, reader) if panel is not None]
