"""What happened in a case, gathered from its items, papers, registrations and own steps."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.contents import (
    AgendaItemContent,
    CaseContent,
    DocumentContent,
    MeetingContent,
    RegistrationContent,
)
from meetings.outlets.web.document_rows import kind_words
from meetings.outlets.web.known import Known, url_of
from meetings.outlets.web.outcomes import Outcomes
from meetings.outlets.words import first_sentence, listing, sentence
from meetings.states import Direction, MeetingState
from portal.core.line import StopState
from portal.ledger.versions import Version


class Weight(IntEnum):
    """Which of several events on one day gives the stop its name."""

    REGISTRATION = 1
    DOCUMENT = 2
    STEP = 3
    ITEM = 4


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or will, in a case on a day at an organization.

    `place` is where on the agenda: `punkt 2.2.2`.
    """

    case: UUID
    date: datetime.date
    organization: UUID | None
    weight: Weight
    title: str
    detail: str = ""
    url: str = ""
    state: StopState = StopState.PASSED
    place: str = ""


def belongs_to(version: Version, case: CaseContent) -> bool:
    """Whether an item, paper or registration found by the number is this authority's case."""
    content = version.content
    if isinstance(content, AgendaItemContent):
        return content.case == case.id
    if isinstance(content, DocumentContent):
        lines = {(line.organization, line.number) for line in content.registrations}
        return content.case == case.id or (case.organization, case.number) in lines
    if isinstance(content, RegistrationContent):
        return (content.organization, content.number) == (case.organization, case.number)
    return version.record.parent == case.id


def events_of(
    case: CaseContent,
    found: Iterable[Version],
    known: Known,
    outcomes: Outcomes,
    today: datetime.date,
) -> Iterator[Event]:
    """Everything with a day, in no order. `known` holds the meetings of the items."""
    for step in case.steps:
        yield Event(
            case.id,
            step.date,
            step.organization,
            Weight.STEP,
            step.text.rstrip("."),
            state=_state(step.date, today),
        )
    own = [each for each in found if belongs_to(each, case)]
    papers = {each.record.pk: each.content.date for each in own if _is_paper(each) and each.content}
    for version in own:
        event = _event(case, version, known, outcomes, papers, today)
        if event:
            yield event


def _is_paper(version: Version) -> bool:
    return isinstance(version.content, DocumentContent)


def _event(
    case: CaseContent,
    version: Version,
    known: Known,
    outcomes: Outcomes,
    papers: dict[UUID, datetime.date | None],
    today: datetime.date,
) -> Event | None:
    content = version.content
    if isinstance(content, AgendaItemContent):
        meeting = known.content(content.meeting, MeetingContent)
        return _handled(case, version, content, meeting, outcomes.words(content))
    if isinstance(content, DocumentContent) and content.date:
        return _written(case, version, content, today)
    if isinstance(content, RegistrationContent) and content.date:
        # A paper that stands in the diary on its own day is one event, not two.
        document = content.document
        if document not in papers or papers[document] != content.date:
            return _registered(case, version, content, today)
    return None


def _handled(
    case: CaseContent,
    version: Version,
    content: AgendaItemContent,
    meeting: MeetingContent | None,
    outcome: str,
) -> Event | None:
    if content.date is None:
        return None
    state = _state_of_meeting(meeting, outcome)
    number = {"number": content.number}
    titles = {
        StopState.PASSED: _("Behandlat som punkt %(number)s") % number,
        StopState.PRESENT: _("Behandlas i dag som punkt %(number)s") % number,
        StopState.FUTURE: _("Ska behandlas som punkt %(number)s") % number,
        StopState.CANCELLED: _("Sammanträdet är inställt, punkt %(number)s") % number,
    }
    first, rest = first_sentence(outcome)
    return Event(
        case.id,
        content.date,
        content.organization,
        Weight.ITEM,
        first or titles[state],
        rest,
        url_of(version),
        state,
        place=_("punkt %(number)s") % number if first else "",
    )


def _written(
    case: CaseContent, version: Version, content: DocumentContent, today: datetime.date
) -> Event:
    assert content.date is not None
    kind = kind_words(content)
    named = f"{kind} ({listing(content.parties)})" if content.parties else kind
    return Event(
        case.id,
        content.date,
        content.organization,
        Weight.DOCUMENT,
        named,
        sentence(content.title),
        url_of(version),
        _state(content.date, today),
    )


def _registered(
    case: CaseContent, version: Version, content: RegistrationContent, today: datetime.date
) -> Event:
    assert content.date is not None
    if content.secret:
        title, detail = _("Handling med sekretess registrerad"), ""
    else:
        title, detail = _movement(content), sentence(content.matter)
    return Event(
        case.id,
        content.date,
        content.organization,
        Weight.REGISTRATION,
        title,
        detail,
        url_of(version),
        _state(content.date, today),
    )


def _movement(content: RegistrationContent) -> str:
    """What the paper did that day: came in, went out, was drawn up."""
    movements = {
        Direction.IN.value: _("Handling kom in"),
        Direction.OUT.value: _("Handling skickades"),
        Direction.DRAWN_UP.value: _("Handling upprättades"),
    }
    return movements.get(content.direction, _("Handling registrerades"))


def _state(day: datetime.date, today: datetime.date) -> StopState:
    return StopState.FUTURE if day > today else StopState.PASSED


_STATES = {
    MeetingState.PLANNED.value: StopState.FUTURE,
    MeetingState.CALLED.value: StopState.FUTURE,
    MeetingState.ONGOING.value: StopState.PRESENT,
    MeetingState.FINISHED.value: StopState.PASSED,
    MeetingState.CANCELLED.value: StopState.CANCELLED,
}


def _state_of_meeting(meeting: MeetingContent | None, outcome: str) -> StopState:
    """An item with an outcome is done, whatever the meeting says."""
    if outcome or meeting is None:
        return StopState.PASSED
    return _STATES[meeting.state]
