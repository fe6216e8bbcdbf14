"""The interface of every engine. Pages do not call it: they ask `search.answers`.

An engine keeps documents in a folder of its own and answers plans from it. One process writes,
under the lock of the index (`search/index`); any number read. A commit is durable when `apply`
returns. `tests/search/engines/test_conformance.py` is run on each engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.documents import SearchDocument
from search.plans import Facet, QueryPlan, Scope


class EngineError(Exception):
    """The engine's files cannot be read or written as they are; they can be built anew."""


@dataclass(frozen=True)
class Hit:
    """A document that was found; `score` is comparable within one answer only."""

    key: str
    score: float


@dataclass(frozen=True)
class FacetCount:
    """So many hits have this value."""

    value: str
    count: int


@dataclass(frozen=True)
class Hits:
    """One page of hits. `total` is exact and counts what the scope may see and nothing else."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class WordCount:
    """An unstemmed word in lower case and the number of documents that hold it."""

    word: str
    count: int


class Answering(Protocol):
    """What can be asked. The database answers it too, where an index is missing."""

    def search(self, plan: QueryPlan, scope: Scope) -> Hits:
        """One page of hits with its facets."""
        ...

    def documents(self, keys: Sequence[str], scope: Scope) -> dict[str, SearchDocument]:
        """The documents as they were indexed, text included: the source of snippets."""
        ...

    def similar(self, key: str, scope: Scope, limit: int = 10) -> tuple[Hit, ...]:
        """Documents that share the rarest words of this one, best first, itself left out."""
        ...

    def similar_to(self, text: str, scope: Scope, limit: int = 10) -> tuple[Hit, ...]:
        """The same for a text that is in no index, such as a proposal that is being written."""
        ...

    def words(self, prefix: str, scope: Scope, limit: int = 10) -> list[WordCount]:
        """The most frequent unstemmed words that begin so in what the scope may see."""
        ...

    def vocabulary(self) -> Iterable[WordCount]:
        """Every unstemmed word of the public documents: for corrections and suggestions."""
        ...

    def titles(self, prefix: str, scope: Scope, limit: int = 10) -> list[SearchDocument]:
        """Documents with these title words, the last of which may be only begun."""
        ...

    def count(self) -> int:
        """Documents, all audiences."""
        ...


class Engine(Answering, Protocol):
    """Raises EngineError, and nothing of the library behind it, from every method.

    An engine is made by `search.engines.choice.open_engine(folder, analysis)`.
    """

    name: str

    def apply(
        self, documents: Iterable[SearchDocument], deleted: Iterable[str] = (), note: str = ""
    ) -> int:
        """Add or replace documents by key and forget others, in one durable commit: all or none.

        Returns how many documents were written. `note` is kept with the commit: what the writer
        must know of it, which is how far it had read.
        """
        ...

    def note(self) -> str:
        """The note of the newest commit; empty before the first."""
        ...

    def refresh(self) -> None:
        """See what another process has committed."""
        ...

    def close(self) -> None:
        """Let go of files and memory."""
        ...
