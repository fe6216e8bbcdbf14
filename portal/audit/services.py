"""Writing the log. Nothing else here writes, and nothing anywhere changes what is written."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from portal.audit.models import AuditEvent
from portal.audit.states import EventKind
from portal.core.clock import now
from portal.core.personal_numbers import without_personal_numbers

LONGEST_DETAIL = 300


def record_event(
    *,
    kind: EventKind,
    actor: int | None = None,
    actor_role: str = "",
    organization: UUID | None = None,
    subject: str = "",
    detail: Mapping[str, str] | None = None,
    key: str | None = None,
) -> AuditEvent | None:
    """Write that `actor` (a user's id; None for the machine) did this, in the caller's transaction.

    `subject` is what it was done to: a record's path, `user:<id>`. `detail` are a few short facts;
    a personal number in one is masked. With a `key` the same event is written once, and the second
    time the answer is None. Never hand in an address of a machine (law.md D4).
    """
    if key is not None and AuditEvent.objects.filter(key=key).exists():
        return None
    event = AuditEvent(
        at=now(),
        kind=kind,
        actor=actor,
        actor_role=actor_role,
        organization=organization,
        subject=without_personal_numbers(subject)[:400],
        detail=_short(detail or {}),
        key=key,
    )
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError:
        if key is None or not AuditEvent.objects.filter(key=key).exists():
            raise
        return None  # another process told the same at the same moment
    return event


def _short(detail: Mapping[str, str]) -> dict[str, str]:
    return {
        name: without_personal_numbers(value)[:LONGEST_DETAIL] for name, value in detail.items()
    }
