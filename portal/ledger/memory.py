"""Versions that this process has read: what an entry says never changes.

A page of many records then costs the gate's query and no more. The key holds everything of
a head that can change; so a correction, a withdrawal, a new address or other readers are a
new key, and the gate is asked for every key on every page. What was withdrawn or erased is
not found any more, and is forgotten as others take its place; it is never on disk.
"""

from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

KEY = ("id", "seq", "path", "audience", "sha256", "recorded_at")
"""The columns of a head that make its newest version what it is."""

Key = tuple[UUID, int, str, str, str, datetime]
MOST = 10_000
"""Versions; some 3 kB each."""

V = TypeVar("V")


class Memory(Generic[V]):
    """A bounded dictionary; what came first goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: dict[Any, V] = {}

    def get(self, key: Any) -> V | None:
        return self._held.get(key)

    def put(self, key: Any, value: V) -> None:
        """Threads may put at once: the worst is one more or one fewer held."""
        self._held[key] = value
        while len(self._held) > self._most:
            self._held.pop(next(iter(self._held)), None)

    def __len__(self) -> int:
        return len(self._held)
