"""What the newest entry of the ledger is, asked thousands of times a second.

SQLite tells by `PRAGMA data_version` whether any other connection has committed; only then
is the head read again. PostgreSQL tells by NOTIFY, and the head is read twice a second all
the same, since a process may die between its commit and its NOTIFY.
"""

import logging
import sqlite3
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from django.db import close_old_connections, connection

from portal.ledger.selectors import head_seq
from portal.ledger.waking import generation, listening

LOOK_EVERY = 0.5
"""Seconds: half of what the contract gives other processes to honour a withdrawal."""

NEWEST = "SELECT max(seq) FROM ledger_entry"

Head = tuple[int, int]
"""The head as the database tells it, and how often this very process has moved it."""

log = logging.getLogger(__name__)


class Heads(Protocol):
    def current(self) -> Head | None:
        """The head now; None while the database cannot be asked."""
        ...


class SqliteHeads:
    """Reads through a connection of its own, so that it sees every commit of the others."""

    def __init__(self, path: str | Path) -> None:
        self._connection = sqlite3.connect(
            f"file:{path}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
        )
        self._seen = -1
        self._seq = 0

    def current(self) -> Head | None:
        try:
            [version] = self._connection.execute("PRAGMA data_version").fetchone()
            if version != self._seen:
                self._seq = self._connection.execute(NEWEST).fetchone()[0] or 0
                self._seen = version
        except sqlite3.Error:
            return None
        return self._seq, generation()


class PostgresqlHeads:
    """A thread listens; asking costs nothing."""

    def __init__(self) -> None:
        self._seq: int | None = None
        Thread(target=self._watch, name="page cache", daemon=True).start()

    def current(self) -> Head | None:
        return None if self._seq is None else (self._seq, generation())

    def _watch(self) -> None:
        while True:
            try:
                self._listen()
            except Exception:  # the database is away: serve nothing from the cache meanwhile
                self._seq = None
                log.exception("the page cache waits for the database")
                Event().wait(LOOK_EVERY)

    def _listen(self) -> None:
        with listening() as wait:
            while True:
                self._seq = head_seq()
                close_old_connections()
                wait(LOOK_EVERY)


def heads_of_database() -> Heads:
    """The way to learn the head that fits the configured database."""
    if connection.vendor == "sqlite":
        return SqliteHeads(connection.settings_dict["NAME"])
    return PostgresqlHeads()
