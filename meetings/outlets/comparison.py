"""Two texts side by side: what is the same, what went, what came. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
AROUND = 2
"""Unchanged lines that are kept on either side of a change."""

LONGEST = 20_000
"""Lines; comparing more than this would keep a reader waiting for seconds."""


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; `differs` from the other side or not."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line on both sides; a side that has none is empty. `skipped` counts equal lines."""

    change: Change
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    skipped: int = 0


def compare(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Lines of two versions beside each other; long runs of equal lines are counted only."""
    matcher = SequenceMatcher(a=before[:LONGEST], b=after[:LONGEST], autojunk=False)
    lines: list[Line] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            lines += _shortened(before[a1:a2], first=a1 == 0, last=a2 == len(before))
        else:
            lines += [_beside(*pair) for pair in zip_longest(before[a1:a2], after[b1:b2])]
    return lines


def _shortened(same: Sequence[str], *, first: bool, last: bool) -> Iterator[Line]:
    head, tail = 0 if first else AROUND, 0 if last else AROUND
    if len(same) <= head + tail + 1:
        yield from (_same(line) for line in same)
        return
    yield from (_same(line) for line in same[:head])
    yield Line(Change.SKIPPED, skipped=len(same) - head - tail)
    yield from (_same(line) for line in same[len(same) - tail :])


def _same(line: str) -> Line:
    return Line(Change.SAME, (Piece(line),), (Piece(line),))


def _beside(before: str | None, after: str | None) -> Line:
    if before is None:
        return Line(Change.ADDED, after=(Piece(after or "", differs=True),))
    if after is None:
        return Line(Change.REMOVED, before=(Piece(before, differs=True),))
    old, new = WORDS.findall(before), WORDS.findall(after)
    codes = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return Line(
        Change.CHANGED,
        _pieces((("".join(old[a1:a2]), tag != "equal") for tag, a1, a2, _, _ in codes)),
        _pieces((("".join(new[b1:b2]), tag != "equal") for tag, _, _, b1, b2 in codes)),
    )


def _pieces(parts: Iterator[tuple[str, bool]]) -> tuple[Piece, ...]:
    return tuple(Piece(text, differs) for text, differs in parts if text)
