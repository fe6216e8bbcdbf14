"""What the apps above answer: which documents there are. Filled in their `AppConfig.ready()`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.core.ports import Port
from portal.ledger.versions import Version
from search.documents import SearchDocument

documents_of: Port[[Sequence[Version]], Iterable[SearchDocument]] = Port()
"""The documents of those of these versions whose kind is the app's own and is to be found.

Asked for many at once so that names and texts can be read in bulk; none is a tombstone. The
versions are what their own audience may read, so a document must say nothing more: no title of
a record that this audience may not read. `seq`, `version` and `audience` are set by the index.
"""


divided_kinds: Port[[], Iterable[str]] = Port()
"""Kinds of records whose documents are told apart by the record's status: `kind/status`."""


class StreamSource(Protocol):
    """Texts that are no records: comments, captions, the news. Each source has its own order."""

    name: str

    def head(self) -> int:
        """The number of its newest change; changes are numbered from 1 without end."""
        ...

    def changes(self, after: int, most: int) -> Sequence["StreamChange"]:
        """The changes after that number, in order."""
        ...

    def hidden(self, after: int) -> Iterable[str]:
        """Keys changed or hidden after that number: left out until the index knows of it."""
        ...

    def all(self) -> Iterator[SearchDocument]:
        """Everything that can be found now, for a rebuild."""
        ...


@dataclass(frozen=True)
class StreamChange:
    """One change: the document as it now is, or None for what is no longer to be found."""

    number: int
    key: str
    document: SearchDocument | None


stream_sources: Port[[], StreamSource] = Port()
"""The sources of an app, one answer each."""
