"""The page cache as an ASGI application round another."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from portal.config.page_cache.heads import Heads
from portal.config.page_cache.rules import Asked, anonymous, answer, may_keep, personal_cookies
from portal.config.page_cache.store import Headers, PageStore, StoredPage

Event = Any
Scope = Any
"""As the ASGI specification says them; Django, channels and uvicorn type them differently."""

Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Inner = Callable[[Scope, Receive, Send], Awaitable[None]]
Settle = Callable[[StoredPage | None], None]


class CachedPages:
    """Gives anonymous readers the page that was made at this head; asks `inner` otherwise."""

    def __init__(self, inner: Inner, heads: Heads, most_bytes: int) -> None:
        self._inner, self._heads = inner, heads
        self._store = PageStore(most_bytes)
        self._cookies = personal_cookies()
        self._making: dict[Hashable, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = self._asked(scope)
        head = self._heads.current() if asked else None
        if asked is None or head is None:
            await self._inner(scope, receive, send)
            return
        key, valid = _key(scope, asked), (head, int(time.time()) // 60)
        page = self._store.get(key, valid) or await self._from_another(key, valid)
        if page is not None:
            await _give(page, asked, send)
            return
        settle = self._promise(key, valid)
        try:
            await self._inner(scope, receive, _Tap(send, settle))
        finally:
            settle(None)

    def _asked(self, scope: Scope) -> Asked | None:
        """Of a request that the cache may answer."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        return anonymous(scope["headers"], self._cookies)

    async def _from_another(self, key: Hashable, valid: Hashable) -> StoredPage | None:
        """A page that is being made this moment for somebody else."""
        making = self._making.get((key, valid))
        if making is None:
            return None
        await making.wait()
        return self._store.get(key, valid)

    def _promise(self, key: Hashable, valid: Hashable) -> Settle:
        """Those who want the page too wait until it is settled, with a page or without."""
        done = self._making.setdefault((key, valid), asyncio.Event())

        def settle(page: StoredPage | None) -> None:
            if page is not None:
                self._store.put(key, valid, page)
            if self._making.get((key, valid)) is done:
                del self._making[key, valid]
            done.set()

        return settle


class _Tap:
    """Sends on what the application sends, and settles as soon as the answer is known.

    Before it is sent: a reader on a slow line holds up nobody else. A stream, or anything else
    that is not kept, settles at its start and is not remembered.
    """

    def __init__(self, send: Send, settle: Settle) -> None:
        self._send, self._settle = send, settle
        self._headers: Headers | None = None
        self._body = bytearray()

    async def __call__(self, event: Event) -> None:
        if event["type"] == "http.response.start":
            self._begin(event["status"], event["headers"])
        elif event["type"] == "http.response.body" and self._headers is not None:
            self._add(self._headers, event.get("body", b""), event.get("more_body", False))
        await self._send(event)

    def _begin(self, status: int, given: Any) -> None:
        headers = tuple((name.lower(), value) for name, value in given)
        if may_keep(status, headers):
            self._headers = headers
        else:
            self._settle(None)

    def _add(self, headers: Headers, body: bytes, more: bool) -> None:
        self._body += body
        if not more:
            self._settle(StoredPage(headers, bytes(self._body)))


def _key(scope: Scope, asked: Asked) -> Hashable:
    path = scope.get("raw_path") or scope["path"].encode()
    return scope["scheme"], asked.host, path, scope["query_string"]


async def _give(page: StoredPage, asked: Asked, send: Send) -> None:
    status, headers, body = answer(page, asked)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
