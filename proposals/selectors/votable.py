"""A proposal as a vote needs it: read once a second in each process, however many vote.

The database refuses what comes after the close (`proposals/sql`), so what is a second old here
lets no vote through.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.accounts.states import AssuranceLevel
from portal.core.reading import spoil
from proposals.models import Proposal
from proposals.states import PUBLIC_STATES

SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Votable:
    """What stays the same while votes are collected, and until when they are."""

    pk: int
    record_id: UUID
    number: int
    title: str
    state: str
    closes_at: datetime | None
    closed_at: datetime | None
    to_vote: AssuranceLevel


_seen: dict[int, tuple[float, Votable]] = {}


def votable(number: int) -> Votable | None:
    """The proposal of this number, at most a second old; None where the public knows none."""
    spoil()
    at = time.monotonic()
    known = _seen.get(number)
    if known is not None and at - known[0] < SECONDS:
        return known[1]
    found = _read(number)
    if found is None:
        return None
    _forget_old(at)
    _seen[number] = (at, found)
    return found


def _read(number: int) -> Votable | None:
    public = Proposal.objects.filter(number=number, state__in=PUBLIC_STATES)
    row = public.select_related("policy").first()
    if row is None:
        return None
    return Votable(
        pk=row.pk,
        record_id=row.record_id,
        number=number,
        title=row.title,
        state=row.state,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        to_vote=row.policy.known_terms.to_vote,
    )


def _forget_old(at: float) -> None:
    for number, (seen, _proposal) in list(_seen.items()):
        if at - seen >= SECONDS:
            _seen.pop(number, None)
