"""Handover: a reached proposal becomes a case of the one who answers, under its own number.

The case and the step are one transaction: no proposal is handed over without a case, and no
number is used up without one. From then on the ledger tells how it goes (`receivers.py`).
"""

import datetime
from collections.abc import Sequence

from django.db import transaction

from meetings.models import Organization
from meetings.selectors.find import existed
from meetings.services.opening import open_case
from portal.accounts.models import User
from portal.core.clock import today
from portal.ledger.changes import Actor
from proposals.errors import NotClosed, WrongReceiver
from proposals.models import Proposal
from proposals.services import handling
from proposals.services.steps import locked

RECEIVING_KINDS = {
    "committee": ("committee", "executive_board"),
    "company_board": ("company_board",),
    "council": ("council",),
}


def receivers_of(proposal: Proposal) -> Sequence[Organization]:
    """Organizations that stand today and that the policy lets answer, by name."""
    kinds = [
        kind for name in proposal.policy.known_terms.receivers for kind in RECEIVING_KINDS[name]
    ]
    found = Organization.objects.filter(kind__in=kinds, live=True).order_by("name")
    return [each for each in found if existed(each, today())]


def hand_over_to(
    *,
    proposal: Proposal,
    receiver: Organization,
    by: User,
    role: str,
    due: datetime.date | None = None,
) -> Proposal:
    """Open the receiver's case and promise an answer by `due`, or as the policy says.

    Raises NotClosed before the votes are counted, WrongReceiver, WrongStep.
    """
    with transaction.atomic():
        row = locked(proposal.pk)
        if row.closed_at is None:
            raise NotClosed
        if receiver.pk not in {each.pk for each in receivers_of(row)}:
            raise WrongReceiver(receiver.name)
        case = open_case(
            organization=receiver,
            title=f"{row.policy.known_terms.name}: {row.title}",
            summary=row.easy_summary,
            opened=today(),
            actor=Actor(role=role, user_id=by.pk),
        )
        return handling.hand_over(
            proposal=row, by=by, role=role, committee=receiver.record_id,
            case=case.record_id, due=due,
        )  # fmt: skip
