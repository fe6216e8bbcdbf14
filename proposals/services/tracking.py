"""What became of a proposal's case, as the ledger tells: on an agenda, decided, taken over.

Each is harmless to repeat: what is known already is no step.
"""

from typing import Any
from uuid import UUID

from portal.core.errors import Conflict
from proposals.models import Proposal
from proposals.services.steps import take_step
from proposals.states import (
    AWAITED,
    WITH_THE_CITY,
    Party,
    ProposalOutcome,
    ProposalState,
    Step,
)

PORTAL = "portal"
OUTCOMES = {
    "approved": ProposalOutcome.GRANTED,
    "rejected": ProposalOutcome.DECLINED,
    "answered": ProposalOutcome.ANSWERED,
}
"""Outcomes that end the waiting. Referral back, tabling and a proposal to the council do not."""


def seen_on_agenda(*, case: UUID, item: UUID) -> int:
    """The proposals of this case stand on this item now; returns how many that was news for."""
    waiting = Proposal.objects.filter(case=case, state__in=AWAITED).exclude(item=item)
    return sum(_take(each, Step.PLACE, item=item) for each in waiting)


def seen_decided(*, item: UUID, decision: UUID, outcome: str, sentence: str) -> int:
    """The item's decision is final: what it means for the proposals that wait for it."""
    if outcome not in OUTCOMES:
        return 0
    waiting = Proposal.objects.filter(item=item, state=ProposalState.ON_AGENDA)
    return sum(
        _take(each, Step.DECIDE, outcome=OUTCOMES[outcome], decision=decision, reason=sentence)
        for each in waiting
    )


def seen_inherited(*, case: UUID, heir: UUID) -> int:
    """Another organization answers for the case: the promise and its day go with it."""
    held = Proposal.objects.filter(case=case, state__in=WITH_THE_CITY).exclude(committee=heir)
    return sum(_take(each, Step.INHERIT, committee=heir) for each in held)


def _take(proposal: Proposal, step: Step, **changes: Any) -> bool:
    """False where somebody took a step in between that made this one late."""
    try:
        take_step(
            proposal=proposal, step=step, party=Party.PORTAL, role=PORTAL,
            expected_version=proposal.version, **changes,
        )  # fmt: skip
    except Conflict:
        return False
    return True
