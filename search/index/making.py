"""From heads of the ledger to documents: in bulk, by the apps that own their kinds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from portal.ledger.models import Record
from portal.ledger.versions import Version, newest_versions
from search.documents import SearchDocument
from search.ports import documents_of


def documents_from(heads: Iterable[Record]) -> Iterator[SearchDocument]:
    """The documents of standing records, whatever their audience; a tombstone has none.

    Who may read them is the caller's question: this is what the index is fed with.
    """
    versions = newest_versions(heads)
    standing = [version for version in versions.values() if not version.is_tombstone]
    for answer in documents_of.ask(standing):
        for document in answer:
            yield _placed(document, versions[UUID(document.key)])


def _placed(document: SearchDocument, version: Version) -> SearchDocument:
    """The gate's facts come from the ledger alone."""
    return replace(
        document,
        audience=version.record.audience,
        seq=version.seq,
        version=version.version,
    )
