"""An answer that is sent while it is made, so that memory does not grow with it."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

ENOUGH = 64 * 1024
"""Bytes that are sent together."""


def streamed(request: HttpRequest, made: Iterator[bytes], media_type: str) -> HttpResponseBase:
    """The pieces in the way that the server can send them; nothing of it is kept in memory."""
    pieces = _together(made)
    sent = _awaited(pieces) if isinstance(request, ASGIRequest) else pieces
    return StreamingHttpResponse(sent, content_type=media_type)


def _together(made: Iterator[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in made:
        held += piece
        if len(held) >= ENOUGH:
            yield bytes(held)
            held.clear()
    yield bytes(held)


async def _awaited(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Under an ASGI server, where Django would else make all of it before the first byte."""
    following = sync_to_async(lambda: next(pieces, None), thread_sensitive=True)
    while (piece := await following()) is not None:
        yield piece
