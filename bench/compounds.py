"""How well compounds are taken apart, by a list that was made by hand (`bench/compounds.txt`).

A line is a word and the words that must find it; a word alone must be left whole. None of the
lines was written by the splitter.
"""

from dataclasses import dataclass
from pathlib import Path

from search.analysis.chain import Analysis

LIST = Path(__file__).parent / "compounds.txt"


@dataclass(frozen=True)
class Told:
    """`recall`: of the words that must find a compound, those that do. `precision`: of those that
    do, the ones that must or may (a part that is itself made of parts)."""

    words: int
    recall: float
    precision: float
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def measure(analysis: Analysis | None = None) -> Told:
    """With the shipped lexicon alone, unless another is given."""
    shape = (analysis or Analysis()).of("sv").shape
    wanted = found = right = 0
    missed, wrong = [], []
    lines = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines()]
    for word, *parts in (line for line in lines if line and line[0] != "#"):
        must = {shape(part).tokens[0] for part in parts}
        does = set(shape(word).parts)
        may = {part for part in does if any(_holds(part, each) for each in must)} if must else set()
        wanted, found = wanted + len(must), found + len(must & does)
        right += len(does & (must | may))
        missed += [f"{word}: {part}" for part in sorted(must - does)]
        wrong += [f"{word}: {part}" for part in sorted(does - must - may)]
    total = right + len(wrong)
    return Told(
        len(lines),
        round(found / wanted, 3),
        round(right / total, 3),
        tuple(missed),
        tuple(wrong),
    )


def _holds(part: str, inner: str) -> bool:
    return part != inner and (part.startswith(inner) or part.endswith(inner))
