"""Fragmented MP4 (ISO/IEC 14496-12) as far as it must be understood: what a fragment holds.

ffmpeg writes one header (`ftyp`, `moov`) and then fragments (`moof`, `mdat`).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 64 * 1024 * 1024
"""Bytes of one box: some minutes of pictures. What claims more is no picture of a meeting."""

CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"})


class WrongBoxes(ValueError):
    """Bytes that are no fragmented MP4 of ours."""


@dataclass(frozen=True)
class Box:
    """`start` is where its content begins in `data`, `end` the byte after it."""

    kind: bytes
    data: bytes
    start: int
    end: int

    def number(self, offset: int, size: int = 4) -> int:
        at = self.start + offset
        return int.from_bytes(self.data[at : at + size], "big")

    def children(self, skip: int = 0) -> Iterator["Box"]:
        """The boxes inside, after `skip` bytes of fields."""
        yield from boxes(self.data, self.start + skip, self.end)

    def find(self, *path: bytes) -> Iterator["Box"]:
        """Every box at this path inside."""
        if not path:
            yield self
            return
        for each in self.children():
            if each.kind == path[0]:
                yield from each.find(*path[1:])

    def first(self, *path: bytes) -> "Box":
        """The first box at this path. Raises WrongBoxes where there is none."""
        found = next(self.find(*path), None)
        if found is None:
            raise WrongBoxes(f"no {b'/'.join(path).decode('latin-1')}")
        return found


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes that follow each other between two offsets."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        if size < 8 or start + size > end:
            raise WrongBoxes(f"a box {kind!r} of {size} bytes")
        yield Box(kind, data, start + 8, start + size)
        start += size


class BoxReader:
    """Takes bytes as they come and gives whole top-level boxes, header included."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Every box that is whole now: its kind and its bytes. Raises WrongBoxes."""
        self._held += data
        while len(self._held) >= 8:
            size, kind = struct.unpack_from(">I4s", self._held)
            if not 8 <= size <= LARGEST:
                raise WrongBoxes(f"a box {kind!r} of {size} bytes")
            if len(self._held) < size:
                return
            whole = bytes(self._held[:size])
            del self._held[:size]
            yield kind, whole
