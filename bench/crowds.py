"""A server, its readers and someone who tells: one run of a live measurement."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.copies import ROOT, Copy
from bench.servers import serving_process

SPARE_FILES = 200
HUB, RAW = "portal.config.asgi:application", "bench.fanout_raw:asgi"
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024


@dataclass(frozen=True)
class Run:
    """What the readers saw, and what it cost the server."""

    seen: dict[str, Any]
    cpu_seconds: float
    kib_per_reader: float

    @property
    def cpu_per_delivery(self) -> float:
        """Microseconds."""
        return float(1e6 * self.cpu_seconds / max(1, self.seen["deliveries"]))

    @property
    def deliveries_per_second(self) -> float:
        took = self.seen["last_at"] - self.seen["first_at"]
        return float(self.seen["deliveries"] / took) if took > 0 else 0.0


def possible(readers: int) -> int:
    """As many readers as the machine's limit of open files allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or hard > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return readers if soft == resource.RLIM_INFINITY else min(readers, soft - SPARE_FILES)


def crowd(
    copy: Copy,
    application: str,
    *,
    readers: int,
    frames: int,
    rate: float,
    stalled: int = 0,
    drop_at: int = 0,
    jitter: float = 2.0,
) -> Run:
    """Let so many read so many frames, told at a rate (0: as fast as it goes)."""
    many = {"STREAM_READERS": "50000", "STREAM_READERS_PER_ADDRESS": "50000"}
    with serving_process("uvicorn", application, copy, **many) as (port, server):
        path, where = _stream(copy) if application == HUB else ("/events", str(port))
        empty = _rss(server)
        words = [str(port), path, str(readers), str(frames)]
        if drop_at:
            words += ["--drop-at", str(drop_at), "--jitter", str(jitter)]
        with _stalled(port, path, stalled), viewers_of(words) as viewers:
            viewers.stdout.readline()  # type: ignore[union-attr]  # a pipe, as asked
            full, before = _rss(server), _cpu(server)
            kind = "hub" if application == HUB else "raw"
            copy.run("-m", "bench.telling", kind, where, "1", str(frames), str(rate))
            seen = json.loads(viewers.stdout.readline())  # type: ignore[union-attr]
            return Run(seen, _cpu(server) - before, (full - empty) / readers)


def _stream(copy: Copy) -> tuple[str, str]:
    begun = json.loads(copy.run("-m", "bench.telling", "open"))
    path = f"/api/v1/streams/{begun['stream']}/events?e={begun['epoch']}&s=0"
    return path, begun["stream"]


@contextmanager
def viewers_of(words: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """Readers in a process of their own: it says when all are there, and then what they saw."""
    command = [sys.executable, "-m", "bench.viewers", *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def _stalled(port: int, path: str, count: int) -> Iterator[None]:
    if not count:
        yield
        return
    with viewers_of([str(port), path, str(count), "0", "--stalled"]) as process:
        process.stdout.readline()  # type: ignore[union-attr]
        time.sleep(1)
        yield


def _cpu(pid: int) -> float:
    """Seconds of CPU that the process has used."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def _rss(pid: int) -> int:
    """KiB in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_KIB
