"""The page cache as a WSGI application round another, for gunicorn's workers."""

import time
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import Any

from portal.config.page_cache.heads import Heads
from portal.config.page_cache.rules import Asked, anonymous, answer, may_keep, personal_cookies
from portal.config.page_cache.store import Headers, PageStore, StoredPage

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Inner = Callable[[Environ, StartResponse], Iterable[bytes]]

REASONS = {200: "200 OK", 304: "304 Not Modified"}
ASKED = (
    ("HTTP_COOKIE", b"cookie"),
    ("HTTP_AUTHORIZATION", b"authorization"),
    ("HTTP_RANGE", b"range"),
    ("HTTP_ACCEPT_ENCODING", b"accept-encoding"),
    ("HTTP_IF_NONE_MATCH", b"if-none-match"),
)


class CachedPages:
    """Gives anonymous readers the page that was made at this head; asks `inner` otherwise."""

    def __init__(self, inner: Inner, heads: Heads, most_bytes: int) -> None:
        self._inner, self._heads = inner, heads
        self._store = PageStore(most_bytes)
        self._cookies = personal_cookies()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        asked = self._asked(environ)
        head = self._heads.current() if asked else None
        if asked is None or head is None:
            return self._inner(environ, start_response)
        key, valid = _key(environ), (head, int(time.time()) // 60)
        page = self._store.get(key, valid)
        if page is None:
            return self._make(environ, start_response, key, valid)
        return _give(page, asked, start_response)

    def _asked(self, environ: Environ) -> Asked | None:
        """Of a request that the cache may answer."""
        if environ["REQUEST_METHOD"] != "GET":
            return None
        named = [(name, environ[key].encode("latin-1")) for key, name in ASKED if key in environ]
        return anonymous(named, self._cookies)

    def _make(
        self, environ: Environ, start_response: StartResponse, key: Hashable, valid: Hashable
    ) -> Iterable[bytes]:
        started: dict[str, Any] = {}

        def remember(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            started["status"], started["headers"] = int(status[:3]), _lower(headers)
            return start_response(status, headers, *rest)

        inner = self._inner(environ, remember)
        if not (started and may_keep(started["status"], started["headers"])):
            return inner  # untouched: a file goes out by the server's own means
        body = _whole(inner)
        self._store.put(key, valid, StoredPage(started["headers"], body))
        return [body]


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()


def _key(environ: Environ) -> Hashable:
    path = environ.get("SCRIPT_NAME", ""), environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    return environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), *path


def _give(page: StoredPage, asked: Asked, start_response: StartResponse) -> Iterable[bytes]:
    status, headers, body = answer(page, asked)
    start_response(REASONS[status], list(_text(headers)))
    return [body]


def _lower(headers: Iterable[tuple[str, str]]) -> Headers:
    return tuple((name.lower().encode(), value.encode("latin-1")) for name, value in headers)


@lru_cache(maxsize=2_000)
def _text(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Headers as WSGI wants them, made once for each page."""
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
