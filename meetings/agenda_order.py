"""Numbers of an agenda's items when items move: pure, on rows of key, number and section.

Numbers belong to places and items move through them. A section that loses an item loses its last
number, one that gains an item gets the next; where numbers run through all sections, they run on.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.core.ids import natural_key

LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


@dataclass(frozen=True)
class Row:
    """An item as the order sees it."""

    key: str
    number: str
    section: str = ""


def in_order(rows: Sequence[Row]) -> list[Row]:
    """As people count: 2.2.2 before 2.10."""
    return sorted(rows, key=lambda row: natural_key(row.number))


def up(rows: Sequence[Row], key: str) -> list[Row]:
    """One place up; from the first of a section to the last of the one before."""
    return _stepped(in_order(rows), key, -1)


def down(rows: Sequence[Row], key: str) -> list[Row]:
    """One place down; from the last of a section to the first of the one after."""
    return _stepped(in_order(rows), key, 1)


def placed(rows: Sequence[Row], key: str, before: str) -> list[Row]:
    """To the place of another item, in its section; that one and those after it move down.

    `before` that is no item: to the end.
    """
    ordered = in_order(rows)
    [moving] = [row for row in ordered if row.key == key]
    rest = [row for row in ordered if row.key != key]
    at = next((place for place, row in enumerate(rest) if row.key == before), len(rest))
    if rest:
        moving = replace(moving, section=rest[min(at, len(rest) - 1)].section)
    return _reissued(ordered, [*rest[:at], moving, *rest[at:]])


def added(rows: Sequence[Row], key: str, section: str) -> list[Row]:
    """A new item, the last of its section; of a new section, the last of all."""
    ordered = in_order(rows)
    inside = [place for place, row in enumerate(ordered) if row.section == section]
    at = inside[-1] + 1 if inside else len(ordered)
    number = _successor(ordered[at - 1].number) if ordered else "1"
    fresh = Row(key, number, section)
    if not inside:
        return [*ordered, replace(fresh, number=_free(number, ordered))]
    return _reissued(ordered, [*ordered[:at], fresh, *ordered[at:]])


def renumbered(rows: Sequence[Row]) -> list[Row]:
    """From 1 without gaps, under each beginning that the numbers have: 2.1.1, 2.1.2, 2.2.1."""
    counts: dict[str, int] = defaultdict(int)
    made = []
    for row in in_order(rows):
        found = LAST_NUMBER.search(row.number)
        if found is None:
            made.append(row)
            continue
        head, tail = row.number[: found.start()], row.number[found.end() :]
        counts[head] += 1
        made.append(replace(row, number=f"{head}{counts[head]}{tail}"))
    return made


def _stepped(ordered: list[Row], key: str, step: int) -> list[Row]:
    at = next(place for place, row in enumerate(ordered) if row.key == key)
    other = at + step
    if not 0 <= other < len(ordered):
        return ordered
    after = list(ordered)
    if ordered[at].section != ordered[other].section:
        after[at] = replace(ordered[at], section=ordered[other].section)
    else:
        after[at], after[other] = ordered[other], ordered[at]
    return _reissued(ordered, after)


def _reissued(before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
    by_section = _numbers(before)
    if _runs_on(before):
        return _through_all(before, after)
    wanted = {section: len(numbers) for section, numbers in _numbers(after).items()}
    given = {
        section: _as_many(by_section.get(section, []), count) for section, count in wanted.items()
    }
    every = [number for numbers in given.values() for number in numbers]
    if None in every or len(set(every)) < len(every):
        return _through_all(before, after)
    left = {section: iter(numbers) for section, numbers in given.items()}
    return [replace(row, number=str(next(left[row.section]))) for row in after]


def _runs_on(rows: Sequence[Row]) -> bool:
    """Whether two sections count with the same beginning: 1, 2 | 3, 4."""
    sections: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found = LAST_NUMBER.search(row.number)
        sections[row.number[: found.start()] if found else row.number].add(row.section)
    return any(len(each) > 1 for each in sections.values())


def _as_many(numbers: Sequence[str], count: int) -> Sequence[str | None]:
    if not numbers:
        return [None] * count
    made = list(numbers[:count])
    while len(made) < count:
        made.append(_successor(made[-1]))
    return made


def _through_all(before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
    numbers = sorted((row.number for row in before), key=natural_key)
    while len(numbers) < len(after):
        numbers.append(_successor(numbers[-1]) if numbers else "1")
    return [replace(row, number=number) for row, number in zip(after, numbers, strict=False)]


def _numbers(rows: Sequence[Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.section].append(row.number)
    return {section: sorted(numbers, key=natural_key) for section, numbers in found.items()}


def _successor(number: str) -> str:
    """`2.1.9` → `2.1.10`, `4.` → `5.`; what ends in no number gets one."""
    if LAST_NUMBER.search(number) is None:
        return f"{number}2"
    return LAST_NUMBER.sub(lambda found: str(int(found.group()) + 1), number, count=1)


def _free(number: str, rows: Sequence[Row]) -> str:
    taken = {row.number for row in rows}
    while number in taken:
        number = _successor(number)
    return number
