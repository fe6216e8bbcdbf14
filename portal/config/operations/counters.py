"""Counts of requests that all processes of one machine share, without a server for them.

Each process adds to a small file of its own in VAR_DIR/metrics, mapped into memory; whoever is
asked adds the files up. What a process that has ended counted is folded into one file, so
a sum never falls.
"""

import fcntl
import mmap
import os
import struct
import threading
from contextlib import suppress
from pathlib import Path

METHODS = ("GET", "POST", "other")
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BUCKETS = (0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper ends in seconds; one more holds all that is slower."""

REQUESTS = len(METHODS) * len(CLASSES)
SLOTS = REQUESTS + len(BUCKETS) + 1 + 2
MICROSECONDS, EXCEPTIONS = SLOTS - 2, SLOTS - 1
LAYOUT = struct.Struct(f"<{SLOTS}Q")
ENDED = "ended"


class Counters:
    """This process's own file, made at the first count."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._map: mmap.mmap | None = None
        self._owner = 0

    def count(self, method: str, status: int, seconds: float) -> None:
        """One request, answered with `status` after `seconds`."""
        kind = METHODS.index(method) if method in METHODS else len(METHODS) - 1
        slot = kind * len(CLASSES) + min(max(status // 100, 1), 5) - 1
        bucket = next((at for at, end in enumerate(BUCKETS) if seconds <= end), len(BUCKETS))
        self._add({slot: 1, REQUESTS + bucket: 1, MICROSECONDS: int(seconds * 1_000_000)})

    def count_exception(self) -> None:
        """One exception that no view caught."""
        self._add({EXCEPTIONS: 1})

    def _add(self, amounts: dict[int, int]) -> None:
        with self._lock:
            mapped = self._mapped()
            for slot, amount in amounts.items():
                [held] = struct.unpack_from("<Q", mapped, slot * 8)
                struct.pack_into("<Q", mapped, slot * 8, held + amount)

    def _mapped(self) -> mmap.mmap:
        """A forked worker must not write into its parent's file."""
        if self._map is None or self._owner != os.getpid():
            self._owner = os.getpid()
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._folder / str(self._owner), os.O_RDWR | os.O_CREAT, 0o600)
            try:
                os.ftruncate(handle, LAYOUT.size)
                self._map = mmap.mmap(handle, LAYOUT.size)
            finally:
                os.close(handle)
        return self._map


def totals(folder: Path) -> tuple[int, ...]:
    """The sums of all processes, those that have ended included."""
    if not folder.is_dir():
        return (0,) * SLOTS
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _fold(folder)
        files = [each for each in folder.iterdir() if each.name == ENDED or each.name.isdigit()]
        return _sum([_read(each) for each in files])


def _fold(folder: Path) -> None:
    """Add the files of processes that are no more to that of the ended ones."""
    gone = [each for each in folder.iterdir() if each.name.isdigit() and not _lives(each.name)]
    if not gone:
        return
    held = [_read(each) for each in [folder / ENDED, *gone]]
    fresh = folder / "ended.new"
    fresh.write_bytes(LAYOUT.pack(*_sum(held)))
    fresh.replace(folder / ENDED)
    for each in gone:
        each.unlink()


def _lives(pid: str) -> bool:
    with suppress(ProcessLookupError):
        try:
            os.kill(int(pid), 0)
        except PermissionError:
            return True
        return True
    return False


def _read(path: Path) -> tuple[int, ...]:
    data = path.read_bytes() if path.exists() else b""
    return LAYOUT.unpack(data) if len(data) == LAYOUT.size else (0,) * SLOTS


def _sum(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * SLOTS
