"""Telling waiting relays that the ledger grew. A hint only: they also look by themselves.

PostgreSQL tells every process by NOTIFY; with SQLite only this process is told.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event

import psycopg
from django.db import connection

CHANNEL = "ledger"

_here = Event()
_generation = count()
_current = [next(_generation)]

Wait = Callable[[float], None]


def wake() -> None:
    """Tell waiting runners that there is something to read."""
    _current[0] = next(_generation)
    _here.set()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def generation() -> int:
    """How often this process has said so: it knows of its own commits before anybody tells."""
    return _current[0]


@contextmanager
def listening() -> Iterator[Wait]:
    """Yields a function that waits for a hint, at most so many seconds."""
    if connection.vendor != "postgresql":
        yield _wait_here
        return
    parameters = connection.get_connection_params()
    with psycopg.connect(**parameters, autocommit=True) as own:
        own.execute(f"LISTEN {CHANNEL}")
        yield lambda seconds: _wait_for_notify(own, seconds)


def _wait_here(seconds: float) -> None:
    _here.wait(seconds)
    _here.clear()


def _wait_for_notify(own: "psycopg.Connection[tuple[object, ...]]", seconds: float) -> None:
    for _notify in own.notifies(timeout=seconds, stop_after=1):
        return
