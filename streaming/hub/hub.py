"""The hub of a process: one look at the database for all streams, one fan-out a stream.

A turn asks where every watched stream stands, fetches what is new and hands it out. It begins
at a hint and twice a second without one. A database or a Redis that is away costs news, never
a reader: whoever is here stays.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from portal.ledger.readers import PUBLIC
from streaming.hub import waking
from streaming.hub.fanout import Fanout
from streaming.hub.hints import hints
from streaming.hub.leaving import Leaving
from streaming.hub.selectors import Position, Snapshot
from streaming.hub.source import Source
from streaming.hub.visitors import may_follow
from streaming.hub.wire import to_json

LOOK_EVERY = 0.5
BEAT_EVERY = 15.0
PATIENCE = 30.0
"""Seconds that a reader may go without reading."""
KEPT = 60.0
"""Seconds that a stream without readers stays in memory."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """A snapshot as JSON: `{"m": stream, "e": epoch, "s": seq, "d": sections}`."""

    epoch: str
    seq: int
    body: bytes

    @property
    def etag(self) -> str:
        return f'"{self.epoch}-{self.seq}"'

    @classmethod
    def of(cls, snapshot: Snapshot) -> "KeptSnapshot":
        told = {
            "m": str(snapshot.stream),
            "e": snapshot.epoch,
            "s": snapshot.seq,
            "d": snapshot.sections,
        }
        return cls(snapshot.epoch, snapshot.seq, to_json(told).encode())


class Hub:
    """Made once for a loop; see `hub_here`."""

    def __init__(self, source: Source | None = None) -> None:
        self.source = source or Source()
        self._loop = asyncio.get_running_loop()
        self._fanouts: dict[UUID, Fanout] = {}
        self._snapshots: dict[UUID, KeptSnapshot] = {}
        self._opening: dict[UUID, asyncio.Task[Fanout | None]] = {}
        self._news = asyncio.Event()
        self.is_leaving = False
        self._next_beat = self._loop.time() + BEAT_EVERY
        self._tasks = [self._loop.create_task(self._run())]
        if settings.REDIS_URL:
            self._tasks.append(self._loop.create_task(hints(settings.REDIS_URL, self._hear)))
        waking.when_told(self._tell_from_thread)
        self._leaving = Leaving(self._leave_soon)

    @property
    def viewers(self) -> int:
        return sum(len(fanout.clients) for fanout in self._fanouts.values())

    async def follow(self, stream: UUID) -> Fanout | None:
        """The stream's fan-out, loaded where nobody reads it yet; None where there is none."""
        if stream in self._fanouts:
            return self._fanouts[stream]
        if stream not in self._opening:
            self._opening[stream] = self._loop.create_task(self._open(stream))
        try:
            return await asyncio.shield(self._opening[stream])
        finally:
            self._opening.pop(stream, None)

    async def snapshot(self, fanout: Fanout) -> "KeptSnapshot":
        """The stream's state, read once a number however many ask."""
        kept = self._snapshots.get(fanout.stream)
        if kept is None or (kept.epoch, kept.seq) != (fanout.epoch, fanout.head):
            kept = KeptSnapshot.of(await self.source.snapshot(fanout.stream))
            self._snapshots[fanout.stream] = kept
        return kept

    async def leave(self) -> None:
        """Send everyone away and stop; they come back to whoever listens then."""
        self.is_leaving = True
        self._leaving.forget()
        waking.forget_listener(self._tell_from_thread)
        for task in self._tasks:
            task.cancel()
        for fanout in self._fanouts.values():
            fanout.send_away()

    def _leave_soon(self) -> None:
        self._loop.call_soon_threadsafe(lambda: self._loop.create_task(self.leave()))

    def _tell_from_thread(self, stream: UUID) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._hear, stream)

    def _hear(self, stream: UUID) -> None:
        if stream in self._fanouts:
            self._news.set()

    async def _open(self, stream: UUID) -> Fanout | None:
        at = (await self.source.positions([stream])).get(stream)
        if at is None:
            return None
        fanout = Fanout(at, await self.source.newest(at))
        self._fanouts[stream] = fanout
        return fanout

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), LOOK_EVERY)
            self._news.clear()
            await self._calmly(self._look)
            await self._calmly(self._tend)

    async def _calmly(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception:  # told, and tried again at the next turn
            log.exception("the hub could not look")

    async def _look(self) -> None:
        if not self._fanouts:
            return
        found = await self.source.positions(list(self._fanouts))
        for stream, at in found.items():
            await self._advance(self._fanouts[stream], at)

    async def _advance(self, fanout: Fanout, at: Position) -> None:
        if at.epoch != fanout.epoch:
            fanout.begin_anew(at, await self.source.newest(at))
        elif at.head > fanout.head:
            wait = fanout.not_before - self._loop.time()
            if wait > 0:
                self._loop.call_later(wait, self._news.set)
                return
            fanout.take_in(await self.source.after(at, fanout.head))
        else:
            return
        fanout.not_before = self._loop.time() + fanout.rest
        await self._end_those_who_may_not(fanout)
        await fanout.push()

    async def _tend(self) -> None:
        """Beats, readers who do not read, members who no longer are, streams nobody reads."""
        now = self._loop.time()
        if now < self._next_beat:
            return
        self._next_beat = now + BEAT_EVERY
        for fanout in list(self._fanouts.values()):
            fanout.end_stalled(now - PATIENCE)
            await self._end_those_who_may_not(fanout)
            await fanout.beat()
            self._let_go(fanout, now)

    async def _end_those_who_may_not(self, fanout: Fanout) -> None:
        """A role that ends at noon ends at noon: asked before anything is handed out."""
        if fanout.audience == PUBLIC or not fanout.clients:
            return
        sessions = {client.session for client in fanout.clients}
        may = await self.source.ask(
            lambda: {each for each in sessions if may_follow(each, fanout.audience)}
        )
        for client in list(fanout.clients):
            if client.session not in may:
                client.end()

    def _let_go(self, fanout: Fanout, now: float) -> None:
        if fanout.clients:
            fanout.idle_since = None
        elif fanout.idle_since is None:
            fanout.idle_since = now
        elif now - fanout.idle_since > KEPT:
            del self._fanouts[fanout.stream]
            self._snapshots.pop(fanout.stream, None)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub_here() -> Hub:
    """The hub of the running loop, begun at the first question."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs.clear()  # those of loops that have ended
        _hubs[loop] = Hub()
    return _hubs[loop]
