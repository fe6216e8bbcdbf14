"""Asking an ASGI or WSGI application without a server between."""

import asyncio
import io
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any

from asgiref.sync import async_to_sync

Headers = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """Header names are lower case; a repeated header keeps its last value."""

    status: int
    headers: Headers
    body: bytes


Ask = Callable[..., Answer]
"""`ask(path, method="GET", cookie="…")`: keywords are headers, `_` for `-`."""


def in_a_loop(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """A test that awaits, as one that pytest can run."""

    @wraps(test)
    def run() -> None:
        asyncio.run(test())

    return run


def asgi_asker(application: Any) -> Ask:
    def ask(path: str, method: str = "GET", **headers: str) -> Answer:
        return async_to_sync(ask_asgi)(application, path, method, headers)

    return ask


def wsgi_asker(application: Any) -> Ask:
    def ask(path: str, method: str = "GET", **headers: str) -> Answer:
        return ask_wsgi(application, path, method, headers)

    return ask


async def ask_asgi(application: Any, path: str, method: str, headers: Headers) -> Answer:
    sent: list[dict[str, Any]] = []
    asked = [{"type": "http.request", "body": b""}]

    async def receive() -> dict[str, Any]:
        return asked.pop() if asked else await _never()

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    await application(asgi_scope(path, method, headers), receive, send)
    start, *parts = sent
    named = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], named, b"".join(part.get("body", b"") for part in parts))


def asgi_scope(path: str, method: str = "GET", headers: Headers | None = None) -> dict[str, Any]:
    plain, _mark, query = path.partition("?")
    given = {"host": "testserver", **(headers or {})}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "headers": [(_name(name), value.encode("latin-1")) for name, value in given.items()],
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
    }


def ask_wsgi(application: Any, path: str, method: str, headers: Headers) -> Answer:
    plain, _mark, query = path.partition("?")
    started: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": plain,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    parts = application(environ, lambda status, given, *_: started.append((status, given)))
    body = b"".join(parts)
    getattr(parts, "close", lambda: None)()
    [(status, given)] = started
    return Answer(int(status[:3]), {name.lower(): value for name, value in given}, body)


def _name(name: str) -> bytes:
    return name.replace("_", "-").encode()


async def _never() -> dict[str, Any]:
    """A client that stays: Django asks whether it has gone while the page is made."""
    await asyncio.Event().wait()
    raise AssertionError
