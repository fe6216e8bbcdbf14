"""Files of questions with judged answers, and questions as people misspell them.

A line holds the question, a tab, and the ids of its answers with a space between; `id=2` is worth
more than `id`. An id is a path of the portal, a record's UUID, or the name of a text file.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.analysis.folding import fold

SHORTEST = 5
"""Letters of a word that somebody may misspell and still be understood."""
ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


@dataclass(frozen=True)
class Judged:
    """A question and what its answers are worth."""

    text: str
    grades: dict[str, int]


def judged(path: Path) -> list[Judged]:
    """The questions of a file. Raises ValueError naming the line that cannot be read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    said = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    return [_judged(path, number, line) for number, line in said if not line.startswith("#")]


def misspelled(text: str) -> str:
    """The question with one slip of the hand in its longest word; empty where none is long enough.

    The same question is always misspelled in the same way.
    """
    chance = random.Random(text)
    word = max(text.split(), key=len)
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    slips = [slip for slip in _slips(word, chance) if slip != word]
    return text.replace(word, chance.choice(slips), 1)


def unmarked(text: str) -> str:
    """The question without å, ä and ö; empty where it has none."""
    folded = fold(text)
    return folded if folded != text else ""


def _slips(word: str, chance: random.Random) -> Iterator[str]:
    """A letter missing, doubled, swapped, wrong; never the first, which people get right."""
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    yield before + after
    yield before + letter * 2 + after
    yield before + after[0] + letter + after[1:]
    yield before + chance.choice(ALPHABET) + after


def _judged(path: Path, number: int, line: str) -> Judged:
    text, tab, answers = line.partition("\t")
    pairs = [answer.partition("=") for answer in answers.split()]
    try:
        grades = {key: int(grade or 1) for key, _sign, grade in pairs}
    except ValueError:
        grades = {}
    if not (text.strip() and tab and grades):
        raise ValueError(f"{path}, line {number}: a question, a tab and ids, not {line[:60]!r}")
    return Judged(text.strip(), grades)
