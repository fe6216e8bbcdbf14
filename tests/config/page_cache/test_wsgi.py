"""What only the WSGI side does: files pass untouched, and a broken answer is closed."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal.config.page_cache.wsgi import CachedPages
from tests.config.page_cache.applications import HeadsByHand
from tests.config.page_cache.asking import ask_wsgi

ROOM = 10_000_000


class Parts:
    """A body that is closed once, whatever becomes of it."""

    def __init__(self, *parts: bytes | Exception) -> None:
        self.parts, self.closed = parts, 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            if isinstance(part, Exception):
                raise part
            yield part

    def close(self) -> None:
        self.closed += 1


def _answering(parts: Parts, length: int) -> CachedPages:
    def inner(environ: Any, start_response: Any) -> Parts:
        start_response("200 OK", [("Content-Type", "x/y"), ("Content-Length", str(length))])
        return parts

    return CachedPages(inner, HeadsByHand(), ROOM)


def test_a_large_file_goes_out_by_the_servers_own_means() -> None:
    parts = Parts(b"large")
    pages = _answering(parts, length=100_000_000)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}
    assert pages(environ, lambda *_: None) is parts


def test_a_kept_answer_is_closed() -> None:
    parts = Parts(b"small")
    assert ask_wsgi(_answering(parts, 5), "/", "GET", {}).body == b"small"
    assert parts.closed == 1


def test_an_answer_that_breaks_is_closed_and_not_kept() -> None:
    parts = Parts(b"half", OSError("gone"))
    pages = _answering(parts, length=8)
    with pytest.raises(OSError, match="gone"):
        ask_wsgi(pages, "/", "GET", {})
    assert parts.closed == 1
    parts.parts = (b"halfhalf",)
    assert ask_wsgi(pages, "/", "GET", {}).body == b"halfhalf"
