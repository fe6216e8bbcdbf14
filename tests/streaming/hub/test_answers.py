"""Snapshots and polling: what any cache between us and the reader may keep."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from django.conf import LazySettings

from streaming.hub.endpoints import BLOCK
from streaming.hub.selectors import snapshot_of
from streaming.hub.services import post
from tests.streaming.hub.conftest import Reader, address, in_a_loop

# The hub reads in a thread of its own: SQLite in memory has one connection for all.
pytestmark = pytest.mark.postgresql


async def answered(path: str, query: str = "", **scope: Any) -> Reader:
    reader = Reader(path, query, **scope)
    await asyncio.wait_for(reader.task, 20)
    return reader


def test_a_snapshot_is_kept_for_a_second_and_known_by_its_number(stream: UUID) -> None:
    post(stream=stream, kind="change", sections={"item": 1})
    epoch = snapshot_of(stream).epoch

    async def scene() -> None:
        first = await answered(address(stream, "snapshot"))
        assert first.body == {"m": str(stream), "e": epoch, "s": 1, "d": {"item": 1}}
        assert first.header(b"cache-control") == "public, max-age=1, stale-while-revalidate=1"
        assert first.header(b"access-control-allow-origin") == "*"
        tag = first.header(b"etag").encode()
        again = await answered(address(stream, "snapshot"), headers=[(b"if-none-match", tag)])
        assert again.status == 304

    in_a_loop(scene())


def test_polling_gets_the_frames_after_a_number(stream: UUID) -> None:
    for number in range(3):
        post(stream=stream, kind="change", sections={"item": number})
    epoch = snapshot_of(stream).epoch

    async def scene() -> None:
        found = await answered(address(stream, "since/1"), f"e={epoch}")
        assert [frame["s"] for frame in found.body] == [2, 3]
        assert found.header(b"cache-control").startswith("public, max-age=1,")
        none = await answered(address(stream, "since/3"), f"e={epoch}")
        assert none.body == []
        lost = await answered(address(stream, "since/1"), "e=other")
        assert [frame["k"] for frame in lost.body] == ["resync"]

    in_a_loop(scene())


def test_a_full_block_is_kept_for_a_second_since_its_words_may_be_forgotten(
    stream: UUID,
) -> None:
    for number in range(BLOCK + 1):
        post(stream=stream, kind="change", sections={"item": number})
    epoch = snapshot_of(stream).epoch

    async def scene() -> None:
        full = await answered(address(stream, "since/0"), f"e={epoch}")
        assert [frame["s"] for frame in full.body] == list(range(1, BLOCK + 1))
        assert full.header(b"cache-control") == "public, max-age=1, stale-while-revalidate=1"

    in_a_loop(scene())


def test_one_address_cannot_take_every_place(stream: UUID, settings: LazySettings) -> None:
    settings.STREAM_READERS_PER_ADDRESS = 2

    async def scene() -> None:
        kept = [Reader(address(stream)) for _each in range(2)]
        for reader in kept:
            await reader.until_told("resync")
        refused = await answered(address(stream))
        assert (refused.status, refused.header(b"retry-after")) == (503, "30")
        socket = await answered(address(stream, "socket"), kind="websocket")
        assert socket.status == 4503
        other = Reader(address(stream), client=("10.0.0.2", 1))
        await other.until_told("resync")
        await kept[0].go()
        again = Reader(address(stream))
        await again.until_told("resync")
        for reader in (kept[1], other, again):
            await reader.go()

    in_a_loop(scene())


def test_of_a_thousand_from_one_address_half_are_let_in_and_the_rest_are_told_when(
    stream: UUID,
) -> None:
    async def scene() -> None:
        readers = [Reader(address(stream)) for _each in range(1_000)]
        async with asyncio.timeout(60):
            while not all(reader.messages for reader in readers):
                await asyncio.sleep(0.01)
        statuses = [reader.status for reader in readers]
        assert (statuses.count(200), statuses.count(503)) == (500, 500)
        other = Reader(address(stream), client=("10.0.0.2", 1))
        await other.until_told("resync")
        for reader in (*(each for each in readers if each.status == 200), other):
            await reader.go()
        again = Reader(address(stream))
        await again.until_told("resync")
        await again.go()

    in_a_loop(scene())
