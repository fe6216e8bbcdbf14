"""Objects that are one record each: organizations, people, memberships, meetings, items, papers."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from meetings.selectors.oparl.question import NoSuchPlace, Wanted, between
from meetings.selectors.oparl.times import (
    first_public,
    modified,
    once_public,
    public_entries,
    standing,
)
from portal.ledger.contents import Content
from portal.ledger.models import Entry, Record
from portal.ledger.readers import PUBLIC
from portal.ledger.versions import newest_versions

NOTHING = Q()


@dataclass(frozen=True, slots=True)
class Published:
    """What anybody may know of a record: its newest public version, or that it is gone.

    `content` is None when it was withdrawn, erased or addressed to fewer; `verb`, `reason` and
    `ground` then tell why.
    """

    id: UUID
    kind: str
    created: datetime.datetime
    modified: datetime.datetime
    version: int
    sha256: str
    verb: str
    reason: str
    ground: str
    content: Content | None

    @property
    def is_deleted(self) -> bool:
        return self.content is None


def list_records(kind: str, wanted: Wanted, scope: Q = NOTHING) -> list[Published]:
    """A page of the list of a kind, in the order of first publication, which never changes."""
    found = between(with_times(kind, scope), wanted)
    found = found.filter(once_public() if wanted.shows_deleted else standing())
    return published(after_place(found, kind, wanted.after)[: wanted.limit])


def find_record(kind: str, pk: UUID) -> Published | None:
    """One object; None where nothing was ever public."""
    found = published(with_times(kind, Q(pk=pk)).filter(once_public()))
    return found[0] if found else None


def standing_records(kind: str, scope: Q, *order: str) -> list[Published]:
    """All that anybody may read now, for embedding."""
    return published(with_times(kind, scope).filter(standing()).order_by(*order))


def with_times(kind: str, scope: Q) -> QuerySet[Record, Any]:
    return Record.objects.filter(scope, kind=kind).annotate(
        created=first_public(), modified=modified(kind)
    )


def after_place(found: "QuerySet[Record, Any]", kind: str, after: str) -> "QuerySet[Record, Any]":
    """Those that come after the record with this id. Raises NoSuchPlace."""
    found = found.order_by("first_recorded_at", "pk")
    if not after:
        return found
    place = Record.objects.filter(kind=kind, pk=_uuid(after)).first()
    if place is None:
        raise NoSuchPlace(after)
    at = place.first_recorded_at
    later = Q(first_recorded_at__gt=at) | Q(first_recorded_at=at, pk__gt=place.pk)
    return found.filter(later, first_recorded_at__gte=at)


def published(heads: Iterable[Any]) -> list[Published]:
    """What anybody may know of these heads, which carry `created` and `modified`."""
    known = list(heads)
    versions = newest_versions([head for head in known if head.audience == PUBLIC])
    hidden = _last_public([head.pk for head in known if head.audience != PUBLIC])
    return [
        _published(head, versions.get(head.pk) or hidden[head.pk])
        for head in known
        if head.pk in versions or head.pk in hidden
    ]


def _last_public(records: Sequence[UUID]) -> dict[UUID, Entry]:
    """The last thing that the public was told of records that are for fewer now."""
    entries = public_entries(record__in=records).order_by("seq") if records else ()
    return {entry.record_id: entry for entry in entries}


def _published(head: Any, said: Any) -> Published:
    content = getattr(said, "content", None) if head.audience == PUBLIC else None
    return Published(
        id=head.pk,
        kind=head.kind,
        created=head.created,
        modified=head.modified,
        version=said.version,
        sha256=head.sha256 if content is not None else "",
        verb=str(said.verb),
        reason=said.reason,
        ground=said.ground,
        content=content,
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchPlace(text) from None
