"""Readers of streams as a server drives them: an ASGI application, a scope and two queues."""

import asyncio
import json
from collections.abc import Callable, Coroutine, MutableMapping
from typing import Any, TypeVar
from uuid import UUID

import pytest
from django.db import connection

from portal.core.ids import new_id
from streaming.hub import hub as hubs
from streaming.hub.endpoints import Streams
from streaming.hub.services import open_stream

Message = MutableMapping[str, Any]
R = TypeVar("R")
PATIENCE = 60
"""Seconds after which what did not come will not come."""


class Reader:
    """One connection. `told` are the frames it got; it can stop reading for a while."""

    def __init__(self, path: str, query: str = "", *, kind: str = "http", **scope: Any) -> None:
        self.scope = {
            "type": kind,
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": [],
            "client": ("10.0.0.1", 1),
            **scope,
        }
        self.messages: list[Message] = []
        self._says: asyncio.Queue[Message] = asyncio.Queue()
        self.may_read = asyncio.Event()
        self.may_read.set()
        self._news = asyncio.Event()
        if kind == "websocket":
            self._says.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.ensure_future(Streams(no_page)(self.scope, self._says.get, self._send))

    async def _send(self, message: Message) -> None:
        await self.may_read.wait()
        self.messages.append(message)
        self._news.set()

    @property
    def told(self) -> list[dict[str, Any]]:
        """Every frame so far, whichever way they came."""
        frames: list[dict[str, Any]] = []
        for message in self.messages:
            if message["type"] == "websocket.send":
                frames += json.loads(message["text"])
            for line in message.get("body", b"").decode().splitlines():
                if line.startswith("data: "):
                    frames.append(json.loads(line.removeprefix("data: ")))
        return frames

    @property
    def numbers(self) -> list[int]:
        """The numbers of the frames that changed something."""
        return [frame["s"] for frame in self.told if frame["k"] not in {"beat", "resync", "bye"}]

    @property
    def status(self) -> int:
        return int(self.messages[0].get("status", self.messages[0].get("code", 0)))

    @property
    def body(self) -> Any:
        return json.loads(self.messages[-1]["body"])

    def header(self, name: bytes) -> str:
        return str(dict(self.messages[0]["headers"])[name].decode())

    async def until(self, seq: int) -> None:
        """Wait until the frame of this number is here."""
        await self._wait(lambda: seq in self.numbers)

    async def until_told(self, kind: str) -> None:
        await self._wait(lambda: kind in {frame["k"] for frame in self.told})

    async def _wait(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def go(self) -> None:
        closing = "http" if self.scope["type"] == "http" else "websocket"
        self._says.put_nowait({"type": f"{closing}.disconnect"})
        await asyncio.wait_for(self.task, 20)

    def say(self, text: str) -> None:
        self._says.put_nowait({"type": "websocket.receive", "text": text})


async def no_page(scope: Message, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})


async def in_thread(work: Callable[..., R], /, **given: Any) -> R:
    """What a view would do: a thread of its own, and its connection given back."""

    def done() -> R:
        try:
            return work(**given)
        finally:
            connection.close()

    return await asyncio.to_thread(done)


def in_a_loop(scene: Coroutine[Any, Any, None]) -> None:
    """Play a scene; the hub that it begins ends with it."""

    async def play() -> None:
        try:
            await scene
        finally:
            for hub in list(hubs._hubs.values()):
                await hub.leave()
            hubs._hubs.clear()

    asyncio.run(play())


def address(stream: UUID, rest: str = "events") -> str:
    return f"/api/v1/streams/{stream}/{rest}"


@pytest.fixture
def stream(transactional_db: None) -> UUID:
    return open_stream(subject=new_id(), purpose="meeting", rest_ms=0)
