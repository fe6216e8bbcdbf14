"""Publishing at a moment: decided now, done then, or stopped with a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.errors import DraftChanged, WrongMoment
from meetings.models import Meeting, ScheduledAct, WorkingRecord
from meetings.models.scheduled import ScheduledState
from meetings.selectors.drafts import newest
from meetings.services.publishing import digest_of, planned, publish
from meetings.states import MeetingState
from portal.accounts.models import User
from portal.core.clock import now
from portal.core.errors import DomainError
from portal.ledger.changes import Actor
from portal.ledger.errors import GateStopped
from portal.ledger.gate import scan
from portal.ledger.models import Act


def schedule(
    *,
    records: Sequence[WorkingRecord],
    due: datetime,
    role: str,
    user: User | None,
    reason: str = "",
    override: str = "",
) -> ScheduledAct:
    """Let these drafts be published at `due`, as they stand now.

    Raises WrongMoment for a time that has been, and what publishing now would raise.
    """
    if due <= now():
        raise WrongMoment(_("Den tiden har redan varit. Välj en som kommer, eller publicera nu."))
    changes = planned(records)
    stopping = [finding for finding in scan(changes) if finding.stops]
    if stopping and not override.strip():
        raise GateStopped(stopping)
    main = records[-1]
    waiting = ScheduledAct(
        title=str(main)[:300],
        owner=main.keeper_id(),
        records=[[type(record).__name__, record.pk] for record in records],
        digest=digest_of(changes),
        reason=reason,
        override=override,
        user=user,
        role=role,
        due=due,
    )
    waiting.full_clean()
    waiting.save()
    return waiting


def cancel(scheduled: ScheduledAct) -> bool:
    """Stop it while it waits; False when it was too late."""
    return _settle(scheduled, ScheduledState.CANCELLED)


def run_due() -> int:
    """Do what is due; returns how many acts were done. Harmless to run twice, or in two places."""
    waiting = ScheduledAct.objects.filter(state=ScheduledState.WAITING, due__lte=now())
    return sum(_run(scheduled) for scheduled in waiting.order_by("due", "id"))


def _run(scheduled: ScheduledAct) -> bool:
    try:
        _publish(scheduled)
    except (DomainError, ValidationError) as error:
        if not _is_done(scheduled):
            return _settle(scheduled, ScheduledState.FAILED, _told(error)) and False
    return _settle(scheduled, ScheduledState.DONE)


def _publish(scheduled: ScheduledAct) -> None:
    """A killed process may have done it without saying so: the key tells."""
    if _is_done(scheduled):
        return
    records = _records(scheduled)
    _check_unchanged(scheduled, records)
    publish(
        records=records,
        actor=Actor(role=scheduled.role, user_id=scheduled.user_id),
        key=str(scheduled.pk),
        reason=scheduled.reason,
        override=scheduled.override,
    )


def _check_unchanged(scheduled: ScheduledAct, records: Sequence[WorkingRecord]) -> None:
    meetings = [record.pk for record in records if isinstance(record, Meeting)]
    if any(draft.state == MeetingState.CANCELLED for draft in newest(Meeting, meetings)):
        raise DraftChanged(_("Sammanträdet är inställt. Publicera det för hand om det ska ut."))
    if digest_of(planned(records)) != scheduled.digest:
        raise DraftChanged(
            _("Utkastet har ändrats sedan tiden bestämdes. Granska det och bestäm en ny tid.")
        )


def _records(scheduled: ScheduledAct) -> list[WorkingRecord]:
    by_model: dict[str, list[int]] = {}
    for name, key in scheduled.records:
        by_model.setdefault(name, []).append(key)
    return [
        record
        for name, keys in by_model.items()
        for record in apps.get_model("meetings", name)._default_manager.filter(pk__in=keys)
    ]


def _is_done(scheduled: ScheduledAct) -> bool:
    return Act.objects.filter(key=str(scheduled.pk)).exists()


def _settle(scheduled: ScheduledAct, state: ScheduledState, failure: str = "") -> bool:
    """Only what waits is settled, so two runners cannot disagree."""
    waiting = ScheduledAct.objects.filter(pk=scheduled.pk, state=ScheduledState.WAITING)
    return bool(waiting.update(state=state, failure=failure))


def _told(error: DomainError | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
