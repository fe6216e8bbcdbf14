"""Appending entries and moving heads, under the one lock that gives the ledger its order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from portal.core.clock import now
from portal.ledger.chain import GENESIS, chain_of, commitment_of, digest_of, new_salt
from portal.ledger.changes import Actor, Change
from portal.ledger.errors import VersionConflict, WrongVerb
from portal.ledger.gate import Finding
from portal.ledger.heads import move_heads
from portal.ledger.models import Act, Content, Entry, FileUse, Record
from portal.ledger.states import ALLOWED_AFTER, REASONED, STANDING, Verb

LOCK = 0x5241_4453  # "RADS": the advisory lock of the ledger


@dataclass(frozen=True)
class ActDraft:
    """What an act says of itself before it has a time."""

    actor: Actor
    key: str
    reason: str
    override: str
    findings: list[Finding]


def append(draft: ActDraft, changes: Sequence[Change]) -> Act:
    """Store the act and its entries; the caller holds the transaction.

    The time is taken after the lock, so `recorded_at` never runs against `seq`.
    """
    take_lock()
    heads = Record.objects.in_bulk([change.record_id for change in changes])
    ready = [_ready(change, heads.get(change.record_id), draft.reason) for change in changes]
    act = _store_act(draft, now())
    entries = _chained(act, ready, heads)
    move_heads(ready, entries, heads)
    Entry.objects.bulk_create(entries, batch_size=500)
    _store_contents(ready, entries)
    return act


def take_lock() -> None:
    """Serialise writers until commit. SQLite's IMMEDIATE transactions already do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _store_act(draft: ActDraft, at: datetime) -> Act:
    return Act.objects.create(
        key=draft.key,
        actor_id=draft.actor.user_id,
        actor_role=draft.actor.role,
        reason=draft.reason,
        override=draft.override,
        findings=[finding.as_json() for finding in draft.findings],
        recorded_at=at,
    )


def _ready(change: Change, head: Record | None, reason: str) -> Change:
    """The change with its reason, after every rule has been asked."""
    change = replace(change, reason=change.reason or (reason if change.verb in REASONED else ""))
    _check_version(change, head)
    _check_verb(change, head)
    return change


def _check_version(change: Change, head: Record | None) -> None:
    found = head.version if head else 0
    if change.expected_version not in (None, found):
        title = change.content.title if change.content else str(head)
        raise VersionConflict(title, change.expected_version or 0, found)


def _check_verb(change: Change, head: Record | None) -> None:
    before = head.verb if head else None
    if change.verb not in ALLOWED_AFTER[before]:
        raise WrongVerb(
            _("%(record)s är %(before)s och kan inte bli %(verb)s.")
            % {
                "record": head or change.record_id,
                "before": Verb(before).label if before else _("inte publicerad"),
                "verb": change.verb.label,
            }
        )
    if change.verb in REASONED and not change.reason.strip():
        raise WrongVerb(_("Ange en anledning: den visas för alla."))
    if (change.content is not None) != (change.verb in STANDING):
        raise WrongVerb(_("Innehåll hör till publicering och rättning, inte till annat."))


def _chained(act: Act, changes: Sequence[Change], heads: dict[UUID, Record]) -> list[Entry]:
    tail = Entry.objects.order_by("-seq").values_list("seq", "chain").first() or (0, GENESIS)
    seq, chain = tail
    entries = []
    for seq, change in enumerate(changes, seq + 1):
        entry = _entry(seq, act, change, heads.get(change.record_id))
        chain = entry.chain = chain_of(chain, entry.commitment, entry.digest)
        entries.append(entry)
    return entries


def _entry(seq: int, act: Act, change: Change, head: Record | None) -> Entry:
    entry = Entry(
        seq=seq,
        record_id=change.record_id,
        version=head.version + 1 if head else 1,
        act=act,
        verb=change.verb,
        reason=change.reason,
        ground=change.ground,
        audience=change.audience if change.content else head.audience if head else "",
        actor_role=act.actor_role,
        recorded_at=act.recorded_at,
        source_time=change.source_time,
        nonce=new_salt(),
    )
    return _committed(entry, change)


def _committed(entry: Entry, change: Change) -> Entry:
    """A content's salt is kept beside it; an entry without content is committed to nothing."""
    sha256 = change.content.sha256 if change.content else ""
    entry.salt = new_salt() if change.content else entry.nonce
    entry.sha256 = sha256
    entry.commitment = commitment_of(entry.salt, sha256)
    entry.digest = digest_of(entry)
    return entry


def _store_contents(changes: Sequence[Change], entries: Sequence[Entry]) -> None:
    pairs = [(c.content, e) for c, e in zip(changes, entries, strict=True) if c.content]
    Content.objects.bulk_create(
        [
            Content(
                entry=entry,
                canonical=content.canonical().decode(),
                sha256=entry.sha256,
                salt=entry.salt,
            )
            for content, entry in pairs
        ],
        batch_size=500,
    )
    FileUse.objects.bulk_create(
        [
            FileUse(entry=entry, file_id=ref.file_sha256, name=ref.name)
            for content, entry in pairs
            for ref in content.files
        ],
        batch_size=500,
    )
