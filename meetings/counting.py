"""Counting votes and saying how they fell. Pure; law.md B7 (simple majority, casting vote)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from meetings.decision_contents import Ballot, PartyCount
from meetings.states import Choice, Side


class Cast(Protocol):
    """Anything that has a choice and a party."""

    @property
    def choice(self) -> str: ...

    @property
    def party(self) -> str: ...


def count(ballots: Iterable[Cast]) -> dict[str, int]:
    """How many of each choice; every choice has a number, none is left out."""
    counted = Counter(ballot.choice for ballot in ballots)
    return {choice.value: counted[choice.value] for choice in Choice}


def count_by_party(ballots: Iterable[Cast]) -> tuple[PartyCount, ...]:
    """The same by party, largest first, then by name."""
    groups: dict[str, list[Cast]] = defaultdict(list)
    for ballot in ballots:
        groups[ballot.party].append(ballot)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(PartyCount(party=party, **count(group)) for party, group in ordered)


def winner(yes: int, no: int, casting_vote: str) -> str:
    """The side that won: more votes, or the chair's casting vote on a tie; "" if undecided."""
    if yes != no:
        return Side.YES if yes > no else Side.NO
    return casting_vote


def departures(ballots: Sequence[Ballot]) -> list[Ballot]:
    """Those who voted otherwise than most of their party; a party split evenly has none."""
    usual = {party.party: winner(party.yes, party.no, "") for party in count_by_party(ballots)}
    return [
        ballot
        for ballot in ballots
        if ballot.choice in {Choice.YES, Choice.NO}
        and usual[ballot.party]
        and ballot.choice != usual[ballot.party]
    ]


class Counted(Protocol):
    """A round with its counts, None where they are not known."""

    @property
    def yes(self) -> int | None: ...

    @property
    def no(self) -> int | None: ...

    @property
    def won(self) -> str: ...


def figures(vote: Counted) -> str:
    """`7–6`, the winning side first; empty where the counts are not known."""
    if vote.yes is None or vote.no is None:
        return ""
    first, second = (vote.no, vote.yes) if vote.won == Side.NO else (vote.yes, vote.no)
    return f"{first}–{second}"
