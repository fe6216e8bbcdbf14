"""What the city says in more than one way: KS is kommunstyrelsen. Applied to the question."""

from collections.abc import Mapping, Sequence

Synonyms = Mapping[str, Sequence[str]]


def synonyms() -> Synonyms:
    return {}
