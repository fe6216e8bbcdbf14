"""One stream and everyone who reads it in this process."""

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence

from streaming.hub.client import Client
from streaming.hub.ring import Ring
from streaming.hub.selectors import Position
from streaming.hub.wire import BEAT, BYE, RESYNC, WireFrame, sse_event, told_by_hub

SLICE = 250
"""So many readers between two turns of the loop: a newcomer waits for no more than these."""

SPREAD_MS = 20_000
"""Readers who are sent away come back spread over so long."""


class Fanout:
    """The ring of a stream and its readers, each with a cursor. Never waits for a reader."""

    def __init__(self, position: Position, frames: Iterable[WireFrame]) -> None:
        self.stream = position.stream
        self.audience = position.audience
        self.rest = position.rest_ms / 1000
        self.clients: set[Client] = set()
        self.not_before = 0.0
        """Loop time of the next delivery."""
        self.idle_since: float | None = None
        self.past: dict[int, str] = {}
        """Sections as they were, as JSON by number (streaming/hub/past.py)."""
        self.ring = _filled(position, frames)

    @property
    def epoch(self) -> str:
        return self.ring.epoch

    @property
    def head(self) -> int:
        return self.ring.head

    def welcome(self, epoch: str, seq: int, *, as_events: bool) -> bytes:
        """What someone who stands there is told at once: nothing, what followed, or `resync`."""
        if epoch != self.epoch or not self.ring.holds_all_after(seq):
            return self._told(RESYNC, as_events=as_events)
        if seq == self.head:
            return self._told(BEAT, as_events=as_events)
        return self.ring.batch(seq, as_events=as_events)

    def begin_anew(self, position: Position, frames: Iterable[WireFrame]) -> None:
        """Another epoch: the ring is a new one and everyone fetches a snapshot."""
        self.ring = _filled(position, frames)
        self.past = {}
        for client in self.clients:
            client.cursor = -1

    def take_in(self, frames: Sequence[WireFrame]) -> None:
        """What was told since. Words that are forgotten are forgotten in what was, too."""
        self.ring.extend(frames)
        if any(frame.forgets for frame in frames):
            self.past = {}

    async def push(self) -> None:
        """Hand everyone who is not waiting what they have not got."""
        await self._each_ready(self.serve)

    async def beat(self) -> None:
        """Tell everyone where the stream stands, so that a silent gap is noticed."""
        told = {form: self._told(BEAT, as_events=form) for form in (True, False)}
        await self._each_ready(lambda client: client.hand_over(told[client.as_events], self.serve))

    def end_stalled(self, before: float) -> int:
        """End those who have not read since then; returns how many."""
        stalled = [each for each in self.clients if each.is_busy and each.stalled_since < before]
        for client in stalled:
            client.end()
        return len(stalled)

    def send_away(self) -> None:
        """Say `bye` to everyone: each comes back at a moment of its own."""
        for client in list(self.clients):
            if not client.is_busy:
                after = random.randrange(SPREAD_MS)  # noqa: S311  spread, not secret
                told = self._told(BYE, as_events=client.as_events, retry_ms=after)
                client.hand_over(told, lambda _client: None)
            client.end()

    def serve(self, client: Client) -> None:
        """All that follows the client's cursor in one batch."""
        if client.cursor == self.head:
            return
        if self.ring.holds_all_after(client.cursor):
            payload = self.ring.batch(client.cursor, as_events=client.as_events)
        else:
            payload = self._told(RESYNC, as_events=client.as_events)
        client.cursor = self.head
        client.hand_over(payload, self.serve)

    async def _each_ready(self, work: Callable[[Client], None]) -> None:
        """Everyone who is not waiting, a slice at a time."""
        for place, client in enumerate(list(self.clients)):
            if not client.is_busy:
                work(client)
            if place % SLICE == SLICE - 1:
                await asyncio.sleep(0)

    def _told(self, kind: str, *, as_events: bool, **data: int | str) -> bytes:
        text = told_by_hub(self.stream, self.epoch, self.head, kind, **data)
        return sse_event(text) if as_events else f"[{text}]".encode()


def _filled(position: Position, frames: Iterable[WireFrame]) -> Ring:
    """A ring of the newest frames; an empty one begins at the stream's head."""
    known = list(frames)
    ring = Ring(position.epoch, known[0].seq - 1 if known else position.head)
    ring.extend(known)
    return ring
