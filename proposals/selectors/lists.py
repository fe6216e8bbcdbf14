"""Which proposals the public's lists hold, and in which order."""

import datetime
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from proposals.models import Proposal
from proposals.states import PUBLIC_STATES, UNSEEN, ProposalState


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; an empty part is not asked for."""

    states: frozenset[ProposalState]
    area: str = ""
    committee: UUID | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """A proposal that collects votes, as far as an order needs it."""

    record_id: UUID
    votes: int
    needed: int
    closes_at: datetime.datetime

    @property
    def share(self) -> float:
        return self.votes / self.needed


def listed(wanted: Wanted) -> QuerySet[Proposal]:
    """The proposals, the latest to change first."""
    found = Proposal.objects.filter(number__isnull=False, state__in=wanted.states & PUBLIC_STATES)
    found = found.exclude(state=ProposalState.REMOVED)
    found = found.exclude(state=ProposalState.WITHDRAWN, published_at=None)
    if wanted.area:
        found = found.filter(area=wanted.area)
    if wanted.committee:
        found = found.filter(committee=wanted.committee)
    if wanted.subject:
        found = found.filter(subject=wanted.subject)
    return found.order_by("-state_since", "-pk")


def running(wanted: Wanted) -> list[Running]:
    """Everything that collects votes: as many as are published in one window, some hundred."""
    rows = listed(wanted).filter(closed_at=None, closes_at__isnull=False)
    rows = rows.select_related("policy", "shown_count")
    return [
        Running(
            row.record_id,
            row.shown_count.total,
            row.policy.known_terms.votes_needed,
            row.closes_at,
        )
        for row in rows
        if row.closes_at is not None
    ]


def fairly(rows: Collection[Running], day: datetime.date) -> list[Running]:
    """Another order each day, the same for everybody: nobody is always first, nobody last."""

    def place(row: Running) -> bytes:
        return hashlib.sha256(f"{day}{row.record_id}".encode()).digest()

    return sorted(rows, key=place)


def areas_with_proposals() -> list[str]:
    known = Proposal.objects.exclude(state__in=UNSEEN).exclude(area="")
    return sorted(set(known.values_list("area", flat=True)))


def committees_with_proposals() -> set[UUID]:
    known = Proposal.objects.exclude(committee=None).exclude(state=ProposalState.REMOVED)
    return {pk for pk in known.values_list("committee", flat=True) if pk}


def closed_proposal(number: int) -> Proposal | None:
    """A proposal whose votes were counted for good, and which the public may know of."""
    public = PUBLIC_STATES - {ProposalState.REMOVED}
    found = Proposal.objects.filter(number=number, state__in=public, closed_at__isnull=False)
    return found.exclude(final_counts=None).first()
