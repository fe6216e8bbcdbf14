"""SQLite connections that wait for the next request instead of being opened anew.

Django closes its connection after each request (CONN_MAX_AGE 0: under ASGI every request has a
thread of its own). To open one again, with its pragmas and functions, costs more than the queries
of a page. PostgreSQL has psycopg's pool for this.
"""

import os
import sqlite3
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base

MOST_IDLE = 16


@dataclass(frozen=True, slots=True)
class File:
    """A database file, told from one that took its place or another process's view of it."""

    pid: int
    device: int
    inode: int


class Idle:
    """Connections that nobody uses, the last one back first out."""

    def __init__(self) -> None:
        self._waiting: list[tuple[File, sqlite3.Connection]] = []
        self._lock = Lock()

    def take(self, file: File | None) -> sqlite3.Connection | None:
        """One to this very file. Those to a file that is gone are closed; a fork's are left."""
        with self._lock:
            while self._waiting:
                of, connection = self._waiting.pop()
                if of == file:
                    return connection
                if of.pid == os.getpid():
                    connection.close()
        return None

    def give_back(self, file: File, connection: sqlite3.Connection) -> bool:
        with self._lock:
            if len(self._waiting) >= MOST_IDLE:
                return False
            self._waiting.append((file, connection))
            return True


idle = Idle()


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but for where connections come from and go."""

    opened: File | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.opened = None if self.is_in_memory_db() else _file(conn_params["database"])
        waiting = idle.take(self.opened) if self.opened else None
        if waiting is not None:
            return waiting
        made = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            self.opened = _file(conn_params["database"])
        return made

    def _close(self) -> None:
        """Nothing is handed on from a transaction that was left open or after an error."""
        whole = not (self.in_atomic_block or self.errors_occurred or self.connection.in_transaction)
        if not (whole and self.opened and idle.give_back(self.opened, self.connection)):
            self.connection.close()


def _file(name: object) -> File | None:
    try:
        found = os.stat(str(name))
    except OSError:
        return None
    return File(os.getpid(), found.st_dev, found.st_ino)
