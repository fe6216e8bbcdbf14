"""Ports: where an app above answers something inside an app below.

The lower app declares a `Port`, the upper one fills it in `AppConfig.ready()`;
the lower one asks all who have answered and never learns their names.
"""

from collections.abc import Callable, Iterator
from typing import Generic, ParamSpec, TypeVar

from portal.core.reading import asking, is_reading

P = ParamSpec("P")
R = TypeVar("R")


class Port(Generic[P, R]):
    """An ordered list of answers to one typed question.

    Where every answer tells itself what it depends on (`is_told`), or all of them are empty, a
    page that asks may be remembered (`portal.core.reading`).
    """

    def __init__(self, *, is_told: bool = False) -> None:
        self._answers: list[Callable[P, R]] = []
        self._is_told = is_told

    def fill(self, answer: Callable[P, R]) -> Callable[P, R]:
        if answer not in self._answers:
            self._answers.append(answer)
        return answer

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[R]:
        answers = (answer(*args, **kwargs) for answer in self._answers)
        if self._is_told or not self._answers or not is_reading():
            return answers
        return iter(asking(lambda: [answer(*args, **kwargs) for answer in self._answers]))
