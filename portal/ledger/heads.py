"""Heads: the newest version of every record in columns, derived from the entries alone."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from portal.ledger.changes import Change
from portal.ledger.contents import Content
from portal.ledger.models import Address, Entry, Record, RecordLink, RecordNumber

HEAD_FIELDS = [
    field.name
    for field in Record._meta.concrete_fields
    if field.name not in {"id", "kind", "first_recorded_at"}
]


def move_heads(
    changes: Sequence[Change], entries: Sequence[Entry], heads: dict[UUID, Record]
) -> None:
    """Bring the heads to the new entries, all in bulk."""
    moved = [
        _head(change, entry, heads.get(change.record_id))
        for change, entry in zip(changes, entries, strict=True)
    ]
    _free_paths(moved, heads)
    Record.objects.bulk_create(
        moved,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=HEAD_FIELDS,
        batch_size=500,
    )
    _store_addresses(moved)
    _store_numbers([change.content for change in changes if change.content])
    _store_links(changes)


def _head(change: Change, entry: Entry, before: Record | None) -> Record:
    head = Record(id=change.record_id) if before is None else before
    head.version, head.seq, head.verb = entry.version, entry.seq, entry.verb
    head.audience, head.sha256, head.recorded_at = entry.audience, entry.sha256, entry.recorded_at
    head.title = head.search_text = ""
    if before is None:
        head.first_recorded_at = entry.recorded_at
    if change.content:
        _describe(head, change.content)
    return head


def _describe(head: Record, content: Content) -> None:
    """A withdrawn record keeps its place (path, date, parent) and loses its title."""
    head.kind = content.kind
    head.public_number = content.public_number
    head.path = content.path
    head.title = content.title
    head.organization = content.organization
    head.date = content.date
    head.status = content.status
    head.parent = content.parent
    head.position = content.position
    head.search_text = content.search_text


def _free_paths(moved: Sequence[Record], heads: dict[UUID, Record]) -> None:
    """Two records may swap paths in one act: let go of all before taking any."""

    known = [head.pk for head in moved if head.pk in heads]
    Record.objects.filter(pk__in=known).update(
        path=Concat(Value("moving:"), Cast(F("id"), CharField(max_length=40)))
    )


def _store_addresses(moved: Sequence[Record]) -> None:
    Address.objects.bulk_create(
        [Address(path=head.path, record=head) for head in moved],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["record"],
        batch_size=500,
    )


def _store_numbers(contents: Sequence[Content]) -> None:
    RecordNumber.objects.filter(record__in=[content.id for content in contents]).delete()
    RecordNumber.objects.bulk_create(
        [
            RecordNumber(record_id=content.id, number=number)
            for content in contents
            for number in sorted(set(content.references))
        ],
        batch_size=500,
    )


def _store_links(changes: Sequence[Change]) -> None:
    """A withdrawn record names nothing any more."""
    RecordLink.objects.filter(record__in=[change.record_id for change in changes]).delete()
    RecordLink.objects.bulk_create(
        [
            RecordLink(record_id=change.record_id, target=target)
            for change in changes
            if change.content
            for target in dict.fromkeys(change.content.links)
        ],
        batch_size=500,
    )
