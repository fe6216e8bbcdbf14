"""Reading the ledger. Everything public code knows comes from here, through the gate."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, prefetch_related_objects

from portal.core.as_of import shown_moment
from portal.core.reading import Source, telling
from portal.ledger.contents import Content as TypedContent
from portal.ledger.errors import NotYet
from portal.ledger.models import (
    Address,
    Entry,
    FileUse,
    Record,
    RecordQuerySet,
    StoredFile,
    audience_filter,
)
from portal.ledger.models import Content as StoredContent
from portal.ledger.readers import PUBLIC, Reader, audiences_of
from portal.ledger.states import REASONED, STANDING, FileState, Verb
from portal.ledger.versions import Version, newest_versions, version_of_entry

File: TypeAlias = StoredFile
Head: TypeAlias = Record
Heads: TypeAlias = RecordQuerySet
"""For those who may not name the ledger's models: what `records` answers with."""


@dataclass(frozen=True)
class FileAnswer:
    """Whether a reader gets a file. `file` when readable, `tombstone` when withdrawn.

    `audience` is that of the version that lists it: what is not public is `private, no-store`.
    """

    state: FileState
    file: StoredFile | None = None
    tombstone: Version | None = None
    audience: str = ""


@dataclass(frozen=True)
class Notice:
    """A correction, withdrawal or erasure with the reason that the public is owed."""

    record: Record
    seq: int
    version: int
    verb: Verb
    recorded_at: datetime
    reason: str
    ground: str


def head_seq() -> int:
    """The sequence number of the newest entry; 0 in an empty ledger."""
    newest: int | None = Entry.objects.aggregate(newest=Max("seq"))["newest"]
    return newest or 0


def head_entry() -> Entry | None:
    """The newest entry."""
    return Entry.objects.order_by("-seq").first()


def head_chain() -> str:
    """The last link of the chain: what was made at it holds until it moves. Empty at first."""
    return Entry.objects.order_by("-seq").values_list("chain", flat=True).first() or ""


def records(reader: Reader) -> RecordQuerySet:
    """Heads that the reader may read, tombstones included."""
    return Record.objects.readable_by(reader)


def version_of(record: Record) -> Version:
    """The newest version of a head that already passed the gate.

    Raises NotYet on a page as of a moment before the record was public.
    """
    version = versions_of([record]).get(record.pk)
    if version is None:
        raise NotYet(record.first_recorded_at)
    return version


def versions_of(heads: Iterable[Record]) -> dict[UUID, Version]:
    """The newest versions of many heads, in the order given, in as many queries for all.

    On a page that is shown as of a moment: the newest of then; what came later is absent.
    """
    moment = shown_moment()
    if moment is not None:
        return _versions_then(list(heads), moment)
    found = newest_versions(heads)
    with telling(*(source for version in found.values() for source in _sources(version))):
        return found


def _sources(version: Version) -> Iterator[Source]:
    """What a shown version is made of; a tombstone may lose its address without an entry."""
    yield "record", version.record.pk
    if version.is_tombstone:
        yield "path", version.record.path


def _versions_then(heads: list[Record], moment: datetime) -> dict[UUID, Version]:
    """CONTRACT: the newest version whose time is not after the moment, gated by today's rules.

    The heads passed the gate of now. What has fallen since is its tombstone, and a version
    that was for fewer than the head is for is not shown.
    """
    entries = Entry.objects.filter(record__in=heads).order_by("version").select_related("content")
    by_record: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_record[entry.record_id].append(entry)
    shown = ((head, _version_then(head, by_record[head.pk], moment)) for head in heads)
    return {head.pk: version for head, version in shown if version}


def _version_then(head: Record, entries: list[Entry], moment: datetime) -> Version | None:
    then = [entry for entry in entries if (entry.source_time or entry.recorded_at) <= moment]
    if not then or then[-1].audience not in {PUBLIC, head.audience}:
        return None
    falls = [entry for entry in entries if entry.verb not in STANDING]
    newest = then[-1]
    if falls and falls[-1].version >= newest.version:
        return version_of_entry(head, falls[-1], None)
    return version_of_entry(head, newest, getattr(newest, "content", None))


def find_versions(ids: Iterable[UUID], reader: Reader) -> dict[UUID, Version]:
    """The newest readable versions of these records; an unreadable one is simply absent."""
    wanted = list(ids)
    with telling(*(("record", pk) for pk in wanted)):
        found = versions_of(records(reader).filter(pk__in=wanted))
    return {pk: found[pk] for pk in wanted if pk in found}


def parts_of(parent: UUID, kind: str, reader: Reader) -> list[Version]:
    """The readable records of a kind that name this one as their parent, in their order."""
    parts = records(reader).filter(parent=parent, kind=kind)
    with telling(("parent", parent)):
        return list(versions_of(parts.order_by("position", "pk")).values())


def parts_of_many(
    parents: Collection[UUID], kind: str, reader: Reader, *, order: Sequence[str]
) -> list[Version]:
    """The standing readable records of a kind that name one of these as their parent."""
    parts = records(reader).standing().filter(kind=kind, parent__in=parents)
    with telling(*(("parent", parent) for parent in parents)):
        return list(versions_of(parts.order_by(*order)).values())


def under_numbers(
    numbers: Collection[str], kinds: Collection[str], reader: Reader
) -> list[Version]:
    """The readable records of these kinds under case or registration numbers, by their day."""
    found = records(reader).filter(kind__in=kinds, numbers__number__in=numbers).distinct()
    with telling(*(("number", number) for number in numbers)):
        return list(versions_of(found.order_by("date", "position", "pk")).values())


def numbered(number: str, reader: Reader) -> RecordQuerySet:
    """Heads found by a case or registration number."""
    return records(reader).filter(numbers__number=number)


def history_of(record: Record, reader: Reader) -> list[Version]:
    """Every version that the reader may know of, oldest first.

    A version that was withdrawn keeps its row and loses its content, even when the record
    stands again with another one.
    """
    if record.audience not in audiences_of(reader):
        return []
    entries = record.entries.filter(audience_filter(reader)).select_related("content")
    fallen = _newest_fall(record)
    return [version_of_entry(record, entry, _shown_content(entry, fallen)) for entry in entries]


def version_at(record: Record, number: int, reader: Reader) -> Version | None:
    """One version as `history_of` shows it; a fallen one is a tombstone with its fall's reason."""
    history = history_of(record, reader)
    wanted = next((version for version in history if version.version == number), None)
    if wanted is None or not wanted.is_tombstone:
        return wanted
    falls = (each for each in history if each.verb not in STANDING)
    return next((fall for fall in falls if fall.version >= number), wanted)


def with_numbers(heads: Iterable[Record]) -> None:
    """Read the numbers of these in one go: `head.numbers`. A tombstone keeps its own."""
    with telling():
        prefetch_related_objects(list(heads), "numbers")


def record_at(path: str, reader: Reader) -> Record | None:
    """The record whose canonical path this is, if the reader may know that it exists."""
    with telling(("path", path)):
        return records(reader).filter(path=path).first()


def moved_to(path: str, reader: Reader) -> str | None:
    """Where a former path leads today."""
    address = Address.objects.filter(path=path, record__in=records(reader)).first()
    return address.record.path if address else None


def readable_file(sha256: str, reader: Reader) -> StoredFile | None:
    """A file that the newest version of some readable, standing record lists."""
    heads = records(reader).standing().values("seq")
    return StoredFile.objects.filter(pk=sha256, uses__entry__in=heads).first()


def file_at(record: Record, version: int, name: str, reader: Reader) -> FileAnswer:
    """The file `name` of a version: readable, withdrawn (with the reason), or not found.

    An older version is readable while the reader belongs to its own audience, the record
    stands, and the version was not withdrawn in between.
    """
    shown = version_at(record, version, reader)
    if shown is None:
        return FileAnswer(FileState.NOT_FOUND)
    use = _file_use(record, version, name)
    if shown.is_tombstone:
        known = use is not None or shown.verb == Verb.ERASED
        return FileAnswer(FileState.WITHDRAWN if known else FileState.NOT_FOUND, tombstone=shown)
    if use is None:
        return FileAnswer(FileState.NOT_FOUND)
    return FileAnswer(FileState.READABLE, file=use.file, audience=use.entry.audience)


def files_of(version: Version) -> list[StoredFile]:
    """The files that a version lists, in its order, with the texts of their pages."""
    content = version.content
    return files_of_many([content])[content.id] if content else []


def files_of_many(contents: Iterable[TypedContent]) -> dict[UUID, list[StoredFile]]:
    """The files of each of these contents, in its order. Two queries, however many."""
    listed = {each.id: [ref.file_sha256 for ref in each.files] for each in contents}
    wanted = {sha256 for hashes in listed.values() for sha256 in hashes}
    found = StoredFile.objects.prefetch_related("page_texts").in_bulk(wanted)
    return {
        pk: [found[sha256] for sha256 in hashes if sha256 in found] for pk, hashes in listed.items()
    }


def notices(
    reader: Reader, *, most: int, before: int | None = None, told_by_whole: Collection[str] = ()
) -> list[Notice]:
    """The newest corrections, withdrawals and erasures of what the reader may read.

    What befell a part of these kinds together with its whole, in one act, is told by the whole.
    `before` is the `seq` of the last one of the page before.
    """
    reasoned = _reasoned(reader)
    with_whole = reasoned.filter(
        act=OuterRef("act"), verb=OuterRef("verb"), record=OuterRef("record__parent")
    )
    told = Q(record__kind__in=told_by_whole) & Exists(with_whole)
    entries = reasoned.filter(~told).select_related("record")
    if before is not None:
        entries = entries.filter(seq__lt=before)
    return [
        Notice(
            record=entry.record,
            seq=entry.seq,
            version=entry.version,
            verb=Verb(entry.verb),
            recorded_at=entry.recorded_at,
            reason=entry.reason,
            ground=entry.ground,
        )
        for entry in entries.order_by("-seq")[:most]
    ]


def _reasoned(reader: Reader) -> QuerySet[Entry, Any]:
    entries = Entry.objects.filter(audience_filter(reader), verb__in=REASONED)
    return entries.filter(record__in=records(reader))


def _file_use(record: Record, version: int, name: str) -> FileUse | None:
    uses = FileUse.objects.filter(entry__record=record, entry__version=version, name=name)
    return uses.select_related("file", "entry").first()


def _newest_fall(record: Record) -> int:
    """The newest version at which the record was withdrawn or erased; 0 for never."""
    newest: int | None = record.entries.exclude(verb__in=STANDING).aggregate(newest=Max("version"))[
        "newest"
    ]
    return newest or 0


def _shown_content(entry: Entry, fallen: int) -> StoredContent | None:
    return None if entry.version <= fallen else getattr(entry, "content", None)
