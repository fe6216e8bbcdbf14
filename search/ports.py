"""What the apps above answer: which documents there are. Filled in their `AppConfig.ready()`."""

from collections.abc import Iterable, Sequence
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
    """Texts of one kind that are no records: comments, captions.

    Whoever writes, changes or hides one calls `search.services.text_changed` in the same
    transaction; the index asks for the document when it gets there.
    """

    name: str
    """At most 20 letters: `comment`. Never renamed."""

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        """The documents of those of these texts that may be found now, `key` as it was told.

        What is missing is gone. `source`, `within` and the prefix of `key` are set by the index,
        and so is the audience: no wider than that of the record below which the text stands.
        """
        ...


stream_sources: Port[[], StreamSource] = Port()
"""The sources of an app, one answer each."""
