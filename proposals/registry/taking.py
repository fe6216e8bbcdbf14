"""From a filled form to the service that takes the step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.accounts.models import User
from proposals.forms import (
    DecideForm,
    FollowUpForm,
    HandOverForm,
    InvalidateForm,
    MergeForm,
    PlaceForm,
    PublishForm,
    RejectForm,
    RemoveForm,
    ReturnForm,
    StepForm,
)
from proposals.models import Proposal
from proposals.selectors.report import CARRIED_OUT
from proposals.services import handling, judging
from proposals.services.handover import hand_over_to, receivers_of
from proposals.services.invalidating import begin
from proposals.services.merging import merge
from proposals.states import ProposalOutcome, RejectionCode, Step

Said = dict[str, Any]
Take = Callable[[Proposal, User, str, Said], Any]

DONE = CARRIED_OUT
"""The code of a milestone by which the proposal is carried out."""


@dataclass(frozen=True)
class Taking:
    """A step's form and what it does."""

    form: type[StepForm]
    take: Take


def _publish(proposal: Proposal, by: User, role: str, said: Said) -> None:
    judging.publish(proposal=proposal, by=by, role=role)


def _return(proposal: Proposal, by: User, role: str, said: Said) -> None:
    judging.send_back(proposal=proposal, by=by, role=role, reason=said["reason"])


def _reject(proposal: Proposal, by: User, role: str, said: Said) -> None:
    code = RejectionCode(said["code"])
    judging.refuse(proposal=proposal, by=by, role=role, code=code, reason=said["reason"])


def _merge(proposal: Proposal, by: User, role: str, said: Said) -> None:
    merge(proposal=proposal, into=said["number"], by=by, role=role, reason=said["reason"])


def _hand_over(proposal: Proposal, by: User, role: str, said: Said) -> None:
    hand_over_to(proposal=proposal, receiver=said["receiver"], by=by, role=role, due=said["due"])


def _place(proposal: Proposal, by: User, role: str, said: Said) -> None:
    handling.place_on_agenda(proposal=proposal, by=by, role=role, item=said["address"])


def _decide(proposal: Proposal, by: User, role: str, said: Said) -> None:
    handling.decide(
        proposal=proposal, by=by, role=role, outcome=ProposalOutcome(said["outcome"]),
        decision=None, reason=said["reason"],
    )  # fmt: skip


def _follow_up(proposal: Proposal, by: User, role: str, said: Said) -> None:
    code = DONE if said["is_done"] else ""
    handling.follow_up(proposal=proposal, by=by, role=role, reason=said["reason"], code=code)


def _remove(proposal: Proposal, by: User, role: str, said: Said) -> None:
    handling.remove(
        proposal=proposal, by=by, role=role, reason=said["reason"], ground=said["ground"]
    )


def _invalidate(proposal: Proposal, by: User, role: str, said: Said) -> None:
    begin(proposal=proposal, by=by, role=role, criteria=said["criteria"], reason=said["reason"])


TAKINGS: Mapping[Step, Taking] = {
    Step.PUBLISH: Taking(PublishForm, _publish),
    Step.RETURN: Taking(ReturnForm, _return),
    Step.REJECT: Taking(RejectForm, _reject),
    Step.MERGE: Taking(MergeForm, _merge),
    Step.INVALIDATE: Taking(InvalidateForm, _invalidate),
    Step.HAND_OVER: Taking(HandOverForm, _hand_over),
    Step.PLACE: Taking(PlaceForm, _place),
    Step.DECIDE: Taking(DecideForm, _decide),
    Step.FOLLOW_UP: Taking(FollowUpForm, _follow_up),
    Step.REMOVE: Taking(RemoveForm, _remove),
}
"""Every step of the office that a person takes."""


def form_for(step: Step, proposal: Proposal, data: Any = None) -> StepForm:
    """The step's form, with what it may be chosen from."""
    extra = {"receivers": receivers_of(proposal)} if step == Step.HAND_OVER else {}
    return TAKINGS[step].form(data, proposal=proposal, auto_id=f"{step.value}_%s", **extra)
