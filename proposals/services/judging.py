"""Before publication: a colleague's hold is honoured, reasons are asked for, a refusal can be
appealed once."""

from portal.accounts.models import User
from proposals.errors import AppealedBefore, NotYours, ReasonMissing
from proposals.models import Proposal
from proposals.services import handling
from proposals.services.holding import check_hold, let_go
from proposals.services.steps import take_step
from proposals.states import Party, RejectionCode, Step


def publish(*, proposal: Proposal, by: User, role: str) -> Proposal:
    """Raises HeldByAnother, WrongStep, KeysAway."""
    check_hold(proposal, by)
    done = handling.publish_proposal(proposal=proposal, by=by, role=role)
    let_go(proposal=proposal, by=by)
    return done


def send_back(*, proposal: Proposal, by: User, role: str, reason: str) -> Proposal:
    """Raises HeldByAnother, ReasonMissing, WrongStep."""
    check_hold(proposal, by)
    done = handling.return_for_change(proposal=proposal, by=by, role=role, reason=_said(reason))
    let_go(proposal=proposal, by=by)
    return done


def refuse(
    *, proposal: Proposal, by: User, role: str, code: RejectionCode, reason: str
) -> Proposal:
    """Raises HeldByAnother, ReasonMissing, WrongStep."""
    check_hold(proposal, by)
    done = handling.reject(proposal=proposal, by=by, role=role, code=code, reason=_said(reason))
    let_go(proposal=proposal, by=by)
    return done


def appeal(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """The proposer asks the office to look at the refusal once more.

    Raises NotYours, AppealedBefore, ReasonMissing, WrongStep.
    """
    if proposal.proposer_id != by.pk:
        raise NotYours
    if proposal.events.filter(step=Step.APPEAL).exists():
        raise AppealedBefore
    return take_step(
        proposal=proposal,
        step=Step.APPEAL,
        party=Party.PROPOSER,
        role="proposer",
        user_id=by.pk,
        reason=_said(reason),
    )


def _said(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()
