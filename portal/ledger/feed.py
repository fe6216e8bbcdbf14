"""The change feed: the ledger in its order, as a reader may know it, one line of JSON an entry.

A line has the facts that the entry's digest covers, and what the chain needs; where the reader
may read the content, it too, byte for byte. What the reader may not know of is a stub: number,
commitment, digest and chain, so the feed has no holes and its chain can be followed to the end
(docs/proof.md).
"""

import datetime
import json
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from portal.ledger.chain import fixed_time
from portal.ledger.models import Entry
from portal.ledger.readers import Reader, audiences_of
from portal.ledger.states import STANDING


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the feed; `text` is JSON without a line break."""

    seq: int
    text: str


class _Row(NamedTuple):
    """The columns of a line, in the order in which they are asked for."""

    seq: int
    record: UUID
    kind: str
    act: UUID
    version: int
    verb: str
    reason: str
    ground: str
    audience: str
    actor_role: str
    recorded_at: datetime.datetime
    source_time: datetime.datetime | None
    commitment: str
    nonce: str
    digest: str
    chain: str
    sha256: str | None
    salt: str | None
    canonical: str | None
    is_fallen: bool


def lines_after(seq: int, reader: Reader, most: int) -> list[Line]:
    """Up to `most` entries after this number, oldest first.

    A version that was withdrawn or erased keeps its line and loses its content, also when the
    record stands again: a replica that reads from the start never sees what is gone.
    """
    fallen = Entry.objects.filter(record=OuterRef("record"), version__gte=OuterRef("version"))
    rows = (
        Entry.objects.filter(seq__gt=seq)
        .order_by("seq")
        .annotate(kind=F("record__kind"), is_fallen=Exists(fallen.exclude(verb__in=STANDING)))
        .values_list(*_COLUMNS)[:most]
    )
    known = audiences_of(reader)
    return [Line(row[0], _text(_Row(*row), known)) for row in rows]


_COLUMNS: tuple[Any, ...] = (
    "seq",
    "record_id",
    "kind",
    "act_id",
    "version",
    "verb",
    "reason",
    "ground",
    "audience",
    "actor_role",
    "recorded_at",
    "source_time",
    "commitment",
    "nonce",
    "digest",
    "chain",
    "content__sha256",
    "content__salt",
    "content__canonical",
    "is_fallen",
)


def _text(row: _Row, known: frozenset[str]) -> str:
    if row.audience not in known:
        return (
            f'{{"seq":{row.seq},"commitment":"{row.commitment}","digest":"{row.digest}",'
            f'"chain":"{row.chain}","stub":true}}'
        )
    source_time = f'"{fixed_time(row.source_time)}"' if row.source_time else "null"
    return (
        f'{{"seq":{row.seq},"record":"{row.record}","kind":"{row.kind}","act":"{row.act}",'
        f'"version":{row.version},"verb":"{row.verb}","reason":{_quoted(row.reason)},'
        f'"ground":{_quoted(row.ground)},"audience":"{row.audience}",'
        f'"actor_role":{_quoted(row.actor_role)},"recorded_at":"{fixed_time(row.recorded_at)}",'
        f'"source_time":{source_time},"commitment":"{row.commitment}","nonce":"{row.nonce}",'
        f'"digest":"{row.digest}","chain":"{row.chain}",{_content(row)}}}'
    )


def _content(row: _Row) -> str:
    """The salt dies with the content, and so does the hash that could be guessed from it."""
    if row.canonical is None or row.is_fallen:
        return '"sha256":null,"salt":null,"content":null'
    return f'"sha256":"{row.sha256}","salt":"{row.salt}","content":{row.canonical}'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else '""'
