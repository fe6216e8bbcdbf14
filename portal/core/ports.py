"""Ports: where an app above answers something inside an app below.

The lower app declares a `Port`, the upper one fills it in `AppConfig.ready()`;
the lower one asks all who have answered and never learns their names.
"""

from collections.abc import Callable, Iterator
from typing import Generic, ParamSpec, TypeVar

from portal.core.reading import spoil

P = ParamSpec("P")
R = TypeVar("R")


class Port(Generic[P, R]):
    """An ordered list of answers to one typed question."""

    def __init__(self) -> None:
        self._answers: list[Callable[P, R]] = []

    def fill(self, answer: Callable[P, R]) -> Callable[P, R]:
        if answer not in self._answers:
            self._answers.append(answer)
        return answer

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[R]:
        if self._answers:
            spoil()
        return (answer(*args, **kwargs) for answer in self._answers)
