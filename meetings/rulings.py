"""What the secretary writes of a decision in short, and what it comes to. Pure.

The texts are the record's own and therefore in the city's language, whoever reads the screen.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from meetings.states import DecisionOutcome

AMENDED: Final = "amended"
"""Beside the outcomes: yes to the proposal, in other words than those that were proposed."""

TAKES_PROPOSAL = frozenset({DecisionOutcome.APPROVED, DecisionOutcome.PROPOSED})
"""Outcomes whose words are those of the proposal, where nobody writes others."""

SENTENCES: dict[str, str] = {
    DecisionOutcome.APPROVED: "{who} sa ja till förslaget.",
    AMENDED: "{who} sa ja till förslaget med ändringar.",
    DecisionOutcome.REJECTED: "{who} sa nej till förslaget.",
    DecisionOutcome.REFERRED_BACK: "{who} skickade tillbaka ärendet för mer beredning.",
    DecisionOutcome.TABLED: "{who} sköt upp frågan till nästa sammanträde.",
    DecisionOutcome.PROPOSED: "{who} föreslår fullmäktige att säga ja till förslaget.",
    DecisionOutcome.ANSWERED: "{who} ansåg frågan besvarad.",
    DecisionOutcome.STRUCK_OFF: "{who} avslutade ärendet utan beslut.",
    DecisionOutcome.NOTED: "{who} lade ärendet till handlingarna.",
}
"""Nobody can say in advance who is elected: that one is written."""

_BULLET = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)])\s+")
_CODE = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4}"
_WHO = re.compile(rf"^({_CODE}(?:\s*(?:,|och)\s*{_CODE})*|[^:]*\({_CODE}\)[^:]*):(?:\s+|$)")
_CODES = re.compile(rf"^{_CODE}(?:\s*(?:,|och)\s*{_CODE})*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What parties or persons moved, stated or reserved themselves against."""

    parties: str
    names: str
    text: str


class WrittenBy(Protocol):
    """A row of the record that says who said something."""

    @property
    def parties(self) -> str: ...

    @property
    def names(self) -> str: ...

    @property
    def text(self) -> str: ...


class NobodySaid(Exception):
    """A line that does not begin with who says it."""


def sentence_of(who: str, outcome: str) -> str:
    """The decision in one sentence; empty where it has to be written."""
    return SENTENCES.get(outcome, "").format(who=who)


def is_own_sentence(who: str, sentence: str) -> bool:
    """Whether somebody wrote it: the others follow the outcome when that changes."""
    made = {each.format(who=who) for each in SENTENCES.values()}
    return bool(sentence.strip()) and sentence.strip() not in made


def clauses_of(text: str) -> list[str]:
    """The att-satser: one a line, without the bullets and numbers that lists begin with."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def said_of(text: str) -> list[Said]:
    """`S, V: Avslag på förslaget.` on a line each; a line without who goes on with the last.

    Raises NobodySaid, with the line.
    """
    return list(_said(text))


def lines_of(rows: Iterable[WrittenBy]) -> str:
    """What `said_of` reads; who it cannot read is left to the longer form (see `can_be_lines`)."""
    return "\n".join(f"{row.parties or row.names}: {row.text}".strip() for row in rows)


def can_be_lines(rows: Iterable[WrittenBy]) -> bool:
    """Whether these rows survive being written as lines."""
    told = [Said(row.parties, row.names, row.text.strip()) for row in rows]
    try:
        return said_of(lines_of(told)) == told
    except NobodySaid:
        return False


def _said(text: str) -> Iterator[Said]:
    who, words = "", list[str]()
    for line in text.replace("\r\n", "\n").strip().split("\n"):
        begins = _WHO.match(line)
        if begins:
            if who:
                yield _row(who, words)
            who, words = begins[1], [line[begins.end() :]]
        elif who:
            words.append(line)
        elif line.strip():
            raise NobodySaid(line.strip())
    if who:
        yield _row(who, words)


def _row(who: str, words: list[str]) -> Said:
    text = "\n".join(words).strip()
    if _CODES.match(who):
        return Said(", ".join(re.split(r"\s*(?:,|\boch\b)\s*", who)), "", text)
    return Said("", who.strip(), text)
