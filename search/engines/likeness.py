"""More like this, the same for every engine: by the rarest words of a text."""

from collections.abc import Sequence
from typing import Protocol

from search.analysis.chain import Analysis
from search.analysis.normal import normalise
from search.documents import SearchDocument
from search.engines.base import Hit
from search.engines.questions import AnyOf, Node, Statistics, rare_terms
from search.plans import Scope

SHARE = 5
"""One in so many of the rare words must be shared."""


class Likening(Statistics, Protocol):
    """Gives an engine that answers nodes `similar` and `similar_to`."""

    _analysis: Analysis

    def best(self, node: Node, scope: Scope, limit: int) -> tuple[Hit, ...]:
        """The documents in scope that a node finds, best first."""
        ...

    def documents(self, keys: Sequence[str], scope: Scope) -> dict[str, SearchDocument]: ...

    def count(self) -> int: ...

    def similar(self, key: str, scope: Scope, limit: int = 10) -> tuple[Hit, ...]:
        """Documents that share the rarest words of this one, itself left out."""
        document = self.documents([key], scope).get(key)
        if document is None:
            return ()
        text = "\n".join((document.title, *(chunk.text for chunk in document.chunks)))
        hits = self.similar_to(text, scope, limit + 1)
        return tuple(hit for hit in hits if hit.key != key)[:limit]

    def similar_to(self, text: str, scope: Scope, limit: int = 10) -> tuple[Hit, ...]:
        """The same for a text that is in no index."""
        tokens = self._analysis.of("sv").fields([normalise(text)]).text
        terms = rare_terms(tokens, self, self.count())
        if not terms:
            return ()
        return self.best(AnyOf(tuple(terms), max(1, len(terms) // SHARE)), scope, limit)
