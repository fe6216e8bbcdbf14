"""Many readers of one event stream, in a process of their own.

    python -m bench.viewers PORT PATH COUNT LAST [--drop-at SEQ --jitter SECONDS] [--stalled]
                            [--from SEQ] [--by-time]

Prints `{"connected": …}` when all are in, and at the end what they saw. A reader who is dropped
comes back with `Last-Event-ID`, each after a moment of its own. Stalled ones never read.
"""

import argparse
import asyncio
import contextlib
import json
import random
import re
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

EVENT = re.compile(rb'id: (\w+)\.(\d+)\ndata: [^\n]*?"at": ?([\d.]+)[^\n]*\n\n')
BY_TIME = re.compile(rb'id: (\w+)\.(\d+)\ndata: \{"v":1,[^\n]*?"t":"([^"]+)Z"[^\n]*\n\n')
"""Where nobody put a stamp into the frame, its own time tells how old it is, to the millisecond."""
AT_ONCE = 200
PATIENCE = 180


@dataclass
class Seen:
    """What all readers saw together."""

    count: int = 0
    connect_seconds: float = 0.0
    complete: int = 0
    deliveries: int = 0
    lost: int = 0
    doubled: int = 0
    ages: list[float] = field(default_factory=list, repr=False)
    first_at: float = 0.0
    last_at: float = 0.0
    back_seconds: float = 0.0


class Viewer(asyncio.Protocol):
    """One connection after the other, and how far the reader has got."""

    def __init__(self, crowd: "Crowd") -> None:
        self.crowd = crowd
        self.last = int(crowd.asked.first)
        self.identity = ""
        self.rest = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.rest = transport, b""
        back = f"Last-Event-ID: {self.identity}\r\n" if self.identity else ""
        transport.write(f"GET {self.crowd.path} HTTP/1.1\r\nHost: localhost\r\n{back}\r\n".encode())

    def data_received(self, data: bytes) -> None:
        now = time.time()
        text = self.rest + data
        end = 0
        for event in self.crowd.event.finditer(text):
            end = event.end()
            self._take(event[1], int(event[2]), now - self.crowd.told_at(event[3]))
        self.rest = text[end:][-2000:]

    def _take(self, epoch: bytes, seq: int, age: float) -> None:
        seen = self.crowd.seen
        if seq <= self.last:
            seen.doubled += 1
            return
        seen.lost += seq - self.last - 1
        self.last, self.identity = seq, f"{epoch.decode()}.{seq}"
        seen.deliveries += 1
        seen.ages.append(age)
        self.crowd.took(self)

    def abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()


class Crowd:
    """All readers of this process."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked, self.path = asked, asked.path
        self.seen = Seen(count=asked.count)
        self.viewers = [Viewer(self) for _each in range(asked.count)]
        self.done = asyncio.Event()
        self.may_drop = asyncio.Event()
        self._at_drop = 0
        self.event = BY_TIME if asked.by_time else EVENT
        self._times: dict[bytes, float] = {}

    def told_at(self, stamp: bytes) -> float:
        """Every reader gets the same stamps: each is read once."""
        if stamp not in self._times:
            text = stamp.decode()
            is_time = self.asked.by_time
            at = datetime.fromisoformat(f"{text}+00:00").timestamp() if is_time else float(text)
            self._times[stamp] = at
        return self._times[stamp]

    def took(self, viewer: Viewer) -> None:
        now = time.time()
        self.seen.first_at = self.seen.first_at or now
        self.seen.last_at = now
        if viewer.last == self.asked.drop_at:
            self._at_drop += 1
            if self._at_drop == len(self.viewers):
                self.may_drop.set()
        if viewer.last == self.asked.last:
            self.seen.complete += 1
            if self.seen.complete == len(self.viewers):
                self.done.set()

    async def connect(self) -> None:
        began = time.monotonic()
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._come(each, gate) for each in self.viewers))
        self.seen.connect_seconds = time.monotonic() - began

    async def storm(self) -> None:
        """All go at once and come back spread over the jitter, as `bye` or a crash would do."""
        await self.may_drop.wait()
        began = time.monotonic()
        gate = asyncio.Semaphore(AT_ONCE)
        for viewer in self.viewers:
            viewer.abort()
        await asyncio.gather(*(self._come_back(each, gate) for each in self.viewers))
        self.seen.back_seconds = time.monotonic() - began

    async def _come_back(self, viewer: Viewer, gate: asyncio.Semaphore) -> None:
        await asyncio.sleep(random.uniform(0, self.asked.jitter))
        await self._come(viewer, gate)

    async def _come(self, viewer: Viewer, gate: asyncio.Semaphore) -> None:
        async with gate:
            loop = asyncio.get_running_loop()
            await loop.create_connection(lambda: viewer, "127.0.0.1", self.asked.port)


async def watch(asked: argparse.Namespace) -> Seen:
    crowd = Crowd(asked)
    await crowd.connect()
    await asyncio.sleep(1)  # the last request is on its way
    print(json.dumps({"connected": asked.count}), flush=True)
    storm = asyncio.ensure_future(crowd.storm()) if asked.drop_at else None
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(crowd.done.wait(), PATIENCE)
    if storm:
        storm.cancel()
    return crowd.seen


def stall(asked: argparse.Namespace) -> None:
    """Ask and never read, until the input ends."""
    held = []
    for _each in range(asked.count):
        reader = socket.socket()
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        reader.connect(("127.0.0.1", asked.port))
        reader.sendall(f"GET {asked.path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        held.append(reader)
    print(json.dumps({"connected": asked.count}), flush=True)
    input()


def report(seen: Seen) -> str:
    ages = sorted(seen.ages)
    told = asdict(seen) | {"ages": None}
    for name, share in (("p50", 0.5), ("p99", 0.99), ("max", 1.0)):
        told[name] = ages[min(len(ages) - 1, int(len(ages) * share))] if ages else None
    return json.dumps(told)


def asked_by(words: Sequence[str]) -> argparse.Namespace:
    """What the command's words ask for, with the default of every option."""
    parser = argparse.ArgumentParser(prog="python -m bench.viewers")
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    parser.add_argument("count", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--drop-at", type=int, default=0)
    parser.add_argument("--jitter", type=float, default=2.0)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--by-time", action="store_true")
    parser.add_argument("--stalled", action="store_true")
    return parser.parse_args(words)


def main() -> None:
    asked = asked_by(sys.argv[1:])
    if asked.stalled:
        stall(asked)
    else:
        print(report(asyncio.run(watch(asked))), flush=True)


if __name__ == "__main__":
    main()
