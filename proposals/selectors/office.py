"""Who in the office may take which step, and what waits for whom."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from portal.accounts.permissions import RULES, Permission, may
from portal.accounts.selectors import Visitor, organizations_of, reader_of
from portal.core.clock import local, today
from proposals.models import Proposal
from proposals.states import (
    AWAITED,
    TO_BE_JUDGED,
    TRANSITIONS,
    VOTABLE,
    WITH_THE_CITY,
    Party,
    ProposalState,
    Step,
)

JUDGES = frozenset({Permission.MODERATE})
ANSWERS = frozenset({Permission.ANSWER_PROPOSALS})

OPENS: Mapping[Step, frozenset[Permission]] = {
    Step.RETURN: JUDGES,
    Step.PUBLISH: JUDGES,
    Step.REJECT: JUDGES,
    Step.MERGE: JUDGES,
    Step.INVALIDATE: JUDGES,
    Step.REMOVE: JUDGES,
    Step.HAND_OVER: JUDGES | ANSWERS,
    Step.PLACE: ANSWERS,
    Step.DECIDE: ANSWERS,
    Step.FOLLOW_UP: ANSWERS,
}
"""What the office's steps ask of who takes them. Judging is the policy's office's alone; who
answers sits there or at the committee that has the case."""

NEAR = 4
"""Days before the time is out from which the clock warns."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Days that a proposal has waited, and how many are left of those that the policy allows."""

    days: int
    left: int

    @property
    def tone(self) -> str:
        if self.left < 0:
            return "over"
        return "near" if self.left <= NEAR else "recent"


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits for somebody, in the order in which it should be done."""

    judged: Sequence[Proposal]
    ready: Sequence[Proposal]
    answering: Sequence[Proposal]
    collecting: Sequence[Proposal]
    decided: Sequence[Proposal]


def handled_by(visitor: Visitor) -> QuerySet[Proposal]:
    """Proposals that were handed in and that the visitor has any step to take in, ever."""
    judged, answered = (_reach(visitor, each) for each in (JUDGES, ANSWERS))
    at_hand = Q(policy__office__in=judged | answered) | Q(committee__in=answered)
    found = Proposal.objects.filter(at_hand, number__isnull=False)
    return found.select_related("policy", "merged_into")


def role_for(visitor: Visitor, proposal: Proposal, step: Step) -> str | None:
    """The role by which the visitor takes this step, whatever the state; None for who may not."""
    if not isinstance(visitor, User):
        return None
    places = {proposal.policy.office}
    for permission in sorted(OPENS.get(step, ()), key=lambda each: each.name):
        where = places | ({proposal.committee} if permission in ANSWERS else set())
        roles = RULES[permission].roles
        held = [each.role for each in reader_of(visitor) if each.organization in where]
        found = sorted(role for role in held if role in roles)
        if found:
            return found[0]
    return None


def steps_open_to(visitor: Visitor, proposal: Proposal) -> dict[Step, str]:
    """Steps that the state allows and the visitor may take, with the role for each."""
    possible = (step for step in OPENS if _may_follow(step, proposal))
    roles = {step: role_for(visitor, proposal, step) for step in possible}
    return {step: role for step, role in roles.items() if role}


def desk_of(visitor: Visitor) -> Desk:
    """One query: the office's proposals, sorted into what they wait for."""
    found = list(handled_by(visitor).exclude(state=ProposalState.RETURNED).order_by("state_since"))
    answering = [each for each in found if each.state in AWAITED]
    answering.sort(key=lambda each: each.answer_due or datetime.date.max)
    return Desk(
        judged=[each for each in found if each.state in TO_BE_JUDGED],
        ready=[each for each in found if each.state == ProposalState.REACHED and each.closed_at],
        answering=answering,
        collecting=[each for each in found if each.state in VOTABLE and not each.closed_at],
        decided=[each for each in found if each.state in WITH_THE_CITY - AWAITED][-20:],
    )


def clock_of(proposal: Proposal) -> Clock:
    """How long it has waited to be judged."""
    days = (today() - local(proposal.state_since).date()).days
    return Clock(days, proposal.policy.known_terms.review_days - days)


def is_office(visitor: Visitor) -> bool:
    """Whether the visitor handles proposals anywhere."""
    return any(may(visitor, each) for each in JUDGES | ANSWERS)


def _may_follow(step: Step, proposal: Proposal) -> bool:
    transition = TRANSITIONS[step]
    if Party.OFFICE not in transition.by or proposal.state not in transition.before:
        return False
    return step != Step.HAND_OVER or proposal.closed_at is not None


def _reach(visitor: Visitor, permissions: frozenset[Permission]) -> frozenset[UUID]:
    roles = frozenset(role for each in permissions for role in RULES[each].roles)
    return organizations_of(visitor, roles)
