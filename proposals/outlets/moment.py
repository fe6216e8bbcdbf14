"""When the meeting took the proposal up, as the control room wrote it down, and where to see it."""

from uuid import UUID

from meetings.contents import AgendaItemContent
from meetings.moments import Moment, MomentKind, moments_of, second_of
from meetings.outlets.web.facts import Entry
from meetings.outlets.web.known import Known
from meetings.outlets.words import moment_words
from portal.core.clock import local_iso


def taken_up(item: UUID | None, known: Known) -> Entry | None:
    """The moment at which the item was first opened, with a link to the meeting it stands in,
    at the second of its recording; None where no control room told of it."""
    content = known.content(item, AgendaItemContent)
    if content is None:
        return None
    for moment in moments_of(content.meeting):
        if moment.kind == MomentKind.ITEM_OPENED and moment.item == item:
            address = _address(content.meeting, moment, known)
            return Entry(moment_words(moment.at), address, local_iso(moment.at))
    return None


def _address(meeting: UUID, moment: Moment, known: Known) -> str:
    second = second_of(meeting, moment.at)
    return known.url(meeting) + ("" if second is None else f"#t={second}")
