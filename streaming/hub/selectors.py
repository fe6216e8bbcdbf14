"""Reading streams from the database."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portal.ledger.readers import Reader, audiences_of
from streaming.hub.errors import UnknownStream
from streaming.hub.models import Frame, Section, Stream
from streaming.hub.wire import WireFrame, applied, envelope


@dataclass(frozen=True, slots=True)
class Position:
    """Where a stream stands, and who may read it."""

    stream: UUID
    epoch: str
    head: int
    audience: str
    rest_ms: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every section at one number. Frames after `seq` bring it up to date."""

    stream: UUID
    epoch: str
    seq: int
    sections: dict[str, Any]


def positions(streams: Collection[UUID]) -> dict[UUID, Position]:
    """Where each stands now; one that does not exist is left out."""
    rows = Stream.objects.filter(pk__in=streams)
    return {
        row.pk: Position(row.pk, row.epoch, row.head, row.audience, row.rest_ms) for row in rows
    }


def streams_of(subject: UUID, purpose: str, reader: Reader) -> QuerySet[Stream]:
    """The streams of a subject that the reader may follow."""
    return Stream.objects.filter(
        subject=subject, purpose=purpose, audience__in=audiences_of(reader)
    )


def snapshot_of(stream: UUID) -> Snapshot:
    """The state now: sections and number of one moment. Raises UnknownStream.

    No transaction is needed: a section that moved on between the two queries comes again in a
    frame after `seq`, and whole sections may be replaced by themselves.
    """
    found = Stream.objects.filter(pk=stream).first()
    if found is None:
        raise UnknownStream(stream)
    rows = Section.objects.filter(stream=stream).values_list("name", "value")
    sections = {name: json.loads(value) for name, value in rows}
    return Snapshot(stream, found.epoch, found.head, sections)


def frames_after(stream: UUID, epoch: str, seq: int, most: int) -> list[WireFrame]:
    """The next frames in order, at most so many."""
    rows = Frame.objects.filter(stream=stream, seq__gt=seq).order_by("seq")[:most]
    return [_wire(row, epoch) for row in rows]


def newest_frames(stream: UUID, epoch: str, most: int) -> list[WireFrame]:
    """The newest ones in order, to fill a ring."""
    rows = Frame.objects.filter(stream=stream).order_by("-seq")[:most]
    return [_wire(row, epoch) for row in reversed(rows)]


def number_at(stream: UUID, moment: datetime) -> int:
    """The number of the newest frame at a time; 0 before the first."""
    later = Frame.objects.filter(stream=stream, at__gt=moment).order_by("seq").first()
    if later is not None:
        return later.seq - 1
    newest = Frame.objects.filter(stream=stream).order_by("seq").last()
    return newest.seq if newest else 0


def sections_at(stream: UUID, seq: int) -> dict[str, Any]:
    """Every section as it was at a number: the frames played from the beginning."""
    told = Frame.objects.filter(stream=stream, seq__lte=seq).order_by("seq")
    state: dict[str, Any] = {}
    for data in told.values_list("data", flat=True).iterator():
        state = applied(state, json.loads(data))
    return state


def _wire(row: Frame, epoch: str) -> WireFrame:
    text = envelope(row.stream_id, epoch, row.seq, row.at, row.kind, row.data)
    return WireFrame(row.seq, text, tuple(json.loads(row.data)), tuple(row.forgets))
