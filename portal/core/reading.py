"""What is read while a page is made, so that it is known when it must be made again.

Who asks the database tells what the answer depends on (`telling`). One question of which
nobody told or the clock (`spoil`), and nothing is known of the whole: a page is either told in
full or made anew every time. An app above that has nothing to show is asked again each time
(`unanswered`); where it shows something, the page is made anew.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection

R = TypeVar("R")
Question = Callable[[], Sequence[object]]
Source = tuple[str, Hashable]
"""Something that answers depend on, by what it is: a record, the parts of one, an address …"""


class Reading:
    """What one page has read. `is_told` is False when something else may change it.

    `unanswered` are questions that had no answer: as long as they have none, they change nothing.
    """

    def __init__(self) -> None:
        self.sources: set[Source] = set()
        self.unanswered: list[Question] = []
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


def is_reading() -> bool:
    """Whether somebody wants to know what is read now."""
    return _current.get() is not None


def asking(question: Callable[[], list[R]]) -> list[R]:
    """Ask an app above, whose answers come from anywhere: read by itself, apart from the page."""
    made = _current.get()
    assert made is not None, "ask where `is_reading`"
    token = _current.set(None)
    made.tell(set(), 1)
    try:
        answers = question()
    finally:
        made.tell(set(), -1)
        _current.reset(token)
    if any(answers):
        made.is_told = False
    else:
        made.unanswered.append(question)
    return answers
