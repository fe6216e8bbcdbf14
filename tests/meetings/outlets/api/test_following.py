"""Waiting for entries, and server-sent events: many wait, nothing is held, nothing is missed."""

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.conf import LazySettings

from meetings.outlets.api import following
from meetings.outlets.api.changes import PATH
from meetings.outlets.api.following import Changes, Message
from portal.ledger.selectors import head_seq
from tests.meetings.outlets import factories as make
from tests.streaming.hub.conftest import in_thread

# Waiters are served from a thread of their own: SQLite in memory has one connection for all.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

SOON = 20
"""Seconds until it is certain that it never comes."""


class Ledger:
    """What the process knows of the head; a test moves it when it has published."""

    def __init__(self) -> None:
        self.newest: int | None = 0

    async def publish(self, number: int) -> None:
        await in_thread(lambda: make.publish(make.document(number)))
        self.newest = await in_thread(head_seq)


class Client:
    """One connection, as a server drives it."""

    def __init__(self, app: Changes, query: str, **headers: str) -> None:
        self.messages: list[Message] = []
        self._says: asyncio.Queue[Message] = asyncio.Queue()
        self._says.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        scope = {
            "type": "http",
            "method": "GET",
            "path": PATH,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("10.0.0.1", 1),
        }
        self.task = asyncio.ensure_future(app(scope, self._says.get, self._send))

    async def _send(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"]) if self.messages else 0

    @property
    def told(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages)

    @property
    def numbers(self) -> list[int]:
        lines = self.told.decode().splitlines()
        return [json.loads(line[6:])["seq"] for line in lines if line.startswith("data: ")]

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(SOON):
            while not holds():
                await asyncio.sleep(0.01)

    async def go(self) -> None:
        self._says.put_nowait({"type": "http.disconnect"})
        await asyncio.wait_for(self.task, SOON)


async def django(scope: Message, receive: Any, send: Any) -> None:
    """What stands behind: it gets the request as if it came now."""
    request = await receive()
    body = b"" if request["type"] == "http.request" else b"gone"
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": body})


def _has_told(client: Client, numbers: list[int]) -> bool:
    return client.numbers == numbers


def begun() -> tuple[Changes, Ledger]:
    ledger = Ledger()
    return Changes(django, lambda: ledger.newest), ledger


def test_who_waits_is_answered_when_there_is_something() -> None:
    async def scene() -> None:
        app, ledger = begun()
        client = Client(app, "after=0&wait=60")
        await asyncio.sleep(0.05)
        assert client.messages == []
        ledger.newest = 1
        await client.until(client.task.done)
        assert (client.status, client.told) == (299, b"")

    asyncio.run(scene())


@pytest.mark.parametrize(
    "query",
    ["after=0", "after=0&wait=x", "after=7&wait=60", "after=x&wait=60", "wait=1"],
)
def test_what_cannot_wait_and_what_need_not_goes_on_at_once(query: str) -> None:
    async def scene() -> None:
        app, ledger = begun()
        ledger.newest = 5
        await asyncio.wait_for(Client(app, query).task, SOON)

    asyncio.run(scene())


def test_time_that_is_up_is_an_answer_too() -> None:
    async def scene() -> None:
        app, _ledger = begun()
        client = Client(app, "after=0&wait=1")
        await client.until(client.task.done)
        assert client.status == 299

    asyncio.run(scene())


def test_who_leaves_while_waiting_costs_nothing_more() -> None:
    async def scene() -> None:
        app, _ledger = begun()
        client = Client(app, "after=0&wait=60")
        await asyncio.sleep(0.05)
        await client.go()
        assert client.messages == []

    asyncio.run(scene())


def test_events_come_in_order_from_where_the_client_was() -> None:
    async def scene() -> None:
        app, ledger = begun()
        for number in (1, 2, 3):
            await ledger.publish(number)
        client = Client(app, "after=1&format=sse")
        await client.until(lambda: client.numbers == [2, 3])
        await ledger.publish(4)
        await client.until(lambda: client.numbers == [2, 3, 4])
        assert b"id: 4\n" in client.told
        again = Client(app, "after=0", **{"accept": "text/event-stream", "last-event-id": "3"})
        await again.until(lambda: again.numbers == [4])
        await client.go()
        await again.go()

    asyncio.run(scene())


def test_a_page_is_read_once_for_all_who_stand_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred clients at one place: one reading of the database."""
    read: list[int] = []
    events_after = following._events_after

    def counted(seq: int) -> tuple[int, bytes]:
        read.append(seq)
        return events_after(seq)

    monkeypatch.setattr(following, "_events_after", counted)

    async def scene() -> None:
        app, ledger = begun()
        clients = [Client(app, "format=sse") for _ in range(100)]
        await asyncio.sleep(0.05)
        await ledger.publish(1)
        for client in clients:
            await client.until(partial(_has_told, client, [1]))
        assert read == [0]
        for client in clients:
            await client.go()

    asyncio.run(scene())


def test_a_silent_line_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "BEAT_EVERY", 0.05)

    async def scene() -> None:
        app, _ledger = begun()
        client = Client(app, "format=sse")
        await client.until(lambda: client.told.count(b": \n\n") >= 2)
        await client.go()

    asyncio.run(scene())


@pytest.mark.parametrize("after", ["6", "x"])
def test_a_cursor_from_the_future_is_refused_with_the_head(after: str) -> None:
    async def scene() -> None:
        app, ledger = begun()
        ledger.newest = 5
        client = Client(app, f"after={after}&format=sse")
        await client.until(client.task.done)
        assert (client.status, json.loads(client.told)["head"]) == (400, 5)

    asyncio.run(scene())


def test_clients_are_bounded(settings: LazySettings) -> None:
    settings.STREAM_READERS_PER_ADDRESS = 2

    async def scene() -> None:
        app, _ledger = begun()
        first = [Client(app, "format=sse"), Client(app, "after=0&wait=60")]
        await asyncio.sleep(0.05)
        for query in ("format=sse", "after=0&wait=60"):
            refused = Client(app, query)
            await refused.until(refused.task.done)
            assert refused.status == 503
        for client in first:
            await client.go()
        await_again = Client(app, "format=sse")
        await await_again.until(lambda: await_again.status == 200)
        await await_again.go()

    asyncio.run(scene())


def test_a_database_that_is_away_is_told_of() -> None:
    async def scene() -> None:
        app, ledger = begun()
        ledger.newest = None
        client = Client(app, "format=sse")
        await client.until(client.task.done)
        assert client.status == 503

    asyncio.run(scene())
