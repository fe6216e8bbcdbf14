"""The database as the hub reads it: in one thread of its own, never in the loop."""

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

    async def ask(self, question: Callable[[], R]) -> R:
        """Run something that reads the database, in the hub's thread."""

        def answer() -> R:
            close_old_connections()
            try:
                return question()
            finally:
                close_old_connections()

        return await asyncio.get_running_loop().run_in_executor(self._thread, answer)

    async def positions(self, streams: Collection[UUID]) -> dict[UUID, Position]:
        return await self.ask(lambda: positions(streams))

    async def newest(self, at: Position) -> list[WireFrame]:
        return await self.ask(lambda: newest_frames(at.stream, at.epoch, SIZE))

    async def after(self, at: Position, seq: int) -> list[WireFrame]:
        return await self.ask(lambda: frames_after(at.stream, at.epoch, seq, SIZE))

    async def snapshot(self, stream: UUID) -> Snapshot:
        return await self.ask(lambda: snapshot_of(stream))
