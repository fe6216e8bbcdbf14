"""The clock of a recording: where in it a moment is, and which moment a place in it shows.

A recording is shorter than its meeting: pauses in the stream, closed doors and cuts are not in
it. So chapters and captions are kept in the server's time and placed when they are read.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import accumulate

from streaming.video.playlists import Shown


class Timeline:
    """The shown segments of a recording, end to end."""

    def __init__(self, segments: Iterable[Shown]) -> None:
        self._segments = [each for each in segments if not each.is_gap]
        self._begins = [each.begins for each in self._segments]
        lasting = (each.seconds for each in self._segments)
        self._positions = [0.0, *accumulate(lasting)]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self._positions[-1]

    def position(self, moment: datetime) -> float:
        """Seconds from the beginning; a moment that is not in it lies where it goes on."""
        at = bisect_right(self._begins, moment) - 1
        if at < 0:
            return 0.0
        into = (moment - self._begins[at]).total_seconds()
        return self._positions[at] + min(into, self._segments[at].seconds)

    def moment(self, position: float) -> datetime | None:
        """The server's time of a place; None outside of the recording."""
        if not self._segments or not 0 <= position <= self.seconds:
            return None
        at = min(bisect_right(self._positions, position), len(self._segments)) - 1
        return self._begins[at] + timedelta(seconds=position - self._positions[at])

    def holds(self, begins: datetime, ends: datetime) -> bool:
        """Whether anything of a stretch can be seen."""
        return self.position(ends) > self.position(begins)

    def runs(self) -> list[tuple[float, datetime]]:
        """Where the two clocks stop going together: (position, moment) at each break."""
        found: list[tuple[float, datetime]] = []
        for at, segment in enumerate(self._segments):
            before = self._segments[at - 1] if at else None
            if before is None or _apart(before, segment) > 0.25:
                found.append((self._positions[at], segment.begins))
        return found


def _apart(before: Shown, segment: Shown) -> float:
    """Seconds between where a segment should begin and where it does."""
    expected = before.begins + timedelta(seconds=before.seconds)
    return abs((segment.begins - expected).total_seconds())
