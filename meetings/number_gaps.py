"""Numbers that a diary has passed over, read from the numbers themselves.

law.md D2: a secret line keeps its number in the diary, so a number under which nothing stands is
a question that the registry owes an answer. The form of a series is not asked for: what was
imported or typed by hand counts as well.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Gap:
    """The numbers from `first` to `last`, as their series writes them, that nothing has."""

    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one form in one year: the first and the last that are known, and the gaps."""

    first: str
    last: str
    known: int
    gaps: tuple[Gap, ...]

    @property
    def missing(self) -> int:
        return sum(gap.count for gap in self.gaps)


def series_of_year(numbers: Iterable[str], year: int) -> list[Series]:
    """The series in which these numbers of that year stand; numbers of other years are left out."""
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for number in set(numbers):
        parts = _apart(number, year)
        if parts:
            before, running, after = parts
            found[before, after][int(running)] = len(running)
    return [_series(*form, widths) for form, widths in sorted(found.items())]


def _apart(number: str, year: int) -> tuple[str, str, str] | None:
    """`0435/15` in 2015 is `("", "0435", "/15")`; None where no year or no running number is."""
    runs = list(DIGITS.finditer(number))
    of_year = next((run for run in reversed(runs) if run[0] == f"{year:04}"), None)
    of_year = of_year or next((run for run in reversed(runs) if run[0] == f"{year % 100:02}"), None)
    others = [run for run in runs if run is not of_year]
    if of_year is None or not others:
        return None
    running = max(reversed(others), key=lambda run: len(run[0]))
    return number[: running.start()], running[0], number[running.end() :]


def _series(before: str, after: str, widths: dict[int, int]) -> Series:
    def written(running: int, like: int) -> str:
        return f"{before}{running:0{widths[like]}}{after}"

    def gaps() -> Iterator[Gap]:
        for one, next_one in pairwise(known):
            if next_one - one > 1:
                first, last = written(one + 1, one), written(next_one - 1, one)
                yield Gap(first, last, next_one - one - 1)

    known = sorted(widths)
    ends = written(known[0], known[0]), written(known[-1], known[-1])
    return Series(*ends, len(known), tuple(gaps()))
