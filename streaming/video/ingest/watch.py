"""What must be done every second while anything is sent: what was held back comes into view, the
doors are looked at, and a meeting that was closed ends its recording."""

import logging
from datetime import timedelta
from threading import Event
from uuid import UUID

from django.db import DatabaseError, close_old_connections

from meetings.moments import moments_of
from portal.core.clock import now
from streaming.video.models import Recording, Session
from streaming.video.rules import ended_at
from streaming.video.services.recordings import end_recording
from streaming.video.showing import show
from streaming.video.states import RecordingState

WHOLE_EVERY = 10
GRACE = timedelta(minutes=2)
"""So long after the gavel an encoder may still send."""

log = logging.getLogger(__name__)


def watch(closing: Event, every: float = 1.0) -> None:
    """Until `closing`. A database that is away for a while is asked again."""
    turn = 0
    while not closing.wait(every):
        try:
            look(whole=turn % WHOLE_EVERY == 0)
        except DatabaseError:
            log.exception("the database is away")
        finally:
            close_old_connections()
        turn += 1


def look(*, whole: bool) -> None:
    """One look at every recording that runs."""
    for recording in Recording.objects.filter(state=RecordingState.LIVE):
        if whole and _is_over(recording):
            end_recording(recording=recording.pk)
        else:
            show(recording.pk, whole=whole)


def begin_anew() -> None:
    """After a packager that died: its sessions have ended, its recordings go on."""
    lost: list[UUID] = list(
        Session.objects.filter(ended_at=None).values_list("recording", flat=True)
    )
    Session.objects.filter(ended_at=None).update(ended_at=now())
    for recording in lost:
        show(recording)


def _is_over(recording: Recording) -> bool:
    over = ended_at(moments_of(recording.meeting))
    return over is not None and over + GRACE + timedelta(seconds=recording.delay) < now()
