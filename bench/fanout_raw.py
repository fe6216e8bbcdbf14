"""The least that a fan-out can be: raw ASGI, a set of readers, no order, no database.

`GET /events` follows; `POST /tell` hands its body to everyone, one send after the other.
"""

from collections.abc import Awaitable, Callable
from typing import Any

Send = Callable[[dict[str, Any]], Awaitable[None]]

STREAM = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
_readers: set[Send] = set()


async def asgi(scope: Any, receive: Any, send: Send) -> None:
    if scope["type"] != "http":
        raise RuntimeError("event streams only")
    if scope["method"] == "POST":
        await _tell(await _body(receive), send)
    else:
        await _follow(receive, send)


async def _follow(receive: Any, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": STREAM})
    await send({"type": "http.response.body", "body": b": hello\n\n", "more_body": True})
    _readers.add(send)
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        _readers.discard(send)


async def _tell(frame: bytes, send: Send) -> None:
    for reader in list(_readers):
        await reader({"type": "http.response.body", "body": frame, "more_body": True})
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _body(receive: Any) -> bytes:
    told = b""
    while True:
        message = await receive()
        piece: bytes = message.get("body", b"")
        told += piece
        if not message.get("more_body"):
            return told
