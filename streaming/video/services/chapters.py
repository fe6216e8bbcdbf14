"""Moving a chapter by hand, where the picture came later than the click."""

from uuid import UUID

from django.db import transaction

from portal.core.errors import DomainError
from streaming.video.models import ChapterNudge, Recording
from streaming.video.showing import show

FURTHEST = 600


def nudge(*, recording: UUID, chapter: str, seconds: int) -> None:
    """Put a chapter so many seconds later than the log has it; 0 puts it back. Raises
    DomainError."""
    if abs(seconds) > FURTHEST:
        raise DomainError("Ett kapitel flyttas högst tio minuter.")
    with transaction.atomic():
        found = Recording.objects.select_for_update().get(pk=recording)
        if seconds:
            ChapterNudge.objects.update_or_create(
                recording=found, moment=chapter[:120], defaults={"seconds": seconds}
            )
        else:
            found.nudges.filter(moment=chapter[:120]).delete()
    show(recording)
