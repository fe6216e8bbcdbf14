"""Writing to streams, in the transaction of the change that is told."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.db import connection, transaction

from portal.core.clock import now
from portal.ledger.readers import PUBLIC
from streaming.hub import waking
from streaming.hub.errors import UnknownStream
from streaming.hub.models import Frame, Section, Stream, new_epoch
from streaming.hub.wire import to_json

NAMESPACE = UUID("0f1b4a53-6f43-5d39-9d0a-6f8f8a8a3c55")

NEXT = "UPDATE hub_stream SET head = head + 1 WHERE id = %s RETURNING head"


def stream_id(subject: UUID, purpose: str, audience: str = PUBLIC) -> UUID:
    """The same for ever, so that a page can name a stream that nothing has happened on yet."""
    return uuid5(NAMESPACE, f"{subject}/{purpose}/{audience}")


def open_stream(*, subject: UUID, purpose: str, audience: str = PUBLIC, rest_ms: int = 200) -> UUID:
    """The stream of a subject for an audience, made where it is not there yet; its id."""
    identity = stream_id(subject, purpose, audience)
    Stream.objects.get_or_create(
        id=identity,
        defaults={
            "subject": subject,
            "purpose": purpose,
            "audience": audience,
            "rest_ms": rest_ms,
        },
    )
    return identity


def post(
    *,
    stream: UUID,
    kind: str,
    sections: Mapping[str, Any],
    forget: Collection[str] = (),
) -> int:
    """Tell what changed; returns the frame's number. Call it last: it holds the stream's row.

    `sections` maps names to JSON values; None takes a section away. The words of `forget` are
    taken out of every earlier frame, in the database and in every process. A hot path: the
    database's own promises stand in for `full_clean`. Raises UnknownStream.
    """
    with transaction.atomic(savepoint=False):
        seq = _next_number(stream)
        Frame.objects.create(
            stream_id=stream,
            seq=seq,
            kind=kind,
            data=to_json(sections),
            forgets=sorted(forget),
            at=now(),
        )
        _keep(stream, seq, sections)
        _forget(stream, seq, frozenset(forget))
        transaction.on_commit(lambda: waking.tell(stream))
    return seq


def begin_anew(*, stream: UUID, sections: Mapping[str, Any]) -> None:
    """Drop what was told and begin a new epoch with this state: every reader fetches it."""
    with transaction.atomic():
        Frame.objects.filter(stream=stream).delete()
        Section.objects.filter(stream=stream).delete()
        if not Stream.objects.filter(pk=stream).update(epoch=new_epoch(), head=0):
            raise UnknownStream(stream)
        post(stream=stream, kind="anew", sections=sections)


def _next_number(stream: UUID) -> int:
    """One statement, so the row is locked for the shortest time there is."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [_stored(stream)])
        row = cursor.fetchone()
    if row is None:
        raise UnknownStream(stream)
    return int(row[0])


def _stored(stream: UUID) -> Any:
    return Stream._meta.pk.get_db_prep_value(stream, connection)


def _keep(stream: UUID, seq: int, sections: Mapping[str, Any]) -> None:
    gone = [name for name, value in sections.items() if value is None]
    if gone:
        Section.objects.filter(stream=stream, name__in=gone).delete()
    Section.objects.bulk_create(
        [
            Section(stream_id=stream, name=name, value=to_json(value), seq=seq)
            for name, value in sections.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["stream", "name"],
        update_fields=["value", "seq"],
    )


def _forget(stream: UUID, before: int, names: frozenset[str]) -> None:
    """Frames keep their numbers and lose the words."""
    for name in names:
        told = Frame.objects.filter(stream=stream, seq__lt=before, data__contains=to_json(name))
        Frame.objects.bulk_update([_without(frame, name) for frame in told], ["data"])


def _without(frame: Frame, name: str) -> Frame:
    sections = json.loads(frame.data)
    sections.pop(name, None)
    frame.data = to_json(sections)
    return frame
