"""What differs between languages: the stemmer and the words that say nothing by themselves."""

from collections.abc import Callable
from dataclasses import dataclass

import snowballstemmer

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


SWEDISH = Language("sv", snowballstemmer.stemmer("swedish").stemWord, SWEDISH_STOP, True)
ENGLISH = Language("en", snowballstemmer.stemmer("english").stemWord, ENGLISH_STOP, False)

LANGUAGES = {language.code: language for language in (SWEDISH, ENGLISH)}


def language_of(code: str) -> Language:
    """The language of this code (`sv-SE` too); Swedish for one that has no analyser."""
    return LANGUAGES.get(code.lower()[:2], SWEDISH)
