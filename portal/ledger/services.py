"""`publish_act` is the only way to the public."""

from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction

from portal.ledger.append import ActDraft, append
from portal.ledger.changes import Actor, Change
from portal.ledger.errors import GateStopped, TooManyEntries
from portal.ledger.gate import Finding, scan
from portal.ledger.models import Act, NumberSeries
from portal.ledger.relay import wake

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

    Raises GateStopped, VersionConflict, WrongVerb, TooManyEntries.
    """
    done = Act.objects.filter(key=key).first()
    if done is not None:
        return done
    if len(changes) > MOST_ENTRIES:
        raise TooManyEntries(len(changes), MOST_ENTRIES)
    draft = ActDraft(actor, key, reason, override, _passed(changes, override))
    try:
        with transaction.atomic():
            if apply is not None:
                apply()
            act = append(draft, changes)
            transaction.on_commit(wake)
    except IntegrityError:
        repeated = Act.objects.filter(key=key).first()
        if repeated is None:
            raise
        return repeated
    return act


def _passed(changes: Sequence[Change], override: str) -> list[Finding]:
    findings = scan(changes)
    stopping = [finding for finding in findings if finding.stops]
    if stopping and not override:
        raise GateStopped(stopping)
    return findings


def next_public_number(kind: str) -> int:
    """The next number of the kind's series; a number given out is never given again."""
    with transaction.atomic():
        NumberSeries.objects.get_or_create(kind=kind)
        series = NumberSeries.objects.select_for_update().get(kind=kind)
        series.last += 1
        series.save(update_fields=["last"])
        return series.last
