"""The lexicon of a corpus: how often each word stands in its public documents."""

from collections import Counter
from collections.abc import Iterable

from portal.ledger.readers import PUBLIC
from search.analysis.chain import Analysis
from search.analysis.compounds import lexicon_of
from search.analysis.normal import normalise
from search.analysis.tokens import raw_tokens
from search.documents import SearchDocument
from search.engines.rows import cut

MOST_WORDS = 2_000_000
"""Distinct tokens that are counted at once; the rarest are let go of beyond it."""


def learned(documents: Iterable[SearchDocument]) -> tuple[Analysis, int]:
    """The analysis by their lexicon, and how many documents there were."""
    counts: Counter[str] = Counter()
    total = 0
    for document in documents:
        total += 1
        if document.audience == PUBLIC and document.language == "sv":
            for text in (document.title, *(chunk.text for chunk in cut(document).chunks)):
                counts.update(raw_tokens(normalise(text)))
        if len(counts) > MOST_WORDS:
            counts = Counter({word: n for word, n in counts.items() if n > 1})
    return Analysis(lexicon_of(counts)), total
