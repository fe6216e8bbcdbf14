"""How far one word is from another: edits that are easily made count for less."""

from search.analysis.folding import fold

SAME_BUT_FOR_DOTS = 0.15
DOUBLED = 0.4
SWAPPED = 0.7
WRONG_START = 0.5
"""People seldom mistake the first letter."""


def within_two(word: str, other: str) -> bool:
    """Whether two edits at most lie between them: a letter put in, taken out, changed, swapped."""
    if abs(len(word) - len(other)) > 2:
        return False
    word, other = _differing(word, other)
    if not word or not other:
        return True
    return _distance(word, other) <= 2


def cost_of(word: str, other: str) -> float:
    """0 for the same word; some 1 for each edit, less for those that hands and eyes make.

    Between words without their dots: those cost little, and beside an edit nothing.
    """
    if word == other:
        return 0.0
    folded, other_folded = fold(word), fold(other)
    if folded == other_folded:
        return SAME_BUT_FOR_DOTS
    longer = max(folded, other_folded, key=len)
    cost = _cost_of_difference(*_differing(folded, other_folded), longer)
    return cost + (WRONG_START if folded[0] != other_folded[0] else 0.0)


def _cost_of_difference(one: str, other: str, longer: str) -> float:
    if one and other:
        swapped = len(one) == 2 and one == other[::-1]
        return SWAPPED if swapped else float(_distance(one, other))
    lone = one or other
    return DOUBLED if len(lone) == 1 and lone * 2 in longer else float(len(lone))


def _differing(word: str, other: str) -> tuple[str, str]:
    """What is left of both without their common beginning and end."""
    start, least = 0, min(len(word), len(other))
    while start < least and word[start] == other[start]:
        start += 1
    end = 0
    while end < least - start and word[-1 - end] == other[-1 - end]:
        end += 1
    return word[start : len(word) - end], other[start : len(other) - end]


def _distance(word: str, other: str) -> int:
    """Optimal string alignment: edits, where a swap of neighbours is one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, 1):
        before, last, row = row, before, [at]
        for place, facing in enumerate(other, 1):
            least = min(row[-1] + 1, before[place] + 1, before[place - 1] + (letter != facing))
            if _swapped(word, at, other, place):
                least = min(least, last[place - 2] + 1)
            row.append(least)
    return row[-1]


def _swapped(word: str, at: int, other: str, place: int) -> bool:
    if at < 2 or place < 2:
        return False
    return word[at - 1] == other[place - 2] and word[at - 2] == other[place - 1]
