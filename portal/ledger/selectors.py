"""Reading the ledger. Everything public code knows comes from here, through the gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Max

from portal.ledger.contents import Content
from portal.ledger.models import Address, Entry, Record, RecordQuerySet, StoredFile
from portal.ledger.models import Content as StoredContent
from portal.ledger.readers import Reader
from portal.ledger.states import Verb

C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Version:
    """One version of a record as its reader sees it: a tombstone has no content."""

    record: Record
    seq: int
    version: int
    verb: Verb
    sha256: str
    recorded_at: datetime
    reason: str
    ground: str
    content: Content | None

    @property
    def is_tombstone(self) -> bool:
        return self.content is None


def head_seq() -> int:
    """The sequence number of the newest entry; 0 in an empty ledger."""
    newest: int | None = Entry.objects.aggregate(newest=Max("seq"))["newest"]
    return newest or 0


def records(reader: Reader) -> RecordQuerySet:
    """Heads that the reader may read, tombstones included."""
    return Record.objects.readable_by(reader)


def version_of(record: Record) -> Version:
    """The newest version of a head that already passed the gate."""
    return versions_of([record])[record.pk]


def versions_of(heads: Iterable[Record]) -> dict[UUID, Version]:
    """The newest versions of many heads in two queries, in the order given."""
    found = {head.seq: head for head in heads}
    entries = Entry.objects.in_bulk(found)
    contents = StoredContent.objects.in_bulk(found)
    return {
        head.pk: _version(head, entries[seq], contents.get(seq)) for seq, head in found.items()
    }


def find_versions(ids: Iterable[UUID], reader: Reader) -> dict[UUID, Version]:
    """The newest readable versions of these records; an unreadable one is simply absent."""
    wanted = list(ids)
    found = versions_of(records(reader).filter(pk__in=wanted))
    return {pk: found[pk] for pk in wanted if pk in found}


def parts_of(parent: UUID, kind: str, reader: Reader) -> list[Version]:
    """The readable records of a kind that name this one as their parent, in their order."""
    parts = records(reader).filter(parent=parent, kind=kind)
    return list(versions_of(parts.order_by("position", "pk")).values())


def numbered(number: str, reader: Reader) -> RecordQuerySet:
    """Heads found by a case or registration number."""
    return records(reader).filter(numbers__number=number)


def history_of(record: Record, reader: Reader) -> list[Version]:
    """Every version that the reader may read, oldest first."""
    from portal.ledger.models import audience_filter

    entries = record.entries.filter(audience_filter(reader)).select_related("content")
    return [_version(record, entry, getattr(entry, "content", None)) for entry in entries]


def record_at(path: str, reader: Reader) -> Record | None:
    """The record whose canonical path this is, if the reader may know that it exists."""
    return records(reader).filter(path=path).first()


def moved_to(path: str, reader: Reader) -> str | None:
    """Where a former path leads today."""
    address = Address.objects.filter(path=path, record__in=records(reader)).first()
    return address.record.path if address else None


def readable_file(sha256: str, reader: Reader) -> StoredFile | None:
    """A file that the newest version of some readable, standing record lists."""
    heads = records(reader).standing().values("seq")
    return StoredFile.objects.filter(pk=sha256, uses__entry__in=heads).first()


def _version(record: Record, entry: Entry, stored: StoredContent | None) -> Version:
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
    )
