"""What the newest entry of the ledger is, asked thousands of times a second.

SQLite tells by `PRAGMA data_version` whether any other connection has committed; only then
is the head read again. It is asked twenty times a second, and at once after a commit of this
process: the question takes file locks, and would cost as much as the answer.
PostgreSQL tells by NOTIFY, and the head is read twice a second all the same, since a process
may die between its commit and its NOTIFY. Where the head was not read within the last
second, nobody knows it: the contract's second would not be kept.

Servers fork: each process opens its own connection and starts its own thread.
"""

import logging
import os
import sqlite3
from collections.abc import Hashable
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Protocol, TypeAlias

from django.db import close_old_connections, connection

from portal.ledger.selectors import head_seq
from portal.ledger.waking import generation, listening

LOOK_EVERY = 0.5
ASK_EVERY = 0.05
KNOWN_FOR = 1.0
"""Seconds. CONTRACT, Times: a withdrawal is honoured within 1 s in other processes."""

NEWEST = "SELECT max(seq) FROM ledger_entry"

Head: TypeAlias = Hashable
"""Changes whenever the ledger may have: what the database tells, and what this process did."""

log = logging.getLogger(__name__)


class Heads(Protocol):
    def current(self) -> Head | None:
        """The head now; None while the database cannot be asked."""
        ...


class SqliteHeads:
    """Reads through a connection of its own, so that it sees every commit of the others."""

    def __init__(self, address: str, ask_every: float = 0.0) -> None:
        """`address` as in SQLite's `file:` addresses; `ask_every` in seconds."""
        self._address, self._ask_every = address, ask_every
        self._opened: tuple[int, sqlite3.Connection] | None = None
        self._read = (-1, 0)
        self._known: tuple[float, tuple[int, int]] = (0.0, (0, -1))
        self._lock = Lock()

    def current(self) -> Head | None:
        until, head = self._known
        if monotonic() < until and head[1] == generation():
            return head
        try:
            with self._lock:
                return self._ask()
        except sqlite3.Error:
            self._opened = None
            return None

    def _ask(self) -> Head:
        """The generation is read first: a commit of our own in between is seen the next time."""
        asked_at, own = monotonic(), generation()
        head = self._seq(), own
        self._known = asked_at + self._ask_every, head
        return head

    def _seq(self) -> int:
        """The version is read first: a commit in between is seen again the next time."""
        own = self._connection()
        [version] = own.execute("PRAGMA data_version").fetchone()
        if version != self._read[0]:
            [seq] = own.execute(NEWEST).fetchone()
            self._read = version, seq or 0
        return self._read[1]

    def _connection(self) -> sqlite3.Connection:
        pid = os.getpid()
        if self._opened is None or self._opened[0] != pid:
            opened = sqlite3.connect(
                self._address, uri=True, check_same_thread=False, isolation_level=None, timeout=0
            )
            opened.execute("PRAGMA query_only = ON")
            self._opened, self._read = (pid, opened), (-1, 0)
        return self._opened[1]


class PostgresqlHeads:
    """A thread listens; asking costs nothing."""

    def __init__(self) -> None:
        self._pid = 0
        self._read: tuple[float, int] | None = None
        self._stop = Event()

    def current(self) -> Head | None:
        if self._pid != os.getpid():
            self._start()
        read = self._read
        if read is None or monotonic() - read[0] > KNOWN_FOR:
            return None
        return read[1], generation()

    def stop(self) -> None:
        """Let go of the database within half a second."""
        self._stop.set()

    def _start(self) -> None:
        """Threads do not survive a fork, so the first to ask in a process starts its own."""
        self._pid, self._read = os.getpid(), None
        Thread(target=self._watch, name="page cache", daemon=True).start()

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except Exception:  # the database is away: serve nothing from the cache meanwhile
                self._read = None
                log.warning("the page cache waits for the database", exc_info=True)
                self._stop.wait(LOOK_EVERY)
            finally:
                close_old_connections()

    def _listen(self) -> None:
        with listening() as wait:
            while not self._stop.is_set():
                asked_at = monotonic()
                self._read = asked_at, head_seq()
                close_old_connections()
                wait(LOOK_EVERY)


def newest_entry(heads: Heads) -> int | None:
    """The number of the newest entry as the heads know it; None while they do not."""
    match heads.current():
        case (int(seq), *_generation):
            return seq
        case _:
            return None


def heads_of_database() -> Heads:
    """The way to learn the head that fits the configured database."""
    if connection.vendor == "sqlite":
        return SqliteHeads(_sqlite_address(connection.settings_dict["NAME"]), ASK_EVERY)
    return PostgresqlHeads()


def _sqlite_address(name: str | Path) -> str:
    """A file is never created; one in memory has an address already.

    `mode=ro` would not do: who opens a WAL database first makes the files beside it.
    """
    named = str(name)
    return named if named.startswith("file:") else f"{Path(named).absolute().as_uri()}?mode=rw"
