"""What is read while a page is made, so that it is known when it must be made again.

Who asks the database tells what the answer depends on (`telling`). One question of which
nobody told, the clock, or an app above that was asked (`spoil`), and nothing is known of the
whole: a page is either told in full or made anew every time.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

Source = tuple[str, Hashable]
"""Something that answers depend on, by what it is: a record, the parts of one, an address …"""


class Reading:
    """What one page has read. `is_told` is False when something else may change it."""

    def __init__(self) -> None:
        self.sources: set[Source] = set()
        self.is_told = True
        self._telling = 0

    def tell(self, sources: set[Source], step: int) -> None:
        self.sources |= sources
        self._telling += step

    def watch(self, execute: Callable[..., Any], *query: Any) -> Any:
        """Stands round every query of the page."""
        if not self._telling:
            self.is_told = False
        return execute(*query)


_current: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading() -> Iterator[Reading]:
    """Take down what is read inside."""
    made = Reading()
    token = _current.set(made)
    try:
        with connection.execute_wrapper(made.watch):
            yield made
    finally:
        _current.reset(token)


@contextmanager
def telling(*sources: Source) -> Iterator[None]:
    """The queries inside have the same answers until one of these changes."""
    made = _current.get()
    if made is None:
        yield
        return
    made.tell(set(sources), 1)
    try:
        yield
    finally:
        made.tell(set(), -1)


def spoil() -> None:
    """What is read now may change without anybody telling."""
    made = _current.get()
    if made is not None:
        made.is_told = False
