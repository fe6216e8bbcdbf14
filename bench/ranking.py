"""How good a ranking is: reciprocal rank, nDCG and recall. Pure arithmetic.

K. Järvelin and J. Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002).
"""

import math
from collections.abc import Mapping, Sequence

Grades = Mapping[str, int]
"""How much each judged id is worth; what is not named is worth nothing."""


def reciprocal_rank(ranking: Sequence[str], grades: Grades) -> float:
    """1 for a first hit that is worth anything, 1/2 for a second … 0 for none."""
    best = (1 / rank for rank, key in enumerate(ranking, 1) if grades.get(key))
    return next(best, 0.0)


def ndcg(ranking: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """The gain of the first `depth`, discounted by rank, as a share of the best there could be."""
    gain = _gain([grades.get(key, 0) for key in ranking[:depth]])
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return gain / best if best else 0.0


def recall(ranking: Sequence[str], grades: Grades) -> float:
    """The share of what is worth anything that was found at all."""
    wanted = {key for key, grade in grades.items() if grade}
    return len(wanted & set(ranking)) / len(wanted) if wanted else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
