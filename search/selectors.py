"""Asking the index: everything that pages, feeds and other apps know of it comes from here.

    answer(plan, reader)            one page of hits, counts and facets
    excerpts_in(found, plan)        snippets of the hits, in their order
    words(prefix, reader)           words while typing
    titles(prefix, reader)          cases, people, organizations while typing
    similar(key, reader)            more like this
    similar_to(text, reader)        the same for a text that is nowhere yet
    vocabulary()                    all public words, for corrections
    mark()                          changes when the index does
    seq()                           how far the index has read the ledger

The reader's audiences are put into every question here, and what the ledger has changed since
the index was written is left out of it: a withdrawn text is gone from hits, counts, facets and
suggestions at once, however far behind the index is. When the index is missing or broken the
database answers meanwhile (`Answer.by`), and the index is made anew in the background.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from portal.ledger.readers import Reader
from search.analysis.chain import Analysis, plain_analysis
from search.documents import SearchDocument
from search.engines.base import Answering, EngineError, FacetCount, Hit, WordCount
from search.engines.database import DatabaseEngine
from search.excerpts import Excerpt, Piece, excerpts, marked, wanted_of
from search.index.opened import forget, gone_wrong, opened
from search.index.scope import scope_of
from search.plans import Facet, QueryPlan, Scope, Word
from search.synonyms import synonym_key, synonyms

T = TypeVar("T")

INDEX, DATABASE = "index", "database"


@dataclass(frozen=True)
class Found:
    """A hit with its document, text included."""

    document: SearchDocument
    score: float


@dataclass(frozen=True)
class Snippets:
    """What a list of hits shows of one of them."""

    title: tuple[Piece, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Answer:
    """One page of hits. `by` says who answered: the index, or the database in its place."""

    found: tuple[Found, ...]
    total: int
    facets: dict[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    by: str = INDEX


def answer(plan: QueryPlan, reader: Reader) -> Answer:
    """What the reader may know of and the plan asks for."""

    def ask(engine: Answering, scope: Scope, by: str) -> Answer:
        hits = engine.search(plan, scope)
        found = _found(engine, scope, hits.hits)
        return Answer(found, hits.total, dict(hits.facets), by)

    return _asked(ask, reader)


def excerpts_in(found: Sequence[Found], plan: QueryPlan, most: int = 1) -> list[Snippets]:
    """The marked title and at most `most` marked places of each, in the order given."""
    analysis = analysis_now()
    wanted = wanted_of(plan, analysis, _said_otherwise(plan))
    return [
        Snippets(
            title=marked(each.document.title, wanted, analysis.of(each.document.language)),
            excerpts=excerpts(each.document, wanted, analysis, most),
        )
        for each in found
    ]


def _said_otherwise(plan: QueryPlan) -> Iterator[str]:
    """The synonyms of the plan's words: a hit may hold them instead."""
    for clause in plan.wanted:
        if isinstance(clause, Word):
            yield from synonyms.get(synonym_key(clause.text), ())


def analysis_now() -> Analysis:
    """The analysis of the index that stands, with its lexicon; by shipped words without one."""
    index = opened()
    return index.analysis if index else plain_analysis()


def similar(key: str, reader: Reader, limit: int = 10) -> tuple[Found, ...]:
    """What shares the rarest words of this document, best first, itself left out."""
    return _asked(lambda e, s, _by: _found(e, s, e.similar(key, s, limit)), reader)


def similar_to(text: str, reader: Reader, limit: int = 10) -> tuple[Found, ...]:
    """The same for a text that is in no index, such as a proposal that is being written."""
    return _asked(lambda e, s, _by: _found(e, s, e.similar_to(text, s, limit)), reader)


def words(prefix: str, reader: Reader, limit: int = 10) -> list[WordCount]:
    """The most frequent words that begin so, in what the reader may read."""
    return _asked(lambda e, s, _by: e.words(prefix, s, limit), reader)


def titles(prefix: str, reader: Reader, limit: int = 10) -> list[SearchDocument]:
    """What has these words in its title, the last of them perhaps only begun."""
    return _asked(lambda e, s, _by: e.titles(prefix, s, limit), reader)


def mark() -> str:
    """What `vocabulary` would say of its words; empty without an index."""
    index = opened()
    return index.mark if index else ""


def seq() -> int | None:
    """The entry of the ledger that the index has read to; None where the database answers."""
    index = opened()
    return index.state.seq if index else None


def vocabulary() -> tuple[str, list[WordCount]]:
    """Every public word, and a mark that changes when they have: keep what you make of them."""
    index = opened()
    if index is None:
        return "", []
    try:
        return index.mark, list(index.engine.vocabulary())
    except EngineError as error:
        gone_wrong(index, error)
        return "", []


def _asked(ask: Callable[[Answering, Scope, str], T], reader: Reader) -> T:
    """By the index where it stands; by the database where it does not, or breaks on the way.

    A folder may be swapped away under a question, so it is asked twice before it is broken.
    """
    for last in (False, True):
        index = opened()
        if index is None:
            break
        try:
            return ask(index.engine, scope_of(reader, index.state), INDEX)
        except EngineError as error:
            if last:
                gone_wrong(index, error)
            else:
                forget(index)
    return ask(DatabaseEngine(), scope_of(reader, None), DATABASE)


def _found(engine: Answering, scope: Scope, hits: tuple[Hit, ...]) -> tuple[Found, ...]:
    documents = engine.documents([hit.key for hit in hits], scope)
    return tuple(Found(documents[hit.key], hit.score) for hit in hits if hit.key in documents)
