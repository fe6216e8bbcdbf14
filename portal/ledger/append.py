"""Appending entries and moving heads, under the one lock that gives the ledger its order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from portal.core.bulk import insert_objects, insert_rows
from portal.core.clock import now
from portal.ledger.chain import GENESIS, chain_of, commitment_of, digest_of, new_salt
from portal.ledger.changes import Actor, Change
from portal.ledger.contents import Content
from portal.ledger.findings import Finding
from portal.ledger.heads import moved_head, store_heads
from portal.ledger.models import Act, Entry, FileUse, Record
from portal.ledger.models import Content as StoredContent
from portal.ledger.rules import check_change

LOCK = 0x5241_4453  # "RADS": the advisory lock of the ledger

CONTENT = ("entry", "canonical", "sha256", "salt")
USE = ("entry", "file", "name")


@dataclass(frozen=True)
class Prepared:
    """A change with the bytes of its content, made before the transaction."""

    change: Change
    canonical: str
    sha256: str


@dataclass(frozen=True)
class ActDraft:
    """What an act says of itself before it has a time."""

    actor: Actor
    key: str
    reason: str
    override: str
    findings: list[Finding]


@dataclass
class Tail:
    """The end of the ledger, where the next entry is chained."""

    seq: int = 0
    chain: str = GENESIS
    recorded_at: datetime | None = None


@dataclass
class Written:
    """What an act adds, in the order of the ledger."""

    entries: list[Entry] = field(default_factory=list)
    contents: list[tuple[int, str, str, str]] = field(default_factory=list)
    uses: list[tuple[int, str, str]] = field(default_factory=list)
    standing: dict[UUID, Content] = field(default_factory=dict)


class AlreadyDone(Exception):
    """Another request with the same key was first; this one's transaction is rolled back."""


def append(draft: ActDraft, prepared: Sequence[Prepared]) -> Act:
    """Store the act and its entries; the caller holds the transaction.

    The time is taken after the lock, so `recorded_at` never runs against `seq`, not even
    when the clock is set back. A record may come more than once in an act.
    """
    take_lock()
    if Act.objects.filter(key=draft.key).exists():
        raise AlreadyDone
    heads = Record.objects.in_bulk({each.change.record_id for each in prepared})
    paths = {pk: head.path for pk, head in heads.items()}
    tail = newest_tail()
    act = _act(draft, max(now(), tail.recorded_at) if tail.recorded_at else now())
    written = Written()
    for each in prepared:
        _write(written, tail, act, each, heads)
    act.save(force_insert=True)
    store_heads(list(heads.values()), written.standing, paths)
    _store(written)
    return act


def take_lock() -> None:
    """Serialise writers until commit. SQLite's IMMEDIATE transactions already do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def newest_tail() -> Tail:
    newest = Entry.objects.order_by("-seq").values_list("seq", "chain", "recorded_at").first()
    return Tail(*newest) if newest else Tail()


def _act(draft: ActDraft, at: datetime) -> Act:
    return Act(
        key=draft.key,
        actor_id=draft.actor.user_id,
        actor_role=draft.actor.role,
        reason=draft.reason,
        override=draft.override,
        findings=[finding.as_kept() for finding in draft.findings],
        recorded_at=at,
    )


def _write(
    written: Written, tail: Tail, act: Act, prepared: Prepared, heads: dict[UUID, Record]
) -> None:
    """Check one change against its head, chain its entry and move the head."""
    change = prepared.change
    head = heads.get(change.record_id)
    check_change(change, head)
    entry = _entry(act, change, head)
    salt = _chain(entry, tail, prepared)
    written.entries.append(entry)
    written.standing.pop(change.record_id, None)
    if change.content is not None:
        _add_content(written, entry, change.content, prepared, salt)
    heads[change.record_id] = moved_head(head, entry, change.content, prepared.sha256)


def _entry(act: Act, change: Change, head: Record | None) -> Entry:
    return Entry(
        record_id=change.record_id,
        version=head.version + 1 if head else 1,
        act=act,
        verb=change.verb,
        reason=change.reason,
        ground=change.ground,
        audience=head.audience if head and change.content is None else change.audience,
        actor_role=act.actor_role,
        recorded_at=act.recorded_at,
        source_time=change.source_time,
        nonce=new_salt(),
    )


def _chain(entry: Entry, tail: Tail, prepared: Prepared) -> str:
    """Link the entry and return the salt of its commitment.

    A content's salt is kept beside it and dies with it; without content it is the nonce.
    """
    salt = new_salt() if prepared.sha256 else entry.nonce
    entry.commitment = commitment_of(salt, prepared.sha256)
    entry.digest = digest_of(entry)
    tail.seq += 1
    tail.chain = chain_of(tail.chain, entry.commitment, entry.digest)
    entry.seq, entry.chain = tail.seq, tail.chain
    return salt


def _add_content(
    written: Written, entry: Entry, content: Content, prepared: Prepared, salt: str
) -> None:
    written.standing[content.id] = content
    written.contents.append((entry.seq, prepared.canonical, prepared.sha256, salt))
    written.uses += [(entry.seq, ref.file_sha256, ref.name) for ref in content.files]


def _store(written: Written) -> None:
    """In the order that the triggers ask for: entry, content, files."""
    insert_objects(written.entries)
    insert_rows(StoredContent, CONTENT, written.contents)
    insert_rows(FileUse, USE, written.uses)
