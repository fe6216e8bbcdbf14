"""Cutting and muting passages of a recording, for a reason that is kept (law.md A9, D8)."""

from uuid import UUID

from django.db import transaction

from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.clock import now
from streaming.video.errors import WrongPassage
from streaming.video.media.boxes import WrongBoxes
from streaming.video.media.silence import silenced
from streaming.video.media.tracks import tracks_of
from streaming.video.models import Cue, Header, Recording, Segment, Withholding
from streaming.video.rules import Span, touches
from streaming.video.selectors import Row, rows_of, timeline_of
from streaming.video.services.captions import captions_changed
from streaming.video.showing import show
from streaming.video.states import TrackKind, WithholdingKind
from streaming.video.storage import held_folder, write_whole


def withhold(
    *,
    recording: UUID,
    kind: WithholdingKind,
    begins: float,
    ends: float,
    reason: str,
    actor: int | None,
    erase: bool = False,
) -> Withholding:
    """Cut or mute between two seconds of the recording as it is shown; whole segments go.

    With `erase` the originals are destroyed and nothing can be lifted. Raises WrongPassage.
    """
    if not reason.strip():
        raise WrongPassage("Skriv varför. Skälet sparas i loggen.")
    with transaction.atomic():
        found = Recording.objects.select_for_update().get(pk=recording)
        span = _span(found, begins, ends)
        if kind == WithholdingKind.MUTED:
            _check_mutable(found)
        made = Withholding.objects.create(
            recording=found,
            kind=kind,
            begins=span.begins,
            ends=span.ends,
            reason=reason.strip()[:300],
            actor=actor,
            made_at=now(),
            erased_at=now() if erase else None,
        )
        _tell(found, actor, f"{kind.label} {begins:.0f}–{ends:.0f} s: {reason}", erase=erase)
        if erase:
            _erase_words(found, span)
        captions_changed(found, is_erased=erase)
    show(recording)
    if erase:
        _erase(made)
    return made


def lift(*, withholding: Withholding, actor: int | None) -> None:
    """Show a passage again. Raises WrongPassage where its originals are destroyed."""
    if withholding.erased_at is not None:
        raise WrongPassage("Originalet är raderat. Det går inte att visa igen.")
    with transaction.atomic():
        withholding.lifted_at = now()
        withholding.save(update_fields=["lifted_at"])
        _tell(withholding.recording, actor, f"{withholding.get_kind_display()} hävdes")
        captions_changed(withholding.recording)
    show(withholding.recording_id)


def _span(recording: Recording, begins: float, ends: float) -> Span:
    timeline = timeline_of(recording)
    first, last = timeline.moment(begins), timeline.moment(min(ends, timeline.seconds))
    if first is None or last is None or first >= last:
        raise WrongPassage("Avsnittet ska sluta efter att det börjar och ligga i inspelningen.")
    return Span(first, last)


def _check_mutable(recording: Recording) -> None:
    """Before anything is written: what cannot be muted must be cut."""
    for header in Header.objects.filter(session__recording=recording, kind=TrackKind.PICTURE):
        try:
            tracks = tracks_of((held_folder(recording.pk) / header.name).read_bytes())
            silenced(b"", tracks)
        except WrongBoxes as error:
            raise WrongPassage("Ljudet går inte att tysta. Klipp avsnittet i stället.") from error


def _erase_words(recording: Recording, span: Span) -> None:
    """What was captioned in the passage goes with its sound."""
    Cue.objects.filter(
        track__recording=recording, begins__lt=span.ends, ends__gt=span.begins
    ).delete()


def _erase(made: Withholding) -> None:
    """The bytes of the passage: gone where it was cut, silence where it was muted."""
    span = Span(made.begins, made.ends)
    for kind in TrackKind:
        for row in rows_of(made.recording_id, kind):
            if touches(span, row.begins, max(row.received, row.ends)):
                _erase_one(made, row)


def _erase_one(made: Withholding, row: Row) -> None:
    folder = held_folder(made.recording_id)
    path = folder / row.name
    if made.kind == WithholdingKind.MUTED:
        tracks = tracks_of((folder / row.header).read_bytes())
        write_whole(path, silenced(path.read_bytes(), tracks))
        return
    path.unlink(missing_ok=True)
    Segment.objects.filter(pk=row.pk).update(erased_at=now())


def _tell(recording: Recording, actor: int | None, what: str, *, erase: bool = False) -> None:
    record_event(
        kind=EventKind.VIDEO_CHANGED,
        actor=actor,
        organization=recording.organization,
        subject=recording.path,
        detail={"video": what, **({"original": "raderat"} if erase else {})},
    )
