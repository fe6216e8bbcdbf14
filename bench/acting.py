"""Acts while pages are measured, in a process of its own (`bench.correcting`)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen
from threading import Event, Thread

from bench.copies import ROOT, Copy

EVERY = 0.5
"""Seconds between two acts elsewhere."""


class Acting:
    """Corrects records at once, or one of them again and again."""

    def __init__(self, process: "Popen[str]") -> None:
        self._process = process

    def correct(self, record: str) -> int:
        """The newest entry, once the correction is committed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(record, file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    @contextmanager
    def again_and_again(self, record: str) -> Iterator[None]:
        """While the block runs."""
        stop = Event()
        thread = Thread(target=self._until, args=(stop, record), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _until(self, stop: Event, record: str) -> None:
        while not stop.wait(EVERY):
            self.correct(record)


@contextmanager
def acting(copy: Copy) -> Iterator[Acting]:
    """Ready when the block begins."""
    command = ["setpriv", "--pdeathsig", "TERM", sys.executable, "-m", "bench.correcting"]
    with Popen(
        command, cwd=ROOT, env=dict(copy.environment), stdin=PIPE, stdout=PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield Acting(process)
        process.terminate()
