"""The newest frames of a stream in memory: what a reader who was away for a while needs."""

from collections import deque
from collections.abc import Iterable

from streaming.hub.wire import WireFrame, json_batch, sse_batch, without

SIZE = 2_000


class Ring:
    """Frames in order without holes; the oldest fall out.

    Batches are made once for all readers who stand at the same number.
    """

    def __init__(self, epoch: str, head: int, size: int = SIZE) -> None:
        self.epoch = epoch
        self.head = head
        self._frames: deque[WireFrame] = deque(maxlen=size)
        self._batches: dict[tuple[int, bool], bytes] = {}

    @property
    def reaches_back_to(self) -> int:
        """The smallest number after which everything is here."""
        return self.head - len(self._frames)

    def extend(self, frames: Iterable[WireFrame]) -> None:
        """Take in what follows; what is here already is passed by. Raises ValueError for a hole."""
        for frame in frames:
            if frame.seq <= self.head:
                continue
            if frame.seq != self.head + 1:
                raise ValueError(f"Frame {frame.seq} does not follow {self.head}.")
            if frame.forgets:
                self._forget(frame.forgets)
            self._frames.append(frame)
            self.head = frame.seq
        self._batches.clear()

    def holds_all_after(self, seq: int) -> bool:
        return self.reaches_back_to <= seq <= self.head

    def after(self, seq: int) -> list[WireFrame]:
        """Everything after a number that `holds_all_after` is true for."""
        skipped = seq - self.reaches_back_to
        return [frame for place, frame in enumerate(self._frames) if place >= skipped]

    def batch(self, seq: int, *, as_events: bool) -> bytes:
        """What follows a number, as server-sent events or as a JSON list."""
        key = (seq, as_events)
        if key not in self._batches:
            frames = self.after(seq)
            self._batches[key] = (
                sse_batch(frames, self.epoch) if as_events else json_batch(frames).encode()
            )
        return self._batches[key]

    def _forget(self, names: tuple[str, ...]) -> None:
        kept = [without(frame, names) for frame in self._frames]
        self._frames.clear()
        self._frames.extend(kept)
