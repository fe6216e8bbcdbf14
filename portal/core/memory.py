"""A bounded dictionary for what a process has made once and need not make again."""

from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """What came first goes first. Nothing in it may depend on more than its key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Hashable, V] = {}

    def get(self, key: Hashable) -> V | None:
        return self._held.get(key)

    def put(self, key: Hashable, value: V) -> None:
        """Threads may put at once: the worst is one more or one fewer held."""
        self._held[key] = value
        while len(self._held) > self._most:
            self._held.pop(next(iter(self._held)), None)

    def __len__(self) -> int:
        return len(self._held)
