"""What the city says in more than one way (`SynonymGroup`). Applied to the question."""

from collections.abc import Iterator, Mapping, Sequence
from time import monotonic

from django.db import DatabaseError

from search.analysis.normal import normalise
from search.models import SynonymGroup

KEPT = 2.0
"""Seconds that a process remembers the list."""


class CitySynonyms(Mapping[str, Sequence[str]]):
    """By a word or words in lower case: the others. Read anew when the memory is old."""

    def __init__(self) -> None:
        self._others: dict[str, list[str]] = {}
        self._until = 0.0

    def __getitem__(self, words: str) -> Sequence[str]:
        return self._now()[words]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def forget(self) -> None:
        """Read the list anew at the next question."""
        self._until = 0.0

    def _now(self) -> dict[str, list[str]]:
        if self._until < monotonic():
            self._others, self._until = _read(), monotonic() + KEPT
        return self._others


def synonym_key(words: str) -> str:
    """How words are looked up: in normal form, in lower case, one space between them."""
    return " ".join(normalise(words).lower().split())


def _read() -> dict[str, list[str]]:
    """A search without synonyms is better than none: before the first migrate, for instance."""
    others: dict[str, list[str]] = {}
    try:
        groups = list(SynonymGroup.objects.all())
    except DatabaseError:
        return others
    for group in groups:
        words = [synonym_key(word) for word in group.split()]
        for word in words:
            others.setdefault(word, []).extend(each for each in words if each != word)
    return others


synonyms = CitySynonyms()
