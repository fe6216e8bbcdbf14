"""A recording from its key to its end."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.clock import now
from portal.core.errors import DomainError
from search.services import text_changed
from streaming.video.errors import RecordingEnded
from streaming.video.models import Recording, Session, Withholding
from streaming.video.rules import may_become
from streaming.video.selectors import public_meeting
from streaming.video.showing import show
from streaming.video.states import RecordingState, WithholdingKind

REACHES_BACK = timedelta(seconds=15)
"""A stop takes back what came so shortly before it: somebody had to hear it first."""


def digest_of(key: str) -> str:
    """What is kept of a key. Keys are long and drawn by us, so no salt is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def prepare_recording(*, meeting: UUID, organization: UUID, actor: int | None = None) -> str:
    """Make the recording of a published meeting, or give the one there is a new stream key.

    Returns the key, which is kept nowhere. Raises RecordingEnded, DomainError.
    """
    content = public_meeting(meeting)
    if content is None:
        raise DomainError("Sammanträdet är inte publicerat. Publicera det först.")
    key = secrets.token_hex(16)
    with transaction.atomic():
        recording, _is_new = Recording.objects.get_or_create(
            meeting=meeting,
            defaults={
                "organization": organization,
                "path": content.path,
                "title": content.title,
                "key_digest": digest_of(key),
                "delay": settings.VIDEO_DELAY_SECONDS,
                "made_at": now(),
            },
        )
        recording = _unended(recording.pk)
        recording.key_digest = digest_of(key)
        recording.full_clean()
        recording.save()
        _tell(recording, actor, "ny strömnyckel")
    return key


def new_caption_key(*, recording: UUID, actor: int | None) -> str:
    """A key for whoever captions while the meeting runs; the one before it opens nothing more."""
    key = secrets.token_hex(16)
    with transaction.atomic():
        found = _unended(recording)
        found.caption_digest = digest_of(key)
        found.save(update_fields=["caption_digest"])
        _tell(found, actor, "ny nyckel för undertexter")
    return key


def set_delay(*, recording: UUID, seconds: int, actor: int | None) -> None:
    """Hold everything back for so many seconds from now on. Raises DomainError."""
    if not 0 <= seconds <= 600:
        raise DomainError("Fördröjningen är mellan 0 och 600 sekunder.")
    with transaction.atomic():
        found = _unended(recording)
        found.delay = seconds
        found.save(update_fields=["delay"])
        _tell(found, actor, f"fördröjning {seconds} s")


def stop(*, recording: UUID, reason: str, actor: int | None) -> None:
    """The kill switch: nothing more is shown, nor what came in the last seconds."""
    if not reason.strip():
        raise DomainError("Skriv varför sändningen stoppas.")
    with transaction.atomic():
        found = _unended(recording)
        if not found.withholdings.filter(kind=WithholdingKind.STOPPED, ends=None).exists():
            begins = now() - timedelta(seconds=found.delay) - REACHES_BACK
            Withholding.objects.create(
                recording=found,
                kind=WithholdingKind.STOPPED,
                begins=begins,
                reason=reason.strip()[:300],
                actor=actor,
                made_at=now(),
            )
            _tell(found, actor, f"stoppad: {reason}")
    show(recording)


def resume(*, recording: UUID, actor: int | None) -> None:
    """Show what comes from now on; what came meanwhile stays out of view."""
    with transaction.atomic():
        found = _unended(recording)
        found.withholdings.filter(kind=WithholdingKind.STOPPED, ends=None).update(ends=now())
        _tell(found, actor, "sänds igen")
    show(recording)


def end_recording(*, recording: UUID, actor: int | None = None) -> None:
    """Nothing more comes: the same files are the recording from this moment."""
    with transaction.atomic():
        found = Recording.objects.select_for_update().get(pk=recording)
        if not may_become(RecordingState(found.state), RecordingState.ENDED):
            return
        moment = now()
        Session.objects.filter(recording=found, ended_at=None).update(ended_at=moment)
        found.withholdings.filter(kind=WithholdingKind.STOPPED, ends=None).update(ends=moment)
        found.state, found.ended_at = RecordingState.ENDED, moment
        found.full_clean()
        found.save()
        _tell(found, actor, "avslutad")
        text_changed(source="caption", texts=_caption_keys(found))
    show(recording)


def _caption_keys(recording: Recording) -> dict[str, UUID | None]:
    """What was captioned live can be found from now on."""
    keys = recording.caption_tracks.values_list("pk", flat=True)
    return {str(pk): recording.meeting for pk in keys}


def _unended(recording: UUID) -> Recording:
    found = Recording.objects.select_for_update().get(pk=recording)
    if found.state == RecordingState.ENDED:
        raise RecordingEnded("Inspelningen är avslutad.")
    return found


def _tell(recording: Recording, actor: int | None, what: str) -> None:
    record_event(
        kind=EventKind.VIDEO_CHANGED,
        actor=actor,
        organization=recording.organization,
        subject=recording.path,
        detail={"video": what},
    )
