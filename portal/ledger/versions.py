"""Newest versions, read in bulk behind the gate and remembered by the process.

What an entry says never changes, so a page of many records costs the gate's query and no
more. The gate is asked for every key on every page: a correction, a withdrawal, other
readers are a new entry, and so a new key.
What was withdrawn or erased is not found any more, and is forgotten as others take its
place; it is never on disk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.core.memory import Memory
from portal.core.reading import telling
from portal.ledger.contents import Content
from portal.ledger.models import Content as StoredContent
from portal.ledger.models import Entry, Record, RecordQuerySet
from portal.ledger.states import Verb

Key = tuple[int, str, datetime]
"""The entry that is newest, the address of its record, which may change without one, and when it
was written: a rehearsed act gives its numbers back, and another entry gets them."""

MOST = 10_000
"""Versions; some 3 kB each."""


@dataclass(frozen=True)
class Version:
    """One version of a record as its reader sees it: a tombstone has no content.

    `canonical` is the stored JSON that `sha256` is of; the content may know newer fields.
    """

    record: Record
    seq: int
    version: int
    verb: Verb
    sha256: str
    recorded_at: datetime
    reason: str
    ground: str
    content: Content | None
    canonical: str = ""
    source_time: datetime | None = None

    @property
    def happened_at(self) -> datetime:
        """When it happened: imported history has a time of its own."""
        return self.source_time or self.recorded_at

    @property
    def is_tombstone(self) -> bool:
        return self.content is None


_read: Memory[Version] = Memory(MOST)


def newest_versions(heads: Iterable[Record]) -> dict[UUID, Version]:
    """In the order given. Where all were read before, the gate's query is the only one; where
    some were, the others alone are read."""
    keys = _keys(heads)
    known = {key: _read.get(key) for key in keys}
    if None in known.values():
        known |= _read_others(known)
    found = [version for key in keys if (version := known[key])]
    if len(found) < len(keys):
        found = _read_versions(list(heads))
    return {version.record.pk: version for version in found}


def version_of_entry(record: Record, entry: Entry, stored: StoredContent | None) -> Version:
    """What an entry says; without its content it is a tombstone."""
    return Version(
        record=record,
        seq=entry.seq,
        version=entry.version,
        verb=Verb(entry.verb),
        sha256=stored.sha256 if stored else "",
        recorded_at=entry.recorded_at,
        reason=entry.reason,
        ground=entry.ground,
        content=stored.typed() if stored else None,
        canonical=stored.canonical if stored else "",
        source_time=entry.source_time,
    )


def _keys(heads: Iterable[Record]) -> list[Key | None]:
    """Of a query that was not asked yet, the keys alone: most need no object made of them.

    A process that remembers nothing need not ask for keys first.
    """
    if not isinstance(heads, RecordQuerySet) or heads._result_cache is not None:
        return [_key(head) for head in heads]
    return list(heads.values_list("seq", "path", "recorded_at")) if len(_read) else [None]


def _key(head: Record) -> Key:
    return head.seq, head.path, head.recorded_at


def _read_others(known: Mapping[Key | None, Version | None]) -> dict[Key | None, Version]:
    """What is not known yet of heads that just passed the gate. Whose record has moved on since
    is not found; of nothing known nothing is read: all in one go is cheaper."""
    seqs = [key[0] for key, version in known.items() if key and version is None]
    if not seqs or len(seqs) == len(known):
        return {}
    with telling():  # the gate's query has told
        heads = list(Record.objects.filter(seq__in=seqs))
    return {_key(version.record): version for version in _read_versions(heads)}


def _read_versions(heads: list[Record]) -> list[Version]:
    known = {head.seq: _read.get(_key(head)) for head in heads}
    unknown = [seq for seq, version in known.items() if version is None]
    with telling():  # what an entry says never changes
        entries, contents = Entry.objects.in_bulk(unknown), StoredContent.objects.in_bulk(unknown)
    return [known[head.seq] or _remembered(head, entries, contents) for head in heads]


def _remembered(
    head: Record, entries: Mapping[int, Entry], contents: Mapping[int, StoredContent]
) -> Version:
    version = version_of_entry(head, entries[head.seq], contents.get(head.seq))
    _read.put(_key(head), version)
    return version
