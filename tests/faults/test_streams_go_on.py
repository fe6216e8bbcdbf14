"""Two processes serve one stream; Redis dies, a process is told to end: nothing is lost."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from deploy.services.redis import throwaway_redis
from deploy.services.server import free_port
from streaming.live.services.item_commands import CloseItem
from streaming.live.services.obeying import Command
from streaming.live.services.round_commands import Gavel, OpenRound
from tests.faults.conftest import ROOT, Run
from tests.streaming.hub.conftest import in_thread
from tests.streaming.live.factories import handling, question
from tests.streaming.live.test_pages import put_out

pytestmark = [pytest.mark.slow, pytest.mark.redis]
PATIENCE = 60
AS_A_CITY = ("--timeout-graceful-shutdown", "10", "--ws-max-size", "65536")
"""As `deploy/` starts it."""
PLACE = re.compile(r'data-live="/api/v1/streams/([^"]+)" data-epoch="([^"]+)" data-seq="(\d+)"')


class Viewer:
    """Reads server-sent events and comes back from where it got to, as a browser does."""

    def __init__(self, stream: str, epoch: str, seq: str = "0") -> None:
        self.path = f"/api/v1/streams/{stream}/events?e={epoch}&s={seq}"
        self.seq = int(seq)
        self.last = ""
        self.numbers: list[int] = []
        self.kinds: list[str] = []

    @property
    def newest(self) -> int:
        return self.numbers[-1] if self.numbers else self.seq

    async def watch(self, port: int, until: int | None = None) -> None:
        """Until a number is here; without one, until the server ends the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        back = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
        writer.write(f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\n{back}\r\n".encode())
        try:
            while until is None or until not in self.numbers:
                line = await asyncio.wait_for(reader.readline(), PATIENCE)
                if not line:
                    return
                self._hear(line.decode().strip())
        finally:
            writer.close()

    def _hear(self, line: str) -> None:
        if line.startswith("id: "):
            self.last = line.removeprefix("id: ")
        if line.startswith("data: "):
            frame: dict[str, Any] = json.loads(line.removeprefix("data: "))
            self.kinds.append(frame["k"])
            if frame["k"] not in {"beat", "resync", "bye"}:
                self.numbers.append(frame["s"])


@contextmanager
def portal(environment: Mapping[str, str], redis_url: str) -> Iterator[tuple[int, Any]]:
    """A uvicorn as a city runs it: its port and its process."""
    port = free_port()
    words = ["portal.config.asgi:application", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", *words, *AS_A_CITY],
        cwd=ROOT,
        env={
            **environment,
            "DJANGO_SETTINGS_MODULE": "portal.config.settings_test",
            "REDIS_URL": redis_url,
        },
    )
    try:
        _until_it_answers(port)
        yield port, process
    finally:
        process.kill()
        process.wait()


def _until_it_answers(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_viewers_of_two_processes_miss_nothing(run: Run, environment: dict[str, str]) -> None:
    with ExitStack() as stack, ExitStack() as while_redis_lives:
        redis_url = while_redis_lives.enter_context(throwaway_redis())
        environment["REDIS_URL"] = redis_url
        [begun] = run("tests/faults/streamer.py", "open")
        stream, epoch = begun["stream"], begun["epoch"]
        (one, first), (other, _second) = (
            stack.enter_context(portal(environment, redis_url)) for _each in range(2)
        )
        viewers = [Viewer(stream, epoch), Viewer(stream, epoch)]

        async def both(until: int) -> None:
            await asyncio.gather(viewers[0].watch(one, until), viewers[1].watch(other, until))

        run("tests/faults/streamer.py", "tell", stream, 1, 10)
        asyncio.run(both(10))

        while_redis_lives.close()

        async def while_told() -> None:
            told = asyncio.to_thread(run, "tests/faults/streamer.py", "tell", stream, 11, 20)
            await asyncio.gather(told, both(20))

        asyncio.run(while_told())

        async def until_sent_away() -> None:
            viewers[0].kinds.clear()
            watching = asyncio.create_task(viewers[0].watch(one))
            while not viewers[0].kinds:
                await asyncio.sleep(0.05)
            os.kill(first.pid, signal.SIGTERM)
            await asyncio.wait_for(watching, PATIENCE)

        asyncio.run(until_sent_away())
        assert first.wait(PATIENCE) in {0, -signal.SIGTERM}
        run("tests/faults/streamer.py", "tell", stream, 21, 30)
        asyncio.run(viewers[0].watch(other, 30))
        asyncio.run(viewers[1].watch(other, 30))
    assert viewers[0].kinds.count("bye") == 1
    assert [viewer.numbers for viewer in viewers] == [list(range(1, 31))] * 2


def page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return str(answer.read().decode())


def follower(port: int, path: str) -> Viewer:
    """Somebody who opened the meeting's page at this process, where the page says it stands."""
    found = PLACE.search(page(port, path))
    assert found is not None
    return Viewer(*found.groups())


async def say_too_much(port: int, path: str) -> bytes:
    """What a socket answers to ten megabytes in one message."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    hello = f"GET {path.replace('/events', '/socket')} HTTP/1.1\r\nHost: localhost\r\n"
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    writer.write((hello + upgrade + key).encode())
    assert b"101" in await asyncio.wait_for(reader.readline(), PATIENCE)
    writer.write(b"\x81\xff" + (10_000_000).to_bytes(8) + bytes(4))
    told = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    return told


@pytest.mark.postgresql
def test_the_live_page_goes_on_in_two_processes_while_redis_dies_and_somebody_shouts(
    environment: dict[str, str], settings: Settings
) -> None:
    made = handling()
    path = put_out(made)
    with ExitStack() as stack, ExitStack() as while_redis_lives:
        settings.REDIS_URL = while_redis_lives.enter_context(throwaway_redis())
        ports = [
            stack.enter_context(portal(environment, settings.REDIS_URL))[0] for _each in range(2)
        ]
        viewers = [follower(port, path) for port in ports]
        first = viewers[0].seq + 1

        async def all_told(*commands: Command) -> None:
            until = viewers[0].newest + len(commands)
            leading = asyncio.create_task(in_thread(lambda: made.does(*commands)))
            watching = (each.watch(port, until) for each, port in zip(viewers, ports, strict=True))
            await asyncio.gather(leading, *watching)

        asyncio.run(all_told(OpenRound(question())))
        while_redis_lives.close()
        assert (1009).to_bytes(2) in asyncio.run(say_too_much(ports[0], viewers[0].path))
        asyncio.run(all_told(Gavel(tie="casting_yes"), CloseItem()))
        assert [each.numbers for each in viewers] == [[first, first + 1, first + 2]] * 2
        anew = f"{path}?efter"
        assert ["Sammanträdet sa ja" in page(port, anew) for port in ports] == [True, True]
