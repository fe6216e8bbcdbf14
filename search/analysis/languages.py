"""What differs between languages: the stemmer and the words that say nothing by themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from search.analysis.word_lists import word_list

SWEDISH_STOP = word_list("stop_sv")

ENGLISH_STOP = word_list("stop_en")


@dataclass(frozen=True)
class Language:
    """A language that documents may be written in."""

    code: str
    stem: Callable[[str], str]
    stop: frozenset[str]
    has_compounds: bool


NO_DEFINITE = ("man", "plan", "organ", "gran", "kran", "svan", "altan", "median", "veteran",
               "orkan", "vulkan", "ocean", "innan", "japan", "iran", "istan", "katalan",
               "amerikan", "roman", "tulpan", "bertan", "stefan", "johan", "göran", "jordan",
               "brittan", "milan", "susan", "oman", "human")  # fmt: skip
"""Words that end so are not the definite form of a word in -a."""


def _snowball(name: str) -> Callable[[str], str]:
    """Nothing is remembered inside: what has no state can be asked by many threads."""
    stem: Callable[[str], str] = Stemmer.Stemmer(name, 0).stemWord
    return stem


_swedish = _snowball("swedish")


@lru_cache(maxsize=100_000)
def swedish_stem(word: str) -> str:
    """Snowball's stem, and the one form that it leaves: `skolan` is `skol`, as `skola` is."""
    stem = _swedish(word)
    if stem.endswith("an") and len(stem) > 4 and not stem.endswith(NO_DEFINITE):
        return stem[:-2]
    return stem


SWEDISH = Language("sv", swedish_stem, SWEDISH_STOP, True)
ENGLISH = Language("en", _snowball("english"), ENGLISH_STOP, False)

LANGUAGES = {language.code: language for language in (SWEDISH, ENGLISH)}


def language_of(code: str) -> Language:
    """The language of this code (`sv-SE` too); Swedish for one that has no analyser."""
    return LANGUAGES.get(code.lower()[:2], SWEDISH)
