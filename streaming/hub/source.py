"""The database as the hub reads it: in threads of its own, never in the loop."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from django.db import close_old_connections

from streaming.hub.ring import SIZE
from streaming.hub.selectors import (
    Position,
    Snapshot,
    frames_after,
    newest_frames,
    positions,
    snapshot_of,
)
from streaming.hub.wire import WireFrame

R = TypeVar("R")


class Source:
    """Every answer is awaited; a database that is away raises Django's own errors."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hub")
        self._past = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hub past")

    async def ask(self, question: Callable[[], R]) -> R:
        """Run something that reads the database, in the hub's thread."""
        return await _in(self._thread, question)

    async def ask_of_the_past(self, question: Callable[[], R]) -> R:
        """The same in another thread: whoever rewinds holds up nobody who follows now."""
        return await _in(self._past, question)

    async def positions(self, streams: Collection[UUID]) -> dict[UUID, Position]:
        return await self.ask(lambda: positions(streams))

    async def newest(self, at: Position) -> list[WireFrame]:
        return await self.ask(lambda: newest_frames(at.stream, at.epoch, SIZE))

    async def after(self, at: Position, seq: int) -> list[WireFrame]:
        return await self.ask(lambda: frames_after(at.stream, at.epoch, seq, SIZE))

    async def snapshot(self, stream: UUID) -> Snapshot:
        return await self.ask(lambda: snapshot_of(stream))


async def _in(threads: ThreadPoolExecutor, question: Callable[[], R]) -> R:
    def answer() -> R:
        close_old_connections()
        try:
            return question()
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(threads, answer)
