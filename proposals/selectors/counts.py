"""Counts of votes as they are shown: never more than what the rows say together."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDate

from portal.core.clock import city_zone
from portal.core.memory import Memory
from proposals.models import ProposalVote, VoteCount

PURPOSE = "votes"
"""Of the stream that tells a proposal's count."""

REST_MS = 300
"""How long its readers are left in peace between two counts: shorter than between two looks."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The count that everybody sees, at most a second old."""

    total: int
    by_level: Mapping[str, int]
    counted_at: datetime.datetime | None = None


NOTHING = Shown(0, {})


def shown_counts(records: Collection[UUID]) -> dict[UUID, Shown]:
    """The running counts of these proposals; those that never collected are left out."""
    rows = VoteCount.objects.filter(proposal__record_id__in=records)
    found = rows.values_list("proposal__record_id", "total", "counts", "counted_at")
    return {record: Shown(total, counts, at) for record, total, counts, at in found}


_days: Memory[tuple[tuple[datetime.date, int], ...]] = Memory(most=200)


def votes_by_day(record: UUID, shown: Shown) -> tuple[tuple[datetime.date, int], ...]:
    """Votes given each day, oldest first. Read anew when the shown count has moved.

    Days on which nobody voted are left out, and so is everything finer than a day.
    """
    key = (record, shown.counted_at)
    known = _days.get(key)
    if known is None:
        known = _by_day(record)
        _days.put(key, known)
    return known


def _by_day(record: UUID) -> tuple[tuple[datetime.date, int], ...]:
    votes = ProposalVote.objects.filter(proposal__record_id=record)
    days = votes.annotate(day=TruncDate("hour", tzinfo=city_zone())).values("day")
    counted = days.annotate(votes=Count("tag")).order_by("day")
    return tuple((row["day"], row["votes"]) for row in counted)
