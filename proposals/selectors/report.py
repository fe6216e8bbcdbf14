"""The year in numbers, for the council: what came in, what became of it, how long it took."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from uuid import UUID

from portal.core.clock import city_zone, local
from proposals.models import ProposalEvent
from proposals.states import ProposalOutcome, RejectionCode, Step

YES = frozenset({ProposalOutcome.GRANTED, ProposalOutcome.PARTLY})
CARRIED_OUT = "done"
"""The code of the milestone by which the office says that it is done."""


@dataclass(frozen=True, slots=True)
class CommitteeYear:
    """What one organization was handed and what it did. Days are from handover to decision."""

    committee: UUID
    handed_over: int = 0
    decided: int = 0
    granted: int = 0
    carried_out: int = 0
    median_days: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """One year. `refused` is by code, with codes that were not used as zero."""

    year: int
    received: int
    published: int
    returned: int
    reached: int
    expired: int
    withdrawn: int
    merged: int
    refused: dict[str, int]
    committees: Sequence[CommitteeYear] = field(default_factory=tuple)

    @property
    def refused_total(self) -> int:
        return sum(self.refused.values())


def year_of(year: int) -> Year:
    """Counted from the steps that were taken in that year of the city's time. Two queries."""
    events = list(_events(year))
    steps: Counter[str] = Counter()
    seen: dict[str, set[int]] = defaultdict(set)
    for event in events:
        seen[event.step].add(event.proposal_id)
    steps.update({step: len(proposals) for step, proposals in seen.items()})
    refused = Counter(event.code for event in events if event.step == Step.REJECT)
    return Year(
        year=year,
        received=steps[Step.SUBMIT],
        published=steps[Step.PUBLISH],
        returned=steps[Step.RETURN],
        reached=steps[Step.REACH],
        expired=steps[Step.EXPIRE],
        withdrawn=steps[Step.WITHDRAW],
        merged=steps[Step.MERGE],
        refused={code: refused[code] for code in RejectionCode.values},
        committees=list(_committees(events)),
    )


def years() -> list[int]:
    """Years in which anything happened, newest first."""
    moments = ProposalEvent.objects.datetimes("at", "year", tzinfo=city_zone())
    return sorted({local(each).year for each in moments}, reverse=True)


def _events(year: int) -> Iterator[ProposalEvent]:
    zone = city_zone()
    begins = datetime.datetime(year, 1, 1, tzinfo=zone)
    ends = datetime.datetime(year + 1, 1, 1, tzinfo=zone)
    told = ProposalEvent.objects.filter(at__gte=begins, at__lt=ends).exclude(
        before="draft", step="withdraw"
    )
    return told.select_related("proposal").order_by("at", "pk").iterator()


def _committees(events: Sequence[ProposalEvent]) -> Iterator[CommitteeYear]:
    handed = _handed_over_at(events)
    by_committee: dict[UUID, list[ProposalEvent]] = defaultdict(list)
    for event in events:
        if event.proposal.committee and event.step in {Step.HAND_OVER, Step.DECIDE, Step.FOLLOW_UP}:
            by_committee[event.proposal.committee].append(event)
    for committee, own in sorted(by_committee.items()):
        decided = [event for event in own if event.step == Step.DECIDE]
        days = [(e.at - handed[e.proposal_id]).days for e in decided if e.proposal_id in handed]
        yield CommitteeYear(
            committee=committee,
            handed_over=sum(event.step == Step.HAND_OVER for event in own),
            decided=len(decided),
            granted=sum(event.proposal.outcome in YES for event in decided),
            carried_out=sum(event.code == CARRIED_OUT for event in own),
            median_days=round(median(days)) if days else None,
        )


def _handed_over_at(events: Sequence[ProposalEvent]) -> dict[int, datetime.datetime]:
    decided = [event.proposal_id for event in events if event.step == Step.DECIDE]
    found = ProposalEvent.objects.filter(proposal__in=decided, step=Step.HAND_OVER)
    return dict(found.values_list("proposal_id", "at"))
