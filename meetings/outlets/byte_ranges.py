"""One range of bytes of a file (RFC 9110, 14): what a viewer asks for to show page 40 first."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest

CHUNK = 256 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Unsatisfiable(Exception):
    """The range begins after the end of the file."""


@dataclass(frozen=True)
class Part:
    """`length` bytes from `start` of a file of `size` bytes."""

    start: int
    length: int
    size: int

    @property
    def is_whole(self) -> bool:
        return self.length == self.size

    @property
    def content_range(self) -> str:
        return f"bytes {self.start}-{self.start + self.length - 1}/{self.size}"


def part_of(request: HttpRequest, size: int, tag: str) -> Part:
    """The part asked for; the whole when none is, or when the client has another version.

    Several ranges at once, and what is no range, are answered with the whole, as the
    specification allows. Raises Unsatisfiable.
    """
    whole = Part(0, size, size)
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or request.headers.get("If-Range", tag) != tag:
        return whole
    first, last = asked.groups()
    if not first and not last:
        return whole
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start >= size or (not first and int(last) == 0):
        raise Unsatisfiable
    return Part(start, end - start + 1, size) if end >= start else whole


class Pieces:
    """The bytes of a part, some at a time. Django closes it, even when nothing was read."""

    def __init__(self, file: BinaryIO, part: Part) -> None:
        file.seek(part.start)
        self.file = file
        self.left = part.length

    def read(self) -> bytes:
        piece = self.file.read(min(CHUNK, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.file.close()


class PiecesInTurn(Pieces):
    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read():
            yield piece


class AwaitedPieces(Pieces):
    """The same under an ASGI server, where Django would else read the whole file at once."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = sync_to_async(self.read, thread_sensitive=False)
        while piece := await read():
            yield piece


def pieces(request: HttpRequest, file: BinaryIO, part: Part) -> PiecesInTurn | AwaitedPieces:
    """The part in the way that the server can send it."""
    if isinstance(request, ASGIRequest):
        return AwaitedPieces(file, part)
    return PiecesInTurn(file, part)
