"""What the apps above tell threads: what a meeting is at, and whether it is silent now."""

from dataclasses import dataclass
from uuid import UUID

from portal.core.ports import Port


@dataclass(frozen=True)
class Moment:
    """Where a running meeting is: the item, and the second of its picture if there is one."""

    item: UUID
    second: int | None = None


moment_now: Port[[UUID], Moment | None] = Port()
"""The moment of the running meeting to which this agenda item belongs; None without one."""

held_back: Port[[UUID], str] = Port()
"""Why nothing may be written about this record just now (closed doors: law.md B13), in words for
people; empty when it may. Asked by the server for every comment."""
