"""The office's steps: return, publish, reject, hand over, follow to the decision, remove."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from portal.accounts.models import User
from portal.core.clock import now, today
from proposals.keys import make_key
from proposals.models import Proposal, VoteCount
from proposals.selectors.counts import PURPOSE, REST_MS
from proposals.selectors.policies import newest_in_force
from proposals.services.steps import take_step
from proposals.states import Party, ProposalOutcome, RejectionCode, Step
from streaming.hub.services import open_stream


def return_for_change(*, proposal: Proposal, by: User, role: str, reason: str) -> Proposal:
    """Ask the proposer to change it; nothing of it is lost."""
    return _step(proposal, Step.RETURN, by, role, reason=reason)


def publish_proposal(*, proposal: Proposal, by: User, role: str) -> Proposal:
    """Open it for votes. From now on it keeps the rules that are in force this moment.

    Raises KeysAway.
    """
    policy = newest_in_force(proposal.policy)
    make_key(proposal.record_id)
    VoteCount.objects.get_or_create(proposal=proposal)
    open_stream(subject=proposal.record_id, purpose=PURPOSE, rest_ms=REST_MS)
    begins = now()
    ends = begins + timedelta(days=policy.known_terms.window_days)
    return _step(
        proposal, Step.PUBLISH, by, role, published_at=begins, closes_at=ends,
        policy=policy, rejection="", public_reason="",
    )  # fmt: skip


def reject(
    *, proposal: Proposal, by: User, role: str, code: RejectionCode, reason: str
) -> Proposal:
    """Refuse it in public, with a coded reason and a text of one's own."""
    return _step(
        proposal, Step.REJECT, by, role, reason=reason, code=code, rejection=code,
        public_reason=reason,
    )  # fmt: skip


def hand_over(
    *, proposal: Proposal, by: User, role: str, committee: UUID, case: UUID, due: date | None = None
) -> Proposal:
    """Make it a case of a committee, with the day by which the policy promises an answer."""
    days = proposal.policy.known_terms.answer_days
    promised = due or (today() + timedelta(days=days) if days else None)
    return _step(
        proposal, Step.HAND_OVER, by, role, committee=committee, case=case, answer_due=promised
    )


def place_on_agenda(*, proposal: Proposal, by: User, role: str, item: UUID) -> Proposal:
    """Link it to the agenda item that handles it."""
    return _step(proposal, Step.PLACE, by, role, item=item)


def decide(
    *,
    proposal: Proposal,
    by: User,
    role: str,
    outcome: ProposalOutcome,
    decision: UUID | None,
    reason: str = "",
) -> Proposal:
    """Tell what was decided and where it stands."""
    return _step(proposal, Step.DECIDE, by, role, reason=reason, outcome=outcome, decision=decision)


def follow_up(*, proposal: Proposal, by: User, role: str, reason: str, code: str = "") -> Proposal:
    """One more milestone after the decision; its code says what kind, `done` the last one."""
    return _step(proposal, Step.FOLLOW_UP, by, role, reason=reason, code=code)


def remove(*, proposal: Proposal, by: User, role: str, reason: str, ground: str = "") -> Proposal:
    """Take its words from the public; a tombstone says why."""
    return _step(
        proposal, Step.REMOVE, by, role, reason=reason, code=ground,
        closed_at=proposal.closed_at or now(),
    )  # fmt: skip


def _step(proposal: Proposal, step: Step, by: User, role: str, **changes: Any) -> Proposal:
    return take_step(
        proposal=proposal, step=step, party=Party.OFFICE, role=role, user_id=by.pk, **changes
    )
