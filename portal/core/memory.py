"""A bounded dictionary for what a process has made once and need not make again."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """What came first goes first. Nothing in it may depend on more than its key.

    `most` bounds the sum of what `weigh` says of each value; without it, their number.
    """

    def __init__(self, most: int, weigh: Callable[[V], int] = lambda _value: 1) -> None:
        self._most, self._weigh = most, weigh
        self._held: dict[Hashable, V] = {}
        self._weight = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        return self._held.get(key)

    def put(self, key: Hashable, value: V) -> None:
        with self._lock:
            self._drop(key)
            self._held[key] = value
            self._weight += self._weigh(value)
            while self._weight > self._most:
                self._drop(next(iter(self._held)))

    def _drop(self, key: Hashable) -> None:
        if key in self._held:
            self._weight -= self._weigh(self._held.pop(key))

    def __len__(self) -> int:
        return len(self._held)
