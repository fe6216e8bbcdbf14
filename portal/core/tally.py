"""How a vote fell, drawn so that it needs no colour: one mark a person, in the same scale.

Order is fixed (ja, nej, avstår, frånvarande, deltar ej, jäv) and each answer has a pattern and a
word. A vote known only as counts, or held in secret, is drawn the same: no ballot is invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNIT: Final = 10
"""Width of one vote in SVG units; the mark itself takes eight of them."""
_UNIT_REM = 0.95


class Answer(StrEnum):
    """What a person said in a vote, or why nothing was said."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"
    NOT_TAKING_PART = "not-taking-part"
    CONFLICT = "conflict"


ANSWER_WORDS: Final[dict[Answer, Promise]] = {
    Answer.YES: _("Ja"),
    Answer.NO: _("Nej"),
    Answer.ABSTAIN: _("Avstår"),
    Answer.ABSENT: _("Frånvarande"),
    Answer.NOT_TAKING_PART: _("Deltar inte"),
    Answer.CONFLICT: _("Jäv"),
}


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One answer: its word, how many, and its marks as places along x in UNITs."""

    answer: Answer
    word: str
    count: int
    places: tuple[int, ...]
    is_winner: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote laid out. All rows share `box` and `width`, so lengths can be compared."""

    rows: tuple[TallyRow, ...]
    box: str
    width: str
    total: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """How one party voted, in the order of `Answer`."""

    party: str
    counts: tuple[int, ...]


def tally(
    *,
    yes: int,
    no: int,
    abstain: int = 0,
    absent: int = 0,
    not_taking_part: int = 0,
    conflict: int = 0,
    winner: Answer | None = None,
    abstain_known: bool = True,
) -> Tally:
    """Lay out a vote. Ja, nej and avstår always show; the rest only when someone is there.

    Where nobody wrote down how many abstained there is no row that says none did.
    """
    counts = dict(zip(Answer, (yes, no, abstain, absent, not_taking_part, conflict), strict=True))
    always = (Answer.YES, Answer.NO, *([Answer.ABSTAIN] if abstain_known else []))
    longest = max(*counts.values(), 1)
    return Tally(
        rows=tuple(
            TallyRow(
                answer=answer,
                word=str(ANSWER_WORDS[answer]),
                count=count,
                places=tuple(range(1, count * UNIT, UNIT)),
                is_winner=answer is winner,
            )
            for answer, count in counts.items()
            if count or answer in always
        ),
        box=f"0 0 {longest * UNIT} 20",
        width=f"{longest * _UNIT_REM:g}em",
        total=sum(counts.values()),
    )


def shown_answers(rows: Sequence[PartyRow]) -> tuple[Answer, ...]:
    """The columns a party table needs: ja, nej and avstår, and what else someone answered."""
    always = (Answer.YES, Answer.NO, Answer.ABSTAIN)
    return tuple(
        answer
        for at, answer in enumerate(Answer)
        if answer in always or any(row.counts[at] for row in rows)
    )
