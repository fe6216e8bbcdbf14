"""Following the change feed: waiting for the next entry, and server-sent events. Raw ASGI.

    /api/v1/changes?after=<seq>&wait=<seconds>   answered when there is one, or time is up
    /api/v1/changes?after=<seq>&format=sse       (or `Accept: text/event-stream`, `Last-Event-ID`)

Who waits holds a connection and nothing else: no thread, no database. One look a tenth of a
second tells all who wait in this process, and a page is read and written as events once for all
who stand at the same place. Waiting done, the request goes on to Django as if it came now.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from django.db import connections

from meetings.outlets.api.changes import EVENT_STREAM, EVENTS, LONGEST_WAIT, PATH, from_the_future
from portal.ledger.feed import lines_after
from portal.ledger.readers import ANONYMOUS
from streaming.hub import answers
from streaming.hub.crowd import CROWD
from streaming.hub.wire import sse_event, to_json

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Newest = Callable[[], int | None]
"""The number of the newest entry; None while nobody knows. Asked often, in the loop."""

LOOK_EVERY = 0.1
BEAT_EVERY = 15.0
"""Seconds. A silent line is taken for a dead one by proxies after half a minute or so."""

PAGE = 500
PAGES_KEPT = 16
HEARTBEAT = b": \n\n"


class Changes:
    """Answers those who follow the change feed; everything else goes on to `others`."""

    def __init__(self, others: App, newest: Newest) -> None:
        self._others = others
        self._newest = newest
        self._watch = Watch(newest)
        self._pages = Pages()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
            await self._others(scope, receive, send)
            return
        asked = _asked(scope)
        if asked.wants_events:
            await self._follow(asked, scope, receive, send)
        elif asked.wait and asked.after is not None and self._newest() == asked.after:
            await self._wait(asked.after, asked.wait, scope, receive, send)
        else:
            await self._others(scope, receive, send)

    async def _wait(
        self, after: int, seconds: int, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if not CROWD.enter(scope):
            await answers.too_many(send)
            return
        request, leaving = await receive(), asyncio.ensure_future(receive())
        try:
            await _first(leaving, self._watch.beyond(after, seconds))
        finally:
            CROWD.leave(scope)
        if not leaving.done():
            await self._others(scope, _again(request, leaving), send)
        leaving.cancel()

    async def _follow(self, asked: "_Asked", scope: Scope, receive: Receive, send: Send) -> None:
        head, after = self._newest(), asked.after
        if head is None:
            await answers.away(send)
        elif after is None or after > head:
            told = from_the_future(after) if after is not None else "after: 0, 1, 2 …"
            await _refuse(send, told, head)
        elif not CROWD.enter(scope):
            await answers.too_many(send)
        else:
            try:
                await answers.begin_events(send, is_public=True)
                await _first(asyncio.ensure_future(_until_gone(receive)), self._tell(after, send))
            finally:
                CROWD.leave(scope)

    async def _tell(self, cursor: int, send: Send) -> None:
        """Every entry after the cursor, for as long as the client stays."""
        while True:
            head = self._newest()
            if head is not None and head > cursor:
                cursor, events = await self._pages.after(cursor, head)
                await _send(send, events)
            elif not await self._watch.beyond(cursor, BEAT_EVERY):
                await _send(send, HEARTBEAT)


class Watch:
    """One look for all who wait; nobody looks while nobody waits."""

    def __init__(self, newest: Newest) -> None:
        self._newest = newest
        self._waiting = 0
        self._grown = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    async def beyond(self, seq: int, seconds: float) -> bool:
        """Whether the ledger grew past this number within so many seconds."""
        self._waiting += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        try:
            async with asyncio.timeout(seconds):
                while (self._newest() or 0) <= seq:
                    await self._grown.wait()
            return True
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1

    async def _look(self) -> None:
        seen = self._newest()
        while self._waiting:
            await asyncio.sleep(LOOK_EVERY)
            newest = self._newest()
            if newest != seen:
                seen = newest
                self._grown.set()
                self._grown = asyncio.Event()


class Pages:
    """Pages of the feed as events, each read and written once for all who stand there."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="changes")
        self._made: OrderedDict[tuple[int, int], asyncio.Future[tuple[int, bytes]]] = OrderedDict()

    async def after(self, seq: int, head: int) -> tuple[int, bytes]:
        """The number of the last entry told, and the events. `head` says of what moment: an
        older entry loses its content when it is withdrawn."""
        key = seq, head
        if key not in self._made:
            loop = asyncio.get_running_loop()
            self._made[key] = loop.run_in_executor(self._thread, _events_after, seq)
            while len(self._made) > PAGES_KEPT:
                self._made.popitem(last=False)
        try:
            return await asyncio.shield(self._made[key])
        except Exception:
            self._made.pop(key, None)
            raise


@dataclass(frozen=True, slots=True)
class _Asked:
    """`after` is None when it is no number; Django's own answer tells of it."""

    after: int | None
    wait: int
    wants_events: bool


def _asked(scope: Scope) -> _Asked:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    after = answers.header(scope, b"last-event-id") or query.get("after", ["0"])[0]
    wait, form = query.get("wait", [""])[0], query.get("format", [""])[0]
    accepted = not form and EVENT_STREAM in answers.header(scope, b"accept")
    return _Asked(_number(after), min(_number(wait) or 0, LONGEST_WAIT), form == EVENTS or accepted)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _events_after(seq: int) -> tuple[int, bytes]:
    """In a thread of its own, whose connection is given back."""
    try:
        lines = lines_after(seq, ANONYMOUS, PAGE)
    finally:
        connections.close_all()
    last = lines[-1].seq if lines else seq
    return last, b"".join(sse_event(line.text, str(line.seq)) for line in lines)


async def _first(leaving: "asyncio.Future[Any]", work: Awaitable[object]) -> None:
    """Until the work is done or the client has left."""
    doing = asyncio.ensure_future(work)
    try:
        await asyncio.wait({leaving, doing}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            doing.result()
    finally:
        doing.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _again(request: Message, leaving: "asyncio.Future[Message]") -> Receive:
    """What was received already is received once more."""
    known = [request]

    async def receive() -> Message:
        return known.pop() if known else await leaving

    return receive


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _refuse(send: Send, told: str, head: int) -> None:
    body = to_json({"error": told, "head": head}).encode()
    headers = [*answers.JSON, *answers.OPEN_TO_ALL, (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body})
