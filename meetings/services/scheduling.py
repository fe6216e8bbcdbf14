"""Publishing at a moment: decided now, done then, or stopped with a reason."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.errors import DraftChanged, WrongMoment
from meetings.models import Meeting, Organization, ScheduledAct, WorkingRecord
from meetings.models.scheduled import ScheduledState
from meetings.selectors.drafts import newest
from meetings.services.item_publishing import item_changes, item_states, publish_item
from meetings.services.publishing import digest_of, planned, publish
from meetings.states import MeetingState
from portal.accounts.models import User
from portal.core.clock import local, now
from portal.core.errors import DomainError
from portal.ledger.changes import Actor, Change
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
    item: UUID | None = None,
) -> ScheduledAct:
    """Let these drafts be published at `due`, as they stand now.

    With `item`, that one item of the meeting among them, its case and its papers.
    Raises WrongMoment for a time that has been, and what publishing now would raise.
    """
    if due <= now():
        raise WrongMoment(_("Den tiden har redan varit. Välj en som kommer, eller publicera nu."))
    changes = _changes(records, item)
    stopping = [finding for finding in scan(changes) if finding.stops]
    if stopping and not override.strip():
        raise GateStopped(stopping)
    main = records[-1]
    waiting = ScheduledAct(
        title=str(main)[:300],
        owner=main.keeper_id(),
        records=[[type(record).__name__, record.pk] for record in records],
        item=item,
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
    _check_standing(scheduled, records)
    actor = Actor(role=scheduled.role, user_id=scheduled.user_id)
    key, reason, override = str(scheduled.pk), scheduled.reason, scheduled.override
    if scheduled.item is None:
        publish(records=records, actor=actor, key=key, reason=reason, override=override)
        return
    publish_item(
        meeting=_meeting_of(records),
        item=scheduled.item,
        kept=records,
        actor=actor,
        key=key,
        reason=reason,
        override=override,
    )


def _meeting_of(records: Sequence[WorkingRecord]) -> Meeting:
    [meeting] = [record for record in records if isinstance(record, Meeting)]
    return meeting


def _changes(records: Sequence[WorkingRecord], item: UUID | None) -> list[Change]:
    if item is None:
        return planned(records)
    return item_changes(item_states(_meeting_of(records), item, records))


def _check_standing(scheduled: ScheduledAct, records: Sequence[WorkingRecord]) -> None:
    """An authority that ceased in between answers for nothing new (law.md K5)."""
    owner = Organization.objects.filter(record_id=scheduled.owner).first()
    days = [local(record.start).date() for record in records if isinstance(record, Meeting)]
    if owner is not None and owner.valid_to and any(day > owner.valid_to for day in days):
        raise DraftChanged(
            _("%(organization)s upphörde %(day)s. Flytta sammanträdet till den som tog över.")
            % {"organization": owner, "day": owner.valid_to}
        )


def _check_unchanged(scheduled: ScheduledAct, records: Sequence[WorkingRecord]) -> None:
    meetings = [record.pk for record in records if isinstance(record, Meeting)]
    if any(draft.state == MeetingState.CANCELLED for draft in newest(Meeting, meetings)):
        raise DraftChanged(_("Sammanträdet är inställt. Publicera det för hand om det ska ut."))
    if digest_of(_changes(records, scheduled.item)) != scheduled.digest:
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
