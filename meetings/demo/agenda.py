"""What a meeting of the demo city consists of: meeting, agenda item, decision, vote.

A vote is known as counts in the real organizations; only Demonämnden has named ballots.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["decision", "information", "election", "notification"]
MeetingState = Literal["finished", "planned", "called", "cancelled"]
BallotChoice = Literal["yes", "no", "abstained", "absent", "not_taking_part", "conflict"]
Side = Literal["yes", "no"]
Purpose = Literal["main", "counter_proposal", "procedure"]
Outcome = Literal["approved", "rejected", "tabled", "proposed", "elected"]
Method = Literal["", "acclamation", "vote", "secret"]

UNKNOWN = "uppgift saknas"


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one person voted; `served_for` is the member whom a substitute stood in for."""

    person: str
    choice: BallotChoice
    served_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One vote: what it was about and how many stood on the winning and the losing side.

    `ballots` is empty where only the counts are known; where not even they are, `winning` and
    `losing` are None and `prose` tells. A tie has the chair's `casting_vote`.
    """

    about: str
    winning: int | None = None
    losing: int | None = None
    won: Side = "yes"
    purpose: Purpose = "main"
    yes_means: str = ""
    no_means: str = ""
    casting_vote: bool = False
    secret: bool = False
    prose: str = ""
    ballots: tuple[Ballot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """A reservation or a note: whose it is, and what it says where that is known."""

    parties: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of an item. An empty `method` is one that the sources do not tell.

    `sentence` is what a reader sees first; empty, it is the item's own outcome.
    """

    outcome: Outcome
    method: Method = ""
    sentence: str = ""
    clauses: tuple[str, ...] = ()
    reservations: tuple[Dissent, ...] = ()
    told_notes: tuple[Dissent, ...] = ()
    lists_members: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One agenda item. `number_known` is False where the demo numbers the item itself.

    `outcome` is one sentence of ours, None where the sources do not say. `statements` and
    `notes` hold one tuple of party codes for each statement and each note in the minutes.
    `not_taking_part` counts members who stood aside (conflict of interest). `closed`: the item is
    handled behind closed doors.
    """

    number: str
    title: str
    proposal: str = ""
    closed: bool = False
    number_known: bool = True
    case: str | None = None
    case_known: bool = True
    kind: ItemKind = "decision"
    outcome: str | None = None
    decided: Decided | None = None
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
