"""Votes over time as a drawing made by the server: a climbing line towards the goal."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 160


@dataclass(frozen=True, slots=True)
class Day:
    """A row of the table beside the drawing: a day, its votes, and all until then."""

    day: datetime.date
    votes: int
    total: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`path` climbs in a box of `box`; `goal` is the height of the goal in it."""

    box: str
    path: str
    goal: int
    days: tuple[Day, ...]


def chart(
    votes: Sequence[tuple[datetime.date, int]],
    *,
    first: datetime.date,
    last: datetime.date,
    goal: int,
    until: datetime.date,
) -> Chart | None:
    """Draw votes by day from `first` to `last`, so far as `until`; None without a vote."""
    days = _days(votes)
    if not days:
        return None
    highest = max(days[-1].total, goal)
    span = max((last - first).days, 1)

    def x(day: datetime.date) -> int:
        return round(min(max((day - first).days, 0), span) * WIDTH / span)

    def y(total: int) -> int:
        return round(HEIGHT - total * HEIGHT / highest)

    steps = "".join(f"H{x(each.day)}V{y(each.total)}" for each in days)
    path = f"M0 {HEIGHT}{steps}H{max(x(until), x(days[-1].day))}"
    return Chart(f"0 0 {WIDTH} {HEIGHT}", path, y(goal), tuple(days))


def _days(votes: Sequence[tuple[datetime.date, int]]) -> list[Day]:
    days: list[Day] = []
    total = 0
    for day, count in votes:
        total += count
        days.append(Day(day, count, total))
    return days
