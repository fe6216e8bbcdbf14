"""Following a stream: nothing lost, nothing twice, and nobody waits for anybody."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from portal.core.ids import new_id
from streaming.hub import hub as hubs
from streaming.hub.hub import Hub, hub_here
from streaming.hub.ring import SIZE
from streaming.hub.selectors import Position, snapshot_of
from streaming.hub.services import begin_anew, open_stream, post
from streaming.hub.source import Source
from streaming.hub.wire import WireFrame
from tests.streaming.hub.conftest import Reader, address, in_a_loop, in_thread

# The hub reads in a thread of its own: SQLite in memory has one connection for all.
pytestmark = pytest.mark.postgresql


async def tell(stream: UUID, **sections: Any) -> int:
    return await in_thread(post, stream=stream, kind="change", sections=sections)


def place(stream: UUID) -> str:
    at = snapshot_of(stream)
    return f"e={at.epoch}&s={at.seq}"


def test_a_reader_gets_what_happens_after_the_page(stream: UUID) -> None:
    post(stream=stream, kind="change", sections={"item": 1})
    where = place(stream)

    async def scene() -> None:
        reader = Reader(address(stream), where)
        await tell(stream, item=2)
        await tell(stream, item=3)
        await reader.until(3)
        assert reader.numbers == [2, 3]
        assert [frame["d"] for frame in reader.told if frame["k"] == "change"] == [
            {"item": 2},
            {"item": 3},
        ]
        await reader.go()

    in_a_loop(scene())


def test_what_comes_while_a_stream_rests_travels_together(transactional_db: None) -> None:
    """The first word at once; those that follow wait for the end of the rest."""
    stream = open_stream(subject=new_id(), purpose="thread", rest_ms=3_600_000)
    where = place(stream)

    async def scene() -> None:
        reader, hub = Reader(address(stream), where), hub_here()
        await reader.until_told("beat")
        await tell(stream, item=1)
        await reader.until(1)
        for number in (2, 3, 4):
            await tell(stream, item=number)
        await hub._look()
        assert reader.numbers == [1]
        fanout = await hub.follow(stream)
        assert fanout is not None
        fanout.not_before = 0
        await hub._look()
        await reader.until(4)
        assert reader.numbers == [1, 2, 3, 4]
        assert reader.messages[-1]["body"].count(b"data: ") == 3
        await reader.go()

    in_a_loop(scene())


def test_a_socket_gets_the_same(stream: UUID) -> None:
    where = place(stream)

    async def scene() -> None:
        reader = Reader(address(stream, "socket"), where, kind="websocket")
        await tell(stream, item=1)
        reader.say("whatever a viewer says is passed by")
        await tell(stream, item=2)
        await reader.until(2)
        assert reader.numbers == [1, 2]
        assert reader.messages[0]["type"] == "websocket.accept"
        await reader.go()
        await tell(stream, item=3)
        epoch = reader.told[-1]["e"]
        again = Reader(address(stream, "socket"), f"e={epoch}&s=2", kind="websocket")
        await again.until(3)
        assert again.numbers == [3]
        await again.go()

    in_a_loop(scene())


def test_who_was_away_gets_what_was_missed(stream: UUID) -> None:
    where = place(stream)

    async def scene() -> None:
        first = Reader(address(stream), where)
        await tell(stream, item=1)
        await first.until(1)
        await first.go()
        await tell(stream, item=2)
        last = f"{first.told[-1]['e']}.1".encode()
        again = Reader(address(stream), "", headers=[(b"last-event-id", last)])
        await again.until(2)
        assert again.numbers == [2]
        await again.go()

    in_a_loop(scene())


@pytest.mark.parametrize("where", ["", "e=other&s=0", "e={epoch}&s=99", "e={epoch}&s=x"])
def test_who_stands_nowhere_is_told_to_fetch_a_snapshot(stream: UUID, where: str) -> None:
    post(stream=stream, kind="change", sections={"item": 1})
    epoch = snapshot_of(stream).epoch

    async def scene() -> None:
        reader = Reader(address(stream), where.format(epoch=epoch))
        await reader.until_told("resync")
        await tell(stream, item=2)
        await reader.until(2)
        assert reader.numbers == [2]
        await reader.go()

    in_a_loop(scene())


def test_who_fell_out_of_the_ring_is_told_to_fetch_a_snapshot(stream: UUID) -> None:
    for number in range(SIZE + 5):
        post(stream=stream, kind="change", sections={"item": number})
    epoch = snapshot_of(stream).epoch

    async def scene() -> None:
        late = Reader(address(stream), f"e={epoch}&s=4")
        just_in = Reader(address(stream), f"e={epoch}&s=5")
        await late.until_told("resync")
        await just_in.until(SIZE + 5)
        assert (late.numbers, just_in.numbers) == ([], list(range(6, SIZE + 6)))
        await late.go()
        await just_in.go()

    in_a_loop(scene())


def test_a_frame_is_read_once_and_made_into_bytes_once_for_all(stream: UUID) -> None:
    where = place(stream)
    read: list[int] = []

    class Counting(Source):
        async def after(self, at: Position, seq: int) -> list[WireFrame]:
            read.append(seq)
            return await super().after(at, seq)

    async def scene() -> None:
        hubs._hubs[asyncio.get_running_loop()] = Hub(Counting())
        readers = [Reader(address(stream), where) for _each in range(30)]
        for reader in readers:
            await reader.until_told("beat")
        assert {reader.told[0]["s"] for reader in readers} == {0}
        await tell(stream, item=1)
        for reader in readers:
            await reader.until(1)
        sent = [message.get("body", b"") for reader in readers for message in reader.messages]
        told = [body for body in sent if b"change" in body]
        assert (read, len(told), len(set(map(id, told)))) == ([0], 30, 1)
        for reader in readers:
            await reader.go()

    in_a_loop(scene())


def test_who_does_not_read_holds_up_nobody_and_catches_up(stream: UUID) -> None:
    where = place(stream)

    async def scene() -> None:
        slow, quick = Reader(address(stream), where), Reader(address(stream), where)
        await tell(stream, item=1)
        await slow.until(1)
        slow.may_read.clear()
        for number in range(2, 30):
            await tell(stream, item=number)
        await quick.until(29)
        assert slow.numbers == [1]
        slow.may_read.set()
        await slow.until(29)
        assert slow.numbers == quick.numbers == list(range(1, 30))
        await slow.go()
        await quick.go()

    in_a_loop(scene())


def test_who_has_not_read_for_long_is_let_go(stream: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "BEAT_EVERY", 0.0)
    monkeypatch.setattr(hubs, "PATIENCE", -1.0)
    where = place(stream)

    async def scene() -> None:
        stuck = Reader(address(stream), where)
        await stuck.until_told("beat")
        hub_here()._next_beat = 0.0
        stuck.may_read.clear()
        await tell(stream, item=1)
        while hub_here().viewers:
            await asyncio.sleep(0.05)
        stuck.may_read.set()
        await asyncio.wait_for(stuck.task, 20)

    in_a_loop(scene())


def test_a_new_epoch_sends_everyone_for_a_snapshot(stream: UUID) -> None:
    post(stream=stream, kind="change", sections={"item": 1})
    where = place(stream)

    async def scene() -> None:
        reader = Reader(address(stream), where)
        await reader.until_told("beat")
        await in_thread(begin_anew, stream=stream, sections={"item": 7})
        await reader.until_told("resync")
        fresh = Reader(address(stream, "snapshot"))
        await fresh.task
        assert (fresh.body["s"], fresh.body["d"]) == (1, {"item": 7})
        await tell(stream, item=8)
        await reader.until(2)
        assert reader.numbers == [2]
        await reader.go()

    in_a_loop(scene())


def test_forgotten_words_are_not_told_to_who_was_away(stream: UUID) -> None:
    where = place(stream)

    async def scene() -> None:
        here = Reader(address(stream), where)
        await tell(stream, **{"comment:1": "elakt", "comment:2": "snällt"})
        await here.until(1)
        await in_thread(
            post,
            stream=stream,
            kind="hidden",
            sections={"comment:1": None},
            forget=["comment:1"],
        )
        await here.until(2)
        late = Reader(address(stream), where)
        await late.until(2)
        assert [frame["d"] for frame in late.told] == [{"comment:2": "snällt"}, {"comment:1": None}]
        await here.go()
        await late.go()

    in_a_loop(scene())


def test_at_the_end_everyone_is_sent_away_at_a_moment_of_their_own(stream: UUID) -> None:
    where = place(stream)

    async def scene() -> None:
        readers = [Reader(address(stream), where) for _each in range(20)]
        socket = Reader(address(stream, "socket"), where, kind="websocket")
        for reader in [*readers, socket]:
            await reader.until_told("beat")
        await hub_here().leave()
        for reader in [*readers, socket]:
            await asyncio.wait_for(reader.task, 20)
        waits = {reader.told[-1]["d"]["retry_ms"] for reader in readers}
        assert {reader.told[-1]["k"] for reader in readers} == {"bye"}
        assert len(waits) > 10
        assert readers[0].messages[-1] == {
            "type": "http.response.body",
            "body": b"",
            "more_body": False,
        }
        assert socket.messages[-1] == {"type": "websocket.close", "code": 1001}
        late = Reader(address(stream), where)
        await late.task
        assert (late.status, late.header(b"retry-after")) == (503, "5")

    in_a_loop(scene())


def test_what_is_no_stream_is_not_found(stream: UUID) -> None:
    async def scene() -> None:
        for path in (address(new_id()), address(stream, "nothing"), "/api/v1/streams/x/events"):
            reader = Reader(path)
            await reader.task
            assert reader.status == 404
        socket = Reader(address(new_id(), "socket"), kind="websocket")
        await socket.task
        assert (socket.messages[0]["type"], socket.status) == ("websocket.close", 4404)
        posted = Reader(address(stream), method="POST")
        await posted.task
        assert posted.status == 405
        page = Reader("/moten/")
        await page.task
        assert page.status == 299

    in_a_loop(scene())
