"""Newest versions, read in bulk behind the gate and remembered by the process.

What an entry says never changes, so a page of many records costs the gate's query and no
more. The key holds everything of a head that can change: a correction, a withdrawal, a new
address or other readers are a new key, and the gate is asked for every key on every page.
What was withdrawn or erased is not found any more, and is forgotten as others take its
place; it is never on disk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, TypeGuard
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from portal.core.memory import Memory
from portal.ledger.contents import Content
from portal.ledger.models import Content as StoredContent
from portal.ledger.models import Entry, Record, RecordQuerySet
from portal.ledger.states import Verb

KEY = ("id", "seq", "path", "audience", "sha256", "recorded_at")
"""The columns of a head that make its newest version what it is."""

Key = tuple[UUID, int, str, str, str, datetime]
MOST = 10_000
"""Versions; some 3 kB each."""

Row = tuple[Any, ...]
COLUMNS = [field.attname for field in Record._meta.concrete_fields]
KEY_PLACES = [COLUMNS.index(name) for name in KEY]


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

    @property
    def is_tombstone(self) -> bool:
        return self.content is None


_read: Memory[Version] = Memory(MOST)


def newest_versions(heads: Iterable[Record]) -> dict[UUID, Version]:
    """In the order given. Where all were read before, the gate's query is the only one."""
    asked = _rows(heads) if _is_query(heads) else {_key(head): head for head in heads}
    known = {key: _read.get(key) for key in asked}
    unknown = [key for key, version in known.items() if version is None]
    known.update(_read_versions([_head(asked[key]) for key in unknown]))
    return {version.record.pk: version for version in known.values() if version}


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
    )


def _is_query(heads: Iterable[Record]) -> TypeGuard[RecordQuerySet]:
    return isinstance(heads, RecordQuerySet) and heads._result_cache is None


def _rows(heads: RecordQuerySet) -> dict[Any, Row | Record]:
    """Heads as plain rows by their keys: most need no object made of them."""
    key = itemgetter(*KEY_PLACES)
    return {key(row): row for row in heads.values_list(*COLUMNS)}


def _head(asked: Record | Row) -> Record:
    return asked if isinstance(asked, Record) else Record.from_db(DEFAULT_DB_ALIAS, COLUMNS, asked)


def _key(head: Record) -> Key:
    return head.pk, head.seq, head.path, head.audience, head.sha256, head.recorded_at


def _read_versions(heads: list[Record]) -> dict[Key, Version]:
    seqs = [head.seq for head in heads]
    entries, contents = Entry.objects.in_bulk(seqs), StoredContent.objects.in_bulk(seqs)
    found = {}
    for head in heads:
        version = version_of_entry(head, entries[head.seq], contents.get(head.seq))
        found[_key(head)] = version
        _read.put(_key(head), version)
    return found
