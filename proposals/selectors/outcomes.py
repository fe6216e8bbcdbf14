"""What became of the proposals: by committee, by part of the city, and in all."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.db.models import Min, QuerySet

from proposals.models import Proposal, ProposalEvent
from proposals.selectors.report import CARRIED_OUT, YES
from proposals.states import AWAITED, PUBLIC_STATES, WITH_THE_CITY, Step

LEAST_VOTES = 10
"""law.md finding 8: nothing is told of a part of the city where fewer have voted."""


@dataclass(frozen=True, slots=True)
class CommitteeOutcome:
    """`granted` wholly or partly; `carried_out` as the office has said since. `days` is the median
    from handover to decision; None where nothing is decided."""

    committee: UUID
    received: int
    decided: int
    granted: int
    carried_out: int
    late: int
    days: int | None


@dataclass(frozen=True, slots=True)
class AreaOutcome:
    """`per_thousand` is votes per 1 000 residents; None where it is not told or not known."""

    area: str
    proposals: int
    votes: int | None
    per_thousand: float | None


@dataclass(frozen=True, slots=True)
class Totals:
    published: int
    reached: int
    decided: int
    granted: int
    carried_out: int


def totals() -> Totals:
    published = _published()
    decided = published.exclude(outcome="")
    return Totals(
        published.count(),
        published.filter(reached_at__isnull=False).count(),
        decided.count(),
        decided.filter(outcome__in=YES).count(),
        len(_done(decided.values_list("pk", flat=True))),
    )


def by_committee(today: datetime.date) -> list[CommitteeOutcome]:
    """Those that were handed a proposal, most proposals first."""
    handed = Proposal.objects.filter(state__in=WITH_THE_CITY, committee__isnull=False)
    keys = handed.values_list("pk", flat=True)
    taken, done = _days_taken(keys), _done(keys)
    groups: dict[UUID, list[Proposal]] = defaultdict(list)
    for proposal in handed:
        assert proposal.committee is not None
        groups[proposal.committee].append(proposal)
    found = [_outcome(committee, rows, taken, done, today) for committee, rows in groups.items()]
    return sorted(found, key=lambda each: (-each.received, str(each.committee)))


def by_area() -> list[AreaOutcome]:
    """Parts of the city by name, with the residents that the newest policy counted."""
    rows: dict[str, list[int]] = defaultdict(list)
    residents: dict[str, int] = {}
    proposals = _published().exclude(area="").select_related("policy", "shown_count")
    for proposal in proposals.order_by("policy__version", "pk"):
        rows[proposal.area].append(_votes(proposal))
        areas = proposal.policy.known_terms.areas
        residents |= {each.name: each.residents for each in areas if each.residents}
    return [_area(area, rows[area], residents.get(area)) for area in sorted(rows)]


def _area(area: str, votes: Sequence[int], residents: int | None) -> AreaOutcome:
    total = sum(votes)
    if total < LEAST_VOTES:
        return AreaOutcome(area, len(votes), None, None)
    share = round(total * 1000 / residents, 1) if residents else None
    return AreaOutcome(area, len(votes), total, share)


def _published() -> QuerySet[Proposal]:
    return Proposal.objects.filter(published_at__isnull=False, state__in=PUBLIC_STATES)


def _votes(proposal: Proposal) -> int:
    if proposal.final_counts is not None:
        return sum(proposal.final_counts.values())
    shown = getattr(proposal, "shown_count", None)
    return shown.total if shown else 0


def _outcome(
    committee: UUID,
    rows: Sequence[Proposal],
    taken: dict[int, int],
    done: set[int],
    today: datetime.date,
) -> CommitteeOutcome:
    days = [taken[row.pk] for row in rows if row.pk in taken]
    return CommitteeOutcome(
        committee=committee,
        received=len(rows),
        decided=sum(bool(row.outcome) for row in rows),
        granted=sum(row.outcome in YES for row in rows),
        carried_out=sum(row.pk in done for row in rows),
        late=sum(row.state in AWAITED and _is_late(row, today) for row in rows),
        days=round(median(days)) if days else None,
    )


def _is_late(row: Proposal, today: datetime.date) -> bool:
    return row.answer_due is not None and row.answer_due < today


def _done(proposals: Iterable[int]) -> set[int]:
    """Those of which the office has said that they are carried out."""
    told = ProposalEvent.objects.filter(
        proposal__in=proposals, step=Step.FOLLOW_UP, code=CARRIED_OUT
    )
    return set(told.values_list("proposal", flat=True))


def _days_taken(proposals: Iterable[int]) -> dict[int, int]:
    """Whole days from the handover to the first decision, by proposal."""
    steps = ProposalEvent.objects.filter(
        proposal__in=proposals, step__in=(Step.HAND_OVER, Step.DECIDE)
    )
    firsts = steps.values_list("proposal", "step").annotate(first=Min("at"))
    at: dict[int, dict[str, datetime.datetime]] = defaultdict(dict)
    for proposal, step, first in firsts.order_by():
        at[proposal][step] = first
    both = {pk: each for pk, each in at.items() if len(each) == 2}
    return {pk: (each[Step.DECIDE] - each[Step.HAND_OVER]).days for pk, each in both.items()}
