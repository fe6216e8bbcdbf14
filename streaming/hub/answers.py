"""Short HTTP answers in raw ASGI."""

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from streaming.hub.wire import WireFrame, json_batch

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

OPEN_TO_ALL: Headers = [(b"access-control-allow-origin", b"*")]
JSON: Headers = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"x-content-type-options", b"nosniff"),
]
EVENTS: Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
FOR_A_SECOND = b"public, max-age=1, stale-while-revalidate=1"
FOR_NOBODY = b"private, no-store"


def header(scope: Scope, name: bytes) -> str:
    """The value of a request header; empty where it is absent."""
    found: bytes = next((value for key, value in scope["headers"] if key == name), b"")
    return found.decode("latin-1")


async def json_answer(
    send: Send,
    body: bytes,
    *,
    is_public: bool,
    etag: str = "",
    known: str = "",
) -> None:
    """200, or 304 where the reader `known` this `etag` already."""
    kept = FOR_A_SECOND if is_public else FOR_NOBODY
    headers = [(b"cache-control", kept), *(OPEN_TO_ALL if is_public else [])]
    if etag:
        headers.append((b"etag", etag.encode()))
    if etag and known == etag:
        await _answer(send, 304, headers, b"")
    else:
        await _answer(send, 200, [*JSON, *headers], body)


async def begin_events(send: Send, *, is_public: bool) -> None:
    headers = [*EVENTS, *(OPEN_TO_ALL if is_public else [])]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def not_found(send: Send, *, is_socket: bool = False) -> None:
    await _refuse(send, 404, "Det finns ingen sådan ström.", is_socket=is_socket)


async def not_allowed(send: Send) -> None:
    await _refuse(send, 405, "Strömmar går bara att läsa.", (b"allow", b"GET"))


async def too_many(send: Send, *, is_socket: bool = False) -> None:
    told = "Många följer just nu. Sidan uppdateras ändå; försök igen om en stund."
    await _refuse(send, 503, told, (b"retry-after", b"30"), is_socket=is_socket)


async def away(send: Send, *, is_socket: bool = False) -> None:
    told = "Det går inte att läsa just nu. Försök igen om en stund."
    await _refuse(send, 503, told, (b"retry-after", b"5"), is_socket=is_socket)


def block(frames: Sequence[WireFrame], size: int) -> bytes:
    """The first frames as a JSON list."""
    return json_batch(frames[:size]).encode()


async def _refuse(
    send: Send, status: int, told: str, *headers: tuple[bytes, bytes], is_socket: bool = False
) -> None:
    if is_socket:  # before the handshake: the browser sees that it failed
        await send({"type": "websocket.close", "code": 4000 + status, "reason": told})
    else:
        body = f'{{"detail":"{told}"}}'.encode()
        await _answer(send, status, [*JSON, (b"cache-control", b"no-store"), *headers], body)


async def _answer(send: Send, status: int, headers: Headers, body: bytes) -> None:
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers + length})
    await send({"type": "http.response.body", "body": body})
