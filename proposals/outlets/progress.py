"""How far a proposal has come towards its votes, as a picture and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.accounts.states import AssuranceLevel
from proposals.contents import ProposalContent
from proposals.selectors.counts import NOTHING, Shown


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Votes of one assurance level."""

    level: str
    word: str
    votes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`share` is at most `100%`."""

    votes: int
    needed: int
    share: str
    levels: Sequence[LevelCount]


def votes_of(content: ProposalContent, shown: Shown | None) -> Shown:
    """What the record says once it is closed, else the running count."""
    if content.counts or content.closed:
        counts = {each.level: each.votes for each in content.counts}
        return Shown(sum(counts.values()), counts, shown.counted_at if shown else None)
    return shown or NOTHING


def progress_of(votes: Shown, needed: int) -> Progress:
    return Progress(votes.total, needed, share_of(votes.total, needed), _levels(votes.by_level))


def share_of(votes: int, needed: int) -> str:
    """In whole per cent, rounded down: 199 of 200 is not all."""
    return f"{min(votes * 100 // needed, 100)}%"


def _levels(counts: Mapping[str, int]) -> list[LevelCount]:
    return [
        LevelCount(level, str(level.label), counts[level])
        for level in AssuranceLevel
        if counts.get(level)
    ]
