"""What a query was meant to be, when words in it are found nowhere."""

import re
from dataclasses import dataclass

from portal.ledger.readers import Reader
from search import selectors
from search.plans import Phrase, QueryPlan, Word
from search.query.cleaning import cleaned
from search.query.parsed import Query
from search.query.vocabulary import spelling

MOST_WORDS = 6
"""Words that are looked at in one query."""
FAR_COMMONER = 20
"""A word that is there may still be an error where another is this many times as common.

A word that is found though it stands nowhere as it is written (`trådlöst` where the texts say
`trådlösa`) is no error.
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another query in the place of the one that was written, or only beside it."""

    written: str
    meant: str
    is_used: bool = True


def correction_of(text: str, query: Query, reader: Reader) -> Correction | None:
    """The query with every word that finds nothing put right; None when none can be."""
    meant = cleaned(text)
    for word in query.words[:MOST_WORDS]:
        if word.isalpha() and _is_wrong(word, reader):
            meant = _with(meant, word, _meant(word, reader))
    return Correction(text, meant) if meant != cleaned(text) else None


def is_doubtful(query: Query) -> bool:
    """Whether hits may come from half a word: `götborgsförslag` is found by its förslag alone."""
    return any(_is_half_known(word) for word in query.words[:MOST_WORDS])


def suggestion_of(text: str, query: Query, reader: Reader) -> Correction | None:
    """The query with its rare words as the far commoner ones that they resemble."""
    known, meant = spelling(), cleaned(text)
    for word in query.words[:MOST_WORDS]:
        least = FAR_COMMONER * known.count(word)
        best = next(iter(known.corrections(word, 1)), "") if least else ""
        if best and known.count(best) >= least and finds(best, reader):
            meant = _with(meant, word, best)
    return Correction(text, meant, is_used=False) if meant != cleaned(text) else None


def _is_wrong(word: str, reader: Reader) -> bool:
    return not finds(word, reader) or (_is_half_known(word) and not _stands(word, reader))


def _is_half_known(word: str) -> bool:
    """A word of no document, of which the lexicon knows one part and not the rest."""
    shape = selectors.analysis_now().of("sv").shape(word.lower())
    return len(shape.parts) == 1 and word.isalpha() and spelling().count(word) == 0


def _stands(word: str, reader: Reader) -> bool:
    """In some form of its own, not as parts."""
    return selectors.answer(QueryPlan(wanted=(Phrase(word),), limit=1), reader).total > 0


def _meant(word: str, reader: Reader) -> str:
    """The likeliest word that this reader finds; the word itself when there is none."""
    likely = spelling().corrections(word)
    return next((each for each in likely if finds(each, reader)), word)


def finds(word: str, reader: Reader) -> bool:
    """Whether a word alone is found. Asked anew each time: a word that stands only in what was
    withdrawn is never offered."""
    return selectors.answer(QueryPlan(wanted=(Word(word),), limit=1), reader).total > 0


def _with(text: str, word: str, meant: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", meant, text)
