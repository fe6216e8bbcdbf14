"""What a meeting of the demo city consists of: meeting, agenda item, vote.

A vote is known as counts in the real organizations; only Demonämnden has named ballots.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["decision", "information", "election", "notification"]
MeetingState = Literal["finished", "planned", "cancelled"]
BallotChoice = Literal["yes", "no", "abstain", "absent"]

UNKNOWN = "uppgift saknas"


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one person voted."""

    person: str
    choice: BallotChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One vote: what it was about and how many stood on the winning and the losing side.

    `ballots` is empty where only the counts are known.
    """

    about: str
    winning: int
    losing: int
    ballots: tuple[Ballot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One agenda item. `number_known` is False where the demo numbers the item itself.

    `outcome` is one sentence of ours, None where the sources do not say. `statements` and
    `notes` hold one tuple of party codes for each statement and each note in the minutes.
    `not_taking_part` counts members who stood aside (conflict of interest).
    """

    number: str
    title: str
    number_known: bool = True
    case: str | None = None
    case_known: bool = True
    kind: ItemKind = "decision"
    outcome: str | None = None
    forwarded_to: str | None = None
    votes: tuple[Vote, ...] = ()
    motions: tuple[tuple[str, ...], ...] = ()
    statements: tuple[tuple[str, ...], ...] = ()
    notes: tuple[tuple[str, ...], ...] = ()
    not_taking_part: int = 0
    paragraph: int | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of an organization on `date`, the day it is held or was to be held.

    `start` is Swedish local time, None where the sources do not say. `moved_from` is the day
    first announced, if another. `reason` says why a meeting was moved or cancelled.
    """

    organization: str
    date: datetime.date
    start: datetime.time | None = None
    place: str = ""
    state: MeetingState = "finished"
    moved_from: datetime.date | None = None
    reason: str = ""
    items: tuple[Item, ...] = ()
    note: str = ""
    invented: bool = False

    @property
    def key(self) -> str:
        """How papers and steps point at it: "ks/2016-10-19"."""
        return f"{self.organization}/{self.date.isoformat()}"
