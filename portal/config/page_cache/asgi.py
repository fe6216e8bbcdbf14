"""The page cache as an ASGI application round another."""

import asyncio
import time
from collections.abc import Hashable
from typing import Any

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGISendCallable,
    ASGISendEvent,
    Scope,
)

from portal.config.page_cache.heads import Head, Heads
from portal.config.page_cache.rules import (
    accepts_gzip,
    answer,
    is_anonymous,
    may_keep,
    personal_cookies,
)
from portal.config.page_cache.store import PageStore, StoredPage

Key = tuple[bytes, ...]


class CachedPages:
    """Gives anonymous readers the page that was made at this head; asks `inner` otherwise."""

    def __init__(self, inner: ASGI3Application, heads: Heads, most_bytes: int) -> None:
        self._inner, self._heads = inner, heads
        self._store = PageStore(most_bytes)
        self._cookies = personal_cookies()
        self._making: dict[Hashable, asyncio.Event] = {}

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        head = self._head_for(scope)
        if head is None:
            await self._inner(scope, receive, send)
            return
        key, valid = _key(scope), (head, int(time.time()) // 60)
        page = self._store.get(key, valid) or await self._from_another(key, valid)
        if page is None:
            await self._make(scope, receive, send, key, valid)
        else:
            await _give(page, scope, send)

    def _head_for(self, scope: Any) -> Head | None:
        """The head, for a request that the cache may answer."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        return self._heads.current() if is_anonymous(scope["headers"], self._cookies) else None

    async def _from_another(self, key: Key, valid: Hashable) -> StoredPage | None:
        """A page that is being made this moment for somebody else."""
        making = self._making.get((key, valid))
        if making is None:
            return None
        await making.wait()
        return self._store.get(key, valid)

    async def _make(
        self,
        scope: Scope,
        receive: ASGIReceiveCallable,
        send: ASGISendCallable,
        key: Key,
        valid: Hashable,
    ) -> None:
        done = self._making.setdefault((key, valid), asyncio.Event())
        copy = _Copy(send)
        try:
            await self._inner(scope, receive, copy)
            if copy.complete and may_keep(copy.status, copy.headers, len(copy.body)):
                self._store.put(key, valid, StoredPage(copy.headers, bytes(copy.body)))
        finally:
            self._making.pop((key, valid), None)
            done.set()


class _Copy:
    """Sends on what the application sends, and remembers it."""

    def __init__(self, send: ASGISendCallable) -> None:
        self._send = send
        self.status, self.complete = 0, False
        self.headers: tuple[tuple[bytes, bytes], ...] = ()
        self.body = bytearray()

    async def __call__(self, event: ASGISendEvent) -> None:
        if event["type"] == "http.response.start":
            self.status = event["status"]
            self.headers = tuple((name.lower(), value) for name, value in event["headers"])
        elif event["type"] == "http.response.body":
            self.body += event.get("body", b"")
            self.complete = not event.get("more_body", False)
        await self._send(event)


def _key(scope: Any) -> Key:
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return host, scope["raw_path"] or scope["path"].encode(), scope["query_string"]


async def _give(page: StoredPage, scope: Any, send: Any) -> None:
    asked = dict(scope["headers"])
    status, headers, body = answer(
        page,
        wants_gzip=accepts_gzip(asked.get(b"accept-encoding", b"")),
        none_match=asked.get(b"if-none-match", b""),
    )
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
