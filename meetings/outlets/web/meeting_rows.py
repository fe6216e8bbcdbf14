"""Meetings as lines of a departures board (components/meeting_card.html)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from meetings.contents import MeetingContent
from meetings.outlets.web.designation import designation
from meetings.outlets.web.known import know, url_of
from meetings.outlets.words import short_day_words, time_words
from meetings.states import MeetingState
from portal.ledger.readers import Reader
from portal.ledger.selectors import records
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """`start` is the time of day, empty when it is not known."""

    record_id: UUID
    version: int
    sha256: str
    url: str
    organization: str
    date: datetime.date | None
    status: str
    start: str = ""
    place: str = ""
    note: str = ""
    item_count: int = 0


def meeting_rows(meetings: Sequence[Version], reader: Reader) -> list[MeetingRow]:
    """The rows of these meetings, in their order; tombstones keep theirs."""
    known = know((each.record.organization for each in meetings), reader)
    counts = item_counts((each.record.pk for each in meetings), reader)
    return [
        _row(each, known.title(each.record.organization), counts.get(each.record.pk, 0))
        for each in meetings
    ]


def coming_and_over(from_today: Iterable[Version]) -> tuple[list[Version], list[Version]]:
    """Meetings of today and later: those to come, and those that are over, the latest first.

    The state is that of the version that is shown: this morning's page, asked for in the evening,
    has the meeting before it.
    """
    meetings = list(from_today)
    over = [each for each in meetings if _is_over(each)]
    return [each for each in meetings if each not in over], over[::-1]


def _is_over(version: Version) -> bool:
    content = version.content
    return isinstance(content, MeetingContent) and content.state == MeetingState.FINISHED


def item_counts(meetings: Iterable[UUID], reader: Reader) -> dict[UUID, int]:
    """How many standing items each agenda has."""
    items = records(reader).standing().filter(kind="agenda-item", parent__in=list(meetings))
    counted = items.values_list("parent").annotate(Count("pk")).order_by()
    return {parent: count for parent, count in counted if parent}


def starting_time(content: MeetingContent) -> datetime.datetime | None:
    """When it begins; None where only the day is known."""
    return datetime.datetime.fromisoformat(content.start) if content.time_known else None


def meeting_note(version: Version, content: MeetingContent) -> str:
    """That it was moved, and the public reason of a change."""
    notes = []
    if content.moved_from:
        day = short_day_words(content.moved_from)
        notes.append(_("Flyttat från %(day)s.") % {"day": day})
    if why := content.state_reason or version.reason:
        notes.append(why)
    elif content.state == MeetingState.CANCELLED:
        notes.append(_("Skäl: uppgift saknas."))
    return " ".join(notes)


def _row(version: Version, organization: str, item_count: int) -> MeetingRow:
    content = version.content
    if not isinstance(content, MeetingContent):
        return _tombstone(version)
    start = starting_time(content)
    return MeetingRow(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        organization=organization or content.title,
        date=content.date,
        status=content.state,
        start=time_words(start) if start else "",
        place=content.place,
        note=meeting_note(version, content),
        item_count=item_count,
    )


def _tombstone(version: Version) -> MeetingRow:
    return MeetingRow(
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        organization=designation(version),
        date=version.record.date,
        status=version.verb,
        note=version.reason,
    )
