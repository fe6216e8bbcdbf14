"""Static files, sent in the way that the server can send them."""

from collections.abc import AsyncIterator
from typing import Any, BinaryIO

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

CHUNK = 64 * 1024


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # untyped
    """WhiteNoise hands out a file to be read while others wait; under ASGI nobody may wait.

    Django would then read the whole file at once and warn of it.
    """

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        response: Any = WhiteNoiseMiddleware.serve(static_file, request)
        if isinstance(request, ASGIRequest):
            file = response.file_to_stream
            response.streaming_content = _Pieces(file) if file else _Nothing()
        answer: HttpResponseBase = response
        return answer


class _Pieces:
    """The file some bytes at a time; Django closes it, even when nothing was read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = sync_to_async(self.file.read, thread_sensitive=False)
        while piece := await read(CHUNK):
            yield piece

    def close(self) -> None:
        self.file.close()


class _Nothing:
    """The answer to HEAD, and to who has the file already."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in (b"",):
            yield piece
