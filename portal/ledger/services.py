"""`publish_act` is the only way to the public."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import transaction

from portal.core.canonical import sha256_hex
from portal.ledger.append import ActDraft, AlreadyDone, Prepared, append
from portal.ledger.changes import Actor, Change
from portal.ledger.errors import GateStopped, KeyReused, NothingToDo, TooManyEntries
from portal.ledger.findings import Finding
from portal.ledger.gate import scan
from portal.ledger.models import Act, NumberSeries
from portal.ledger.states import REASONED
from portal.ledger.waking import wake

MOST_ENTRIES = 2_000


def publish_act(
    *,
    actor: Actor,
    changes: Sequence[Change],
    key: str,
    reason: str = "",
    override: str = "",
    apply: Callable[[], None] | None = None,
) -> Act:
    """Publish, correct, withdraw or erase: everything in `changes`, or nothing.

    `key` makes a repeated request return the first act unchanged. `apply` writes the
    working rows' state in the same transaction, before the ledger's lock is taken; it
    locks its rows in order of primary key. `override` says why findings that stop were
    passed, and is kept with the act.

    Raises GateStopped, VersionConflict, WrongVerb, AudienceConflict, PathTaken, MissingFile,
    NothingToDo, TooManyEntries, KeyReused.
    """
    if (done := _done(key, changes)) is not None:
        return done
    _check_size(changes)
    changes = [_with_reason(change, reason) for change in changes]
    draft = ActDraft(actor, key, reason, override.strip(), _passed(changes, override))
    prepared = [_prepared(change) for change in changes]
    try:
        with transaction.atomic():
            if apply is not None:
                apply()
            act = append(draft, prepared)
            transaction.on_commit(wake, robust=True)
    except AlreadyDone:
        return _done(key, changes) or Act.objects.get(key=key)
    return act


def _done(key: str, changes: Sequence[Change]) -> Act | None:
    """The act that this key made. Raises KeyReused when it was about other records."""
    act = Act.objects.filter(key=key).first()
    if act is None:
        return None
    asked = {change.record_id for change in changes}
    if asked and not act.entries.filter(record__in=asked).exists():
        raise KeyReused
    return act


def _check_size(changes: Sequence[Change]) -> None:
    if not changes:
        raise NothingToDo
    if len(changes) > MOST_ENTRIES:
        raise TooManyEntries(len(changes), MOST_ENTRIES)


def _with_reason(change: Change, reason: str) -> Change:
    """The act's reason is that of every change which owes one and has none of its own."""
    if change.reason or change.verb not in REASONED:
        return change
    return replace(change, reason=reason)


def _passed(changes: Sequence[Change], override: str) -> list[Finding]:
    findings = scan(changes)
    stopping = [finding for finding in findings if finding.stops]
    if stopping and not override.strip():
        raise GateStopped(stopping)
    return findings


def _prepared(change: Change) -> Prepared:
    canonical = change.content.canonical() if change.content else b""
    return Prepared(change, canonical.decode(), sha256_hex(canonical) if canonical else "")


def next_public_number(kind: str) -> int:
    """The next number of the kind's series; a number given out is never given again."""
    return reserve_public_numbers(kind, 1)[0]


def reserve_public_numbers(kind: str, count: int) -> range:
    """The next `count` numbers of the kind's series, for whoever makes many at once."""
    with transaction.atomic():
        NumberSeries.objects.get_or_create(kind=kind)
        series = NumberSeries.objects.select_for_update().get(kind=kind)
        first = series.last + 1
        series.last += count
        series.save(update_fields=["last"])
        return range(first, first + count)
