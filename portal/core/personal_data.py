"""Ports by which each app answers for what it keeps about somebody who logs in (law.md E7).

An app fills both in `AppConfig.ready()`. What it must keep (a registered paper, an act, a vote that
nobody can link) it says with the reason, and what it may erase it erases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.core.ports import Port


@dataclass(frozen=True)
class DataSection:
    """What one app knows: a heading for people, rows of plain facts, and why it is kept."""

    name: str
    title: str
    why: str
    rows: Sequence[Mapping[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True)
class Erasure:
    """What became of one sort of data: how many were erased, and what stays and why."""

    title: str
    erased: int
    kept: str = ""


my_data: Port[[int], Sequence[DataSection]] = Port()
"""Everything about the user with this id."""

erase_my_data: Port[[int], Sequence[Erasure]] = Port()
"""Erase it, in the caller's transaction. Apps answer from the top down; the login goes last."""

reasons_to_stay: Port[[int], Sequence[str]] = Port()
"""Why an account cannot be erased now, for people to read; none when it can."""
