"""What a misspelled word was meant to be, among the words of the corpus, within a millisecond.

One error is undone by trying every single edit of the word. Two errors are found by deletion
(after W. Garbe, SymSpell, 2012): two words at distance two meet when letters are taken out of
both. Only the first LETTERS letters are taken apart, so that the table stays small. All of it
is done with folded words, so that missing or wrong dots are no error beside the others.
"""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, groupby

from search.analysis.folding import fold
from search.query.distance import cost_of, within_two

SHORTEST, LONGEST = 3, 30
SHORTEST_FOR_TWO = 6
"""A shorter word with two errors may have been any word."""
LETTERS = 7
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
COST = 3.0
"""How many times e an error must be outweighed by: a word 20 times as common may err once more."""
MOST_CHANGED = 4
"""So many letters at most come or go by two edits."""
INDEX_BITS = 20
HASH_MASK = (1 << (63 - INDEX_BITS)) - 1


class Spelling:
    """Corrections out of these words with the number of documents that hold each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {word: count for word, count in counts.items() if _may_be_meant(word)}
        self._forms = _forms(self._counts)
        self._far = _Deletions(self._forms)

    def __len__(self) -> int:
        return len(self._counts)

    def knows(self, word: str) -> bool:
        return word.lower() in self._counts

    def count(self, word: str) -> int:
        """Documents that hold the word; 0 for an unknown one."""
        return self._counts.get(word.lower(), 0)

    def corrections(self, word: str, most: int = 3) -> list[str]:
        """The words that were probably meant, the likeliest first; in lower case."""
        word = word.lower()
        if not _may_be_meant(word):
            return []
        found = {other for form in self._near(fold(word)) for other in self._forms[form]} - {word}
        return sorted(found, key=lambda other: (-self._score(word, other), other))[:most]

    def _near(self, folded: str) -> set[str]:
        """The folded words within one edit; within two where there are none."""
        near = {edit for edit in (folded, *_edits(folded)) if edit in self._forms}
        if near or len(folded) < SHORTEST_FOR_TWO:
            return near
        return set(self._far.within_two(folded))

    def _score(self, word: str, other: str) -> float:
        return math.log(self._counts[other]) - COST * cost_of(word, other)


class _Deletions:
    """The words by what is left of their beginnings when up to two letters are taken out.

    Each line of the table is one integer: the hash of what is left, then the number of the
    beginning. Sorted, so that it is found by halving; 8 bytes a line.
    """

    def __init__(self, words: Iterable[str]) -> None:
        by_start = {
            start: tuple(same)
            for start, same in groupby(sorted(words), key=lambda word: word[:LETTERS])
        }
        self._words = [
            tuple((other, _letters(other)) for other in same) for same in by_start.values()
        ]
        lines = array("Q")
        for number, start in enumerate(by_start):
            lines.extend(_line(left, number) for left in _deletions(start))
        self._table = array("Q", sorted(lines))

    def within_two(self, word: str) -> Iterator[str]:
        """Words of the same first letter that lie two edits away at most."""
        letters = _letters(word)
        for other, others in self._candidates(word):
            if (letters ^ others).bit_count() <= MOST_CHANGED and within_two(word, other):
                yield other

    def _candidates(self, word: str) -> Iterator[tuple[str, int]]:
        starts = {number for left in _deletions(word[:LETTERS]) for number in self._numbers(left)}
        for number in starts:
            same = self._words[number]
            if same[0][0][0] == word[0]:
                yield from same

    def _numbers(self, left: str) -> Iterator[int]:
        first = _line(left, 0)
        at = bisect_left(self._table, first)
        last = first | ((1 << INDEX_BITS) - 1)
        while at < len(self._table) and self._table[at] <= last:
            yield self._table[at] & ((1 << INDEX_BITS) - 1)
            at += 1


def _letters(word: str) -> int:
    """A bit for each letter that stands in the word, wherever and however often."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 63)
    return letters


def _line(left: str, number: int) -> int:
    return (hash(left) & HASH_MASK) << INDEX_BITS | number


def _deletions(start: str) -> set[str]:
    """The text with none, one or two letters taken out."""
    places = range(len(start))
    ones = {start[:at] + start[at + 1 :] for at in places}
    twos = {
        start[:first] + start[first + 1 : second] + start[second + 1 :]
        for first, second in combinations(places, 2)
    }
    return {start, *ones, *twos}


def _edits(word: str) -> Iterator[str]:
    """Every text at one edit: a letter missing, swapped, wrong or too many."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        for letter in ALPHABET:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _forms(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by their folded forms: vard → vård, värd."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in words:
        forms[fold(word)].append(word)
    return dict(forms)


def _may_be_meant(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
