"""Reading recordings: what there is of a meeting, and what of it everybody may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from meetings.contents import MeetingContent
from meetings.moments import doors, moments_of
from portal.core.clock import now
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import records, version_of
from streaming.video.models import CaptionTrack, Recording, Segment
from streaming.video.playlists import Shown
from streaming.video.rules import Limits, Span, Taken, closed_stretches
from streaming.video.states import HIDING, RecordingState, TrackKind, WithholdingKind
from streaming.video.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Row:
    """A segment as it is decided on, many at a time."""

    pk: int
    name: str
    header: str
    kind: str
    number: int
    begins: datetime
    received: datetime
    milliseconds: int
    size: int
    was_public: bool
    place: int | None
    era: int
    erased_at: datetime | None

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(milliseconds=self.milliseconds)


ROW = (
    *("pk", "name", "header__name", "kind", "number", "begins", "received", "milliseconds"),
    *("size", "was_public", "place", "era", "erased_at"),
)


def recording_of(meeting: UUID) -> Recording | None:
    return Recording.objects.filter(meeting=meeting).first()


def rows_of(recording: UUID, kind: TrackKind, since: datetime | None = None) -> list[Row]:
    """The segments of a kind in the order they came, which is that in which they happened."""
    found = Segment.objects.filter(recording=recording, kind=kind).order_by("pk")
    if since is not None:
        found = found.filter(begins__gte=since)
    return [Row(*values) for values in found.values_list(*ROW)]


def public_meeting(meeting: UUID) -> MeetingContent | None:
    """The meeting as everybody reads it now; None where they may not."""
    head = records(ANONYMOUS).filter(pk=meeting).first()
    content = version_of(head).content if head else None
    return content if isinstance(content, MeetingContent) else None


def meeting_of_item(item: UUID) -> UUID | None:
    """The meeting on whose agenda everybody finds the item."""
    head = records(ANONYMOUS).filter(pk=item).first()
    return head.parent if head else None


def is_open_to_all(meeting: UUID) -> bool:
    """Whether what happens this minute is for everybody: the doors while the meeting runs, before
    and after it the meeting as it was published."""
    said = [each for each in doors.ask(meeting) if each is not None]
    content = public_meeting(meeting)
    if content is None:
        return False
    return all(said) if said else content.is_public


def limits_of(recording: Recording) -> Limits:
    """All that decides what may be seen of it now. A meeting nobody may read shows nothing."""
    taken = recording.withholdings.filter(lifted_at=None).values_list("kind", "begins", "ends")
    return Limits(
        is_public=public_meeting(recording.meeting) is not None,
        now=now(),
        delay=timedelta(seconds=recording.delay),
        margin=timedelta(seconds=settings.VIDEO_MARGIN_SECONDS),
        closed=closed_stretches(moments_of(recording.meeting)),
        taken=[Taken(WithholdingKind(kind), Span(begins, ends)) for kind, begins, ends in taken],
    )


def may_be_shown(row: Row, limits: Limits) -> bool:
    is_there = row.erased_at is None
    return is_there and limits.allows(row.begins, row.received, was_public=row.was_public)


def timeline_of(recording: Recording) -> Timeline:
    """What can be seen of it, end to end."""
    limits = limits_of(recording)
    rows = rows_of(recording.pk, TrackKind.PICTURE)
    return Timeline(_seen(row) for row in rows if may_be_shown(row, limits))


def second_at(meeting: UUID, moment: datetime) -> int | None:
    """The second of the recording that showed a moment; what is not shown yet, or never, stands
    where the picture goes on. None before the picture began, and after the recording ended
    (meetings.moments.picture_second). Asked at each comment: the database adds up."""
    recording = recording_of(meeting)
    if recording is None or (recording.ended_at and moment > recording.ended_at):
        return None
    shown = _in_view(recording)
    last = shown.filter(begins__lte=moment).order_by("begins").last()
    if last is None:
        return None
    before = shown.filter(begins__lt=last.begins).aggregate(lasts=Sum("milliseconds"))["lasts"]
    into = min(moment, last.ends) - last.begins
    return int((before or 0) / 1000 + into.total_seconds())


def _in_view(recording: Recording) -> QuerySet[Segment]:
    """The pictures that were shown and that nothing has taken out of view since."""
    found = recording.segments.filter(kind=TrackKind.PICTURE, place__isnull=False)
    closed = closed_stretches(moments_of(recording.meeting))
    for span in (*hidden_stretches(recording), *closed):
        touched = Q(received__gt=span.begins)
        found = found.exclude(touched & Q(begins__lt=span.ends) if span.ends else touched)
    return found


def _seen(row: Row) -> Shown:
    return Shown(row.name, row.header, 0, row.era, row.begins, row.milliseconds / 1000)


def is_stopped(recording: Recording) -> bool:
    """Whether the switch is thrown."""
    stop = recording.withholdings.filter(kind=WithholdingKind.STOPPED, ends=None, lifted_at=None)
    return stop.exists()


def without_captions(recordings: QuerySet[Recording]) -> QuerySet[Recording]:
    """Kept recordings that nobody has captioned, the oldest first (law.md G2)."""
    finished = CaptionTrack.objects.filter(recording=OuterRef("pk"), is_live=False)
    shown = Segment.objects.filter(recording=OuterRef("pk"), place__isnull=False)
    lacking = recordings.filter(~Exists(finished), Exists(shown), state=RecordingState.ENDED)
    return lacking.order_by("ended_at")


def hidden_stretches(recording: Recording) -> Sequence[Span]:
    """Stretches withheld by hand, for those who keep the recording."""
    taken = recording.withholdings.filter(Q(lifted_at=None), kind__in=HIDING)
    return [Span(begins, ends) for begins, ends in taken.values_list("begins", "ends")]
