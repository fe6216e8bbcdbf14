"""The server's time of what an encoder sent. The encoder's own clock is never believed.

An encoder counts from where it began, and its count may run fast or slow against our clock. A
segment that came late says nothing (the line was slow); when none for a while came in time, the
count runs slow. One that comes before it can have happened shows at once that it runs fast.
"""

from collections import deque
from datetime import datetime, timedelta

TOLERANCE = 1.0
"""Seconds that the two clocks may differ before the anchor is moved."""

MEMORY = 15
"""Segments, half a minute: the fastest of them tells how late all are."""


class ServerClock:
    """Places what was counted by an encoder in the server's time."""

    def __init__(self, not_before: datetime | None = None) -> None:
        self._anchor: datetime | None = None
        self._late: deque[float] = deque(maxlen=MEMORY)
        self._newest = not_before

    def place(self, begins: float, seconds: float, received: datetime) -> datetime:
        """When the segment began by the server's clock. Never before the one before it."""
        happened = received - timedelta(seconds=begins + seconds)
        if self._anchor is None:
            self._anchor = happened
        self._late.append((happened - self._anchor).total_seconds())
        self._mend()
        placed = self._anchor + timedelta(seconds=begins)
        self._newest = max(placed, self._newest) if self._newest else placed
        return self._newest

    def time_of(self, begins: float) -> datetime | None:
        """The server's time of a moment of the encoder's count; None before the first segment."""
        return self._anchor + timedelta(seconds=begins) if self._anchor else None

    def _mend(self) -> None:
        assert self._anchor is not None
        is_fast = self._late[-1] < -TOLERANCE
        is_slow = len(self._late) == MEMORY and min(self._late) > TOLERANCE
        if is_fast or is_slow:
            self._anchor += timedelta(seconds=self._late[-1] if is_fast else min(self._late))
            self._late.clear()
