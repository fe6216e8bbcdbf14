"""Captions: uploaded when they are done, or sent while the meeting runs."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.clock import now
from search.services import text_changed
from streaming.video.errors import WrongCaptions, WrongKey
from streaming.video.models import CaptionTrack, Cue, Recording
from streaming.video.selectors import timeline_of
from streaming.video.services.recordings import digest_of
from streaming.video.showing import show
from streaming.video.states import RecordingState
from streaming.video.timeline import Timeline
from streaming.video.webvtt import TimedText, cleaned, parse

SOURCE = "caption"
LANGUAGES = frozenset({"sv", "en"})
LONGEST_CUE = 20.0


def upload_captions(
    *, recording: UUID, data: bytes, language: str, is_automatic: bool, actor: int | None
) -> int:
    """Take a WebVTT file in place of the one before; how many captions. Raises WrongCaptions.

    Its times are those of the recording as it is shown.
    """
    said = parse(data)
    if language not in LANGUAGES:
        raise WrongCaptions("Språket är svenska eller engelska.")
    with transaction.atomic():
        found = Recording.objects.select_for_update().get(pk=recording)
        timeline = timeline_of(found)
        cues = list(_placed(said, timeline))
        if not cues:
            raise WrongCaptions("Alla tider i filen ligger efter inspelningens slut.")
        track, _is_new = CaptionTrack.objects.update_or_create(
            recording=found,
            language=language,
            is_live=False,
            defaults={"is_automatic": is_automatic, "updated_at": now()},
        )
        track.cues.all().delete()
        Cue.objects.bulk_create(Cue(track=track, **each) for each in cues)
        _tell(found, actor, f"undertexter på {language}: {len(cues)} rader")
        captions_changed(found)
    show(recording)
    return len(cues)


def hear(*, recording: UUID, key: str, text: str, seconds: float) -> None:
    """One caption while the meeting runs: it ends now and lasted so long. Raises WrongKey,
    WrongCaptions."""
    found = Recording.objects.filter(pk=recording, state=RecordingState.LIVE).first()
    digest = found.caption_digest if found else ""
    if found is None or not digest or not hmac.compare_digest(digest, digest_of(key)):
        raise WrongKey("Nyckeln öppnar inga undertexter.")
    said = cleaned(text)
    if not said or not 0 < seconds <= LONGEST_CUE:
        raise WrongCaptions(f"En textrad har text och varar högst {LONGEST_CUE:.0f} sekunder.")
    moment = now()
    with transaction.atomic():
        track, _is_new = CaptionTrack.objects.update_or_create(
            recording=found, language="sv", is_live=True, defaults={"updated_at": moment}
        )
        begins = moment - timedelta(seconds=seconds)
        Cue.objects.create(track=track, begins=begins, ends=moment, text=said)


def captions_changed(recording: Recording, *, is_erased: bool = False) -> None:
    """The search learns of it, in the transaction of the change and last in it."""
    keys = recording.caption_tracks.values_list("pk", flat=True)
    texts = {str(pk): recording.meeting for pk in keys}
    text_changed(source=SOURCE, texts=texts, is_erased=is_erased)


def _placed(said: Iterable[TimedText], timeline: Timeline) -> Iterable[dict[str, str | datetime]]:
    """At the server's time; what lies after the end of the recording is nobody's."""
    for each in said:
        begins = timeline.moment(each.begins)
        if begins is not None:
            length = timedelta(seconds=each.ends - each.begins)
            yield {"begins": begins, "ends": begins + length, "text": each.text}


def _tell(recording: Recording, actor: int | None, what: str) -> None:
    record_event(
        kind=EventKind.VIDEO_CHANGED,
        actor=actor,
        organization=recording.organization,
        subject=recording.path,
        detail={"video": what},
    )
