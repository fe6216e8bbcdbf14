"""Taking a step: one transaction changes the state, writes the event and tells the ledger."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portal.core.clock import now
from proposals.errors import ChangedMeanwhile
from proposals.models import Proposal, ProposalEvent
from proposals.rules import check_step
from proposals.services.laying import lay_rest
from proposals.services.recording import record_step
from proposals.states import Party, Step


def take_step(
    *,
    proposal: Proposal,
    step: Step,
    party: Party,
    role: str,
    user_id: int | None = None,
    reason: str = "",
    code: str = "",
    expected_version: int | None = None,
    at: datetime | None = None,
    **changes: Any,
) -> Proposal:
    """The proposal after the step, with these fields changed. Locks it first, the ledger last.

    `at` is when it happened where that was before it came here (imported history).
    Raises WrongStep, NotYours, ChangedMeanwhile, and what publishing raises.
    """
    moment = at or now()
    with transaction.atomic():
        row = locked(proposal.pk)
        if expected_version not in (None, row.version):
            raise ChangedMeanwhile
        before, row.state = row.state, check_step(step, row.state, party)
        if changes.get("closed_at") and row.closed_at is None:
            lay_rest(row)
        for name, value in changes.items():
            setattr(row, name, value)
        row.state_since, row.version = moment, row.version + 1
        row.full_clean()
        row.save()
        event = ProposalEvent(
            proposal=row,
            seq=row.events.count() + 1,
            step=step,
            before=before,
            after=row.state,
            role=role,
            user_id=user_id,
            policy=row.policy,
            code=code,
            reason=reason,
            at=moment,
        )
        event.full_clean()
        event.save()
        record_step(row, event, source_time=at)
    return row


def locked(pk: int) -> Proposal:
    """The row for this transaction alone: votes wait until it is over (FOR UPDATE)."""
    own = Proposal.objects.select_for_update(of=("self",))
    return own.select_related("policy", "merged_into").get(pk=pk)
