"""Rewinding: a stream as it was at a time, and what came next by its own times."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from streaming.hub.models import Frame, Stream
from streaming.hub.past import BLOCK
from streaming.hub.services import post
from streaming.hub.wire import applied, to_json
from tests.streaming.hub.conftest import Reader, address, in_a_loop, in_thread

pytestmark = pytest.mark.postgresql

BEGAN = 1_700_000_000_000
"""Milliseconds; the frames of `told` come a second apart from here on."""


def told(stream: UUID, *changes: dict[str, Any]) -> None:
    """Frames at known times."""
    for seq, sections in enumerate(changes, 1):
        Stream.objects.filter(pk=stream).update(head=seq)
        at = datetime.fromtimestamp((BEGAN + seq * 1000) / 1000, UTC)
        Frame.objects.create(
            stream_id=stream, seq=seq, kind="change", data=to_json(sections), at=at
        )


async def at(stream: UUID, seconds: float) -> Any:
    reader = Reader(address(stream, f"at/{BEGAN + round(seconds * 1000)}"))
    await asyncio.wait_for(reader.task, 20)
    assert reader.status == 200
    return reader.body


def test_a_stream_is_shown_as_it_was_and_played_on_to_what_it_is(stream: UUID) -> None:
    told(stream, {"item": 1}, {"item": 2, "speaker": "A"}, {"speaker": None}, {"item": 3})

    async def scene() -> None:
        before, then, now = await at(stream, 0.9), await at(stream, 2.5), await at(stream, 99)
        assert (before["s"], before["d"]) == (0, {})
        assert (then["s"], then["d"]) == (2, {"item": 2, "speaker": "A"})
        assert [frame["s"] for frame in then["then"]] == [3, 4]
        assert (now["s"], now["d"], now["then"]) == (4, {"item": 3}, [])
        state = then["d"]
        for frame in then["then"]:
            state = applied(state, frame["d"])
        assert state == now["d"]

    in_a_loop(scene())


def test_of_a_long_meeting_a_block_comes_at_a_time(stream: UUID) -> None:
    told(stream, *({"item": number} for number in range(BLOCK + 10)))

    async def scene() -> None:
        first = await at(stream, 1)
        assert [frame["s"] for frame in first["then"]] == list(range(2, BLOCK + 2))
        assert len((await at(stream, BLOCK + 1))["then"]) == 9

    in_a_loop(scene())


def test_forgotten_words_are_gone_from_what_was(stream: UUID) -> None:
    told(stream, {"c1": "elakt", "c2": "snällt"}, {"c3": "mer"})
    hidden: dict[str, Any] = {"kind": "hidden", "sections": {"c1": None}, "forget": ["c1"]}

    async def scene() -> None:
        follower = Reader(address(stream))
        await follower.until_told("resync")
        assert (await at(stream, 1))["d"] == {"c1": "elakt", "c2": "snällt"}
        await in_thread(post, stream=stream, **hidden)
        await follower.until(3)
        assert (await at(stream, 1))["d"] == {"c2": "snällt"}
        await follower.go()

    in_a_loop(scene())
