"""Every act on the record becomes an event of each organization that it touched."""

from collections.abc import Sequence
from uuid import UUID

from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.ledger.models import Act, Entry
from portal.ledger.relay import Subscriber, register_subscriber


def log_acts(entries: Sequence[Entry]) -> None:
    """One event for each act and organization; told twice, it is still one."""
    # All entries of an act, also those of another batch: the event is written once.
    touched = Entry.objects.filter(act__in={entry.act_id for entry in entries}).values_list(
        "act", "record__organization", "verb", "record__path"
    )
    events: dict[tuple[UUID, UUID | None], list[tuple[str, str]]] = {}
    for act, organization, verb, path in touched.order_by("seq"):
        events.setdefault((act, organization), []).append((verb, path))
    acts = Act.objects.in_bulk({act for act, _organization in events})
    for (act, organization), done in events.items():
        _log(acts[act], organization, done)


def register() -> None:
    register_subscriber(Subscriber("audit", log_acts, batch=2_000))


def _log(act: Act, organization: UUID | None, done: list[tuple[str, str]]) -> None:
    verbs = sorted({verb for verb, _path in done})
    detail = {"act": str(act.pk), "verbs": ", ".join(verbs), "records": str(len(done))}
    if act.reason:
        detail["reason"] = act.reason
    if act.override:
        detail["override"] = act.override
    record_event(
        kind=EventKind.ACTED,
        actor=act.actor_id,
        actor_role=act.actor_role,
        organization=organization,
        subject=done[0][1],
        detail=detail,
        key=f"act:{act.pk}:{organization or ''}",
    )
