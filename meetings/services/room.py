"""What a member does in the meeting room: opens a summons, reads papers, writes to themselves."""

from uuid import UUID

from django.db import transaction

from meetings.models import PaperNote, ReadMark, SummonsReceipt
from portal.core.clock import now


def open_summons(*, user_id: int, meeting: UUID, version: int) -> None:
    """Once; opening it again changes nothing."""
    if SummonsReceipt.objects.filter(user=user_id, meeting=meeting).exists():
        return
    receipt = SummonsReceipt(user_id=user_id, meeting=meeting, version=version, opened_at=now())
    SummonsReceipt.objects.bulk_create([receipt], ignore_conflicts=True)


def mark_read(*, user_id: int, record: UUID, version: int) -> None:
    """Never back to an older version: another tab may still show that one."""
    own = ReadMark.objects.filter(user=user_id, record=record)
    if own.filter(version__gte=version).exists():
        return
    with transaction.atomic():
        mark = ReadMark(user_id=user_id, record=record, version=version, read_at=now())
        ReadMark.objects.bulk_create([mark], ignore_conflicts=True)
        own.filter(version__lt=version).update(version=version, read_at=now())


def write_note(*, user_id: int, record: UUID, version: int, text: str) -> None:
    """What was written before is replaced; an empty text takes the note away.

    Raises ValidationError for a text that is too long.
    """
    words = text.strip()
    if not words:
        PaperNote.objects.filter(user=user_id, record=record).delete()
        return
    note = PaperNote(user_id=user_id, record=record, version=version, text=words, written_at=now())
    note.clean_fields(exclude=["user"])
    PaperNote.objects.bulk_create(
        [note],
        update_conflicts=True,
        unique_fields=["user", "record"],
        update_fields=["version", "text", "written_at"],
    )
