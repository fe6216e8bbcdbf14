"""The least that a server can answer with: the raw ceiling of every figure of pages.

The body is as large as the page that it is compared with: `BARE_BYTES`.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

BODY = b"x" * int(os.environ.get("BARE_BYTES", "1000"))
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]
ENCODED = [(name.lower().encode(), value.encode()) for name, value in HEADERS]


async def asgi(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        raise RuntimeError("pages only")
    await send({"type": "http.response.start", "status": 200, "headers": ENCODED})
    await send({"type": "http.response.body", "body": BODY})


def wsgi(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", HEADERS)
    return [BODY]
