"""What a member has read and noted, and who has opened a summons."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meetings.models import Meeting, PaperNote, ReadMark, SummonsReceipt
from meetings.selectors.rosters import elected_on
from portal.core.clock import local

Note = PaperNote


@dataclass(frozen=True)
class Own:
    """Of some papers: the version that was read last, and the notes."""

    read: Mapping[UUID, int]
    notes: Mapping[UUID, Note]


@dataclass(frozen=True)
class Called:
    """Somebody who is called; `opened_at` is None until they have opened the summons."""

    name: str
    role: str
    has_login: bool
    opened_at: datetime | None


def own_of(user_id: int | None, papers: Collection[UUID]) -> Own:
    """Two queries, however many papers."""
    read = ReadMark.objects.filter(user=user_id, record__in=papers)
    notes = PaperNote.objects.filter(user=user_id, record__in=papers)
    return Own(dict(read.values_list("record", "version")), {note.record: note for note in notes})


def opened_at(user_id: int, meeting: UUID) -> datetime | None:
    """When the user first opened the summons."""
    own = SummonsReceipt.objects.filter(user=user_id, meeting=meeting)
    return own.values_list("opened_at", flat=True).first()


def called_to(meeting: Meeting) -> Sequence[Called]:
    """Members and substitutes on the day of the meeting (law.md A3), by name."""
    opened = dict(
        SummonsReceipt.objects.filter(meeting=meeting.record_id).values_list("user", "opened_at")
    )
    serving = elected_on(meeting.organization, local(meeting.start).date())
    return [
        Called(
            name=each.person.name,
            role=each.get_role_display(),
            has_login=each.person.user_id is not None,
            opened_at=opened.get(each.person.user_id),
        )
        for each in serving.select_related("person").order_by("person__name", "pk")
    ]
