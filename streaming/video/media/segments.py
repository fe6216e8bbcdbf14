"""Fragments put together to segments: each begins with a key frame and lasts about as long."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from streaming.video.media.boxes import BoxReader, WrongBoxes
from streaming.video.media.tracks import Track, runs_of, tracks_of

LEAST_SECONDS = 1.9
"""An encoder that promises a key frame every second or every two makes segments of two."""


@dataclass(frozen=True)
class Piece:
    """A segment: `begins` and `seconds` on the clock of its pictures (or its sound alone)."""

    data: bytes
    begins: float
    seconds: float


@dataclass
class SegmentReader:
    """Takes what ffmpeg writes and gives segments. `header` and `tracks` are there from the first.

    ffmpeg begins a fragment at every key frame, so every segment can be shown by itself.
    """

    header: bytes = b""
    tracks: tuple[Track, ...] = ()
    begun: bytes = b""
    """All bytes until the header was known: what another reader must be given first."""
    _boxes: BoxReader = field(default_factory=BoxReader)
    _start: bytes = b""
    _moof: bytes = b""
    _held: Piece | None = None

    def feed(self, data: bytes) -> Iterator[Piece]:
        """Every segment that is whole now. Raises WrongBoxes."""
        if not self.tracks:
            self.begun += data
        for kind, box in self._boxes.feed(data):
            if kind == b"ftyp":
                self._start = box
            elif kind == b"moov":
                self.header = self._start + box
                self.tracks = tracks_of(self.header)
            elif kind == b"moof":
                self._moof = box
            elif kind == b"mdat":
                yield from self._add(self._moof + box)

    def rest(self) -> Iterator[Piece]:
        """What is left when the stream has ended."""
        if self._held is not None:
            yield self._held
            self._held = None

    def _add(self, fragment: bytes) -> Iterator[Piece]:
        begins, seconds = self._timing(fragment)
        held = self._held
        if held is None:
            self._held = Piece(fragment, begins, seconds)
        else:
            self._held = Piece(held.data + fragment, held.begins, held.seconds + seconds)
        if self._held.seconds >= LEAST_SECONDS:
            yield from self.rest()

    def _timing(self, fragment: bytes) -> tuple[float, float]:
        leading = next((each for each in self.tracks if each.is_picture), None)
        leading = leading or next(iter(self.tracks), None)
        if leading is None:
            raise WrongBoxes("a fragment before its header")
        runs = [run for run in runs_of(fragment, self.tracks) if run.track == leading.number]
        if not runs:
            raise WrongBoxes("a fragment without pictures")
        return runs[0].begins / leading.scale, sum(run.ticks for run in runs) / leading.scale
