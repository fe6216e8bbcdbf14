"""What of a recording everybody may see: pure predicates, asked by everyone who shows any of it.

When in doubt, nothing: a segment that a closed stretch touches is not shown at all, and after the
doors have opened again as much is held back as an encoder may lag behind the room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.moments import Moment, MomentKind
from streaming.video.states import HIDING, NEXT, RecordingState, WithholdingKind

RUNNING_OR_NOT = frozenset(
    {MomentKind.MEETING_OPENED, MomentKind.MEETING_RESUMED, MomentKind.MEETING_CLOSED}
)


@dataclass(frozen=True)
class Span:
    """A stretch of time; without `ends` it lasts."""

    begins: datetime
    ends: datetime | None = None


@dataclass(frozen=True)
class Taken:
    """A stretch that somebody withheld by hand."""

    kind: WithholdingKind
    span: Span


@dataclass(frozen=True)
class Limits:
    """All that decides what may be seen of one recording at one moment."""

    is_public: bool
    now: datetime
    delay: timedelta
    margin: timedelta
    closed: Sequence[Span] = ()
    taken: Sequence[Taken] = ()

    def allows(self, begins: datetime, received: datetime, *, was_public: bool) -> bool:
        """Whether a segment that began then and was here then may be shown now."""
        return (
            self.is_public
            and was_public
            and received + self.delay <= self.now
            and not any(touches(self._widened(each), begins, received) for each in self.closed)
            and not self.takes(begins, received, HIDING)
        )

    def takes(self, begins: datetime, ends: datetime, kinds: Iterable[WithholdingKind]) -> bool:
        return any(each.kind in kinds and touches(each.span, begins, ends) for each in self.taken)

    def _widened(self, closed: Span) -> Span:
        return Span(closed.begins, closed.ends and closed.ends + self.margin)


def closed_stretches(told: Iterable[Moment]) -> list[Span]:
    """When the doors were closed, as the log of the meeting has it (law.md B13)."""
    found: list[Span] = []
    for moment in told:
        is_closed = bool(found) and found[-1].ends is None
        if moment.kind == MomentKind.DOORS_CLOSED and not is_closed:
            found.append(Span(moment.at))
        elif moment.kind == MomentKind.DOORS_OPENED and is_closed:
            found[-1] = Span(found[-1].begins, moment.at)
    return found


def ended_at(told: Iterable[Moment]) -> datetime | None:
    """When the meeting was closed; None while it runs."""
    last = [each for each in told if each.kind in RUNNING_OR_NOT]
    over = last[-1] if last and last[-1].kind == MomentKind.MEETING_CLOSED else None
    return over.at if over else None


def touches(span: Span, begins: datetime, ends: datetime) -> bool:
    """Whether a stretch and a segment have a moment in common."""
    return span.begins < ends and (span.ends is None or span.ends > begins)


def may_become(state: RecordingState, wanted: RecordingState) -> bool:
    return wanted in NEXT[state]


def is_caption_late(ended_at: datetime, now: datetime) -> bool:
    """law.md G2: a recording that is kept is captioned, in practice within 14 days."""
    return now - ended_at > timedelta(days=14)
