"""Processes that run one subscriber: `reader.py LOG together` or `reader.py LOG taking-over`.

The subscriber writes its process and the entries it got to LOG, a line a batch.
"""

# ruff: noqa: E402 (a process of its own sets Django up before it meets the models)

import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

import django

django.setup()

from portal.ledger.models import Entry
from portal.ledger.relay import Subscriber, deliver, lags, new_owner, register_subscriber
from tests.factories import publish_note

LEASE = timedelta(seconds=1)
ACTS = 12


def read(log: Path, die_at: int = 0) -> None:
    """Deliver until all is read; `die_at` an entry, in the middle of its batch."""

    def handle(entries: Sequence[Entry]) -> None:
        with log.open("a") as file:
            file.write(f"{os.getpid()} {' '.join(str(entry.seq) for entry in entries)}\n")
        if die_at in {entry.seq for entry in entries}:
            os.kill(os.getpid(), signal.SIGKILL)

    subscriber = register_subscriber(Subscriber("log", handle, batch=1))
    owner = new_owner()
    while any(lag.behind for lag in lags() if lag.subscriber == "log"):
        if not deliver(subscriber, owner, LEASE):
            Event().wait(0.02)


def forked(work: Callable[[], None]) -> int:
    """Every connection belongs to a child, so that none is shared across a fork."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return child


def publish_some() -> None:
    for _ in range(ACTS):
        publish_note()


def main(log: Path, how: str) -> None:
    os.waitpid(forked(publish_some), 0)
    if how == "together":
        children = [forked(partial(read, log)) for _ in range(3)]
    else:
        os.waitpid(forked(partial(read, log, die_at=5)), 0)
        children = [forked(partial(read, log))]
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
