"""Counting in one place, once a second; the threshold, and the close.

The count that is shown is at most a second old. The close counts the rows themselves, with the
proposal locked so that no vote is under way.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from portal.core.clock import now
from proposals.models import Proposal, ProposalVote, VoteCount
from proposals.selectors.counts import PURPOSE, REST_MS
from proposals.services.steps import locked, take_step
from proposals.states import VOTABLE, Party, ProposalState, Step
from streaming.hub.services import open_stream, post

PORTAL = "portal"


def count_votes() -> int:
    """Bring shown counts up to date; returns how many moved. Harmless in several processes."""
    open_now = Proposal.objects.filter(state__in=VOTABLE, closed_at=None)
    shown = dict(VoteCount.objects.filter(proposal__in=open_now).values_list("proposal", "counts"))
    found = _counts(list(shown))
    moved = [pk for pk, counts in shown.items() if counts != found[pk]]
    return sum(_show(pk) for pk in moved)


def close_due() -> int:
    """Close what has collected for as long as it may; returns how many."""
    due = Proposal.objects.filter(state__in=VOTABLE, closed_at=None, closes_at__lte=now())
    return sum(close(pk) for pk in due.order_by("closes_at").values_list("pk", flat=True))


def close(pk: int) -> bool:
    """Count the votes exactly and end collecting. False where it was done already."""
    with transaction.atomic():
        row = locked(pk)
        if row.closed_at is not None or row.state not in VOTABLE:
            return False
        counts = _counts([pk])[pk]
        total, needed = sum(counts.values()), row.policy.known_terms.votes_needed
        is_reached = total >= needed
        is_reached = is_reached or bool(row.reached_at and row.policy.known_terms.sticky)
        step = _closing_step(row, is_reached=is_reached)
        moment = now()
        changes: dict[str, Any] = {"closed_at": moment, "final_counts": counts}
        if step == Step.REACH:
            changes["reached_at"] = moment
        take_step(proposal=row, step=step, party=Party.PORTAL, role=PORTAL, **changes)
        _write(pk, counts)
    return True


def counts_of(pk: int) -> dict[str, int]:
    """Votes by assurance level, from the rows."""
    return _counts([pk])[pk]


def _closing_step(row: Proposal, *, is_reached: bool) -> Step:
    if not is_reached:
        return Step.EXPIRE
    return Step.CLOSE if row.state == ProposalState.REACHED else Step.REACH


def _counts(proposals: list[int]) -> Mapping[int, dict[str, int]]:
    """Votes by assurance level, from the rows."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    votes_of = ProposalVote.objects.filter(proposal__in=proposals)
    grouped = votes_of.values_list("proposal", "assurance")
    for pk, level, votes in grouped.annotate(votes=Count("tag")).order_by():
        counts[pk][level] = votes
    return counts


def _show(pk: int) -> bool:
    """One runner at a time counts a proposal, and counts after it has the lock."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = VoteCount.objects.select_for_update(skip_locked=skip, of=("self",))
        if waiting.filter(pk=pk).first() is None:
            return False
        counts = _counts([pk])[pk]
        _write(pk, counts)
    if sum(counts.values()) >= _needed(pk):
        _reach(pk)
    return True


def _write(pk: int, counts: Mapping[str, int]) -> None:
    total = sum(counts.values())
    VoteCount.objects.filter(pk=pk).update(counts=counts, total=total, counted_at=now())
    subject = Proposal.objects.values_list("record_id", flat=True).get(pk=pk)
    stream = open_stream(subject=subject, purpose=PURPOSE, rest_ms=REST_MS)
    post(stream=stream, kind="counted", sections={"count": {"total": total, **counts}})


def _needed(pk: int) -> int:
    return Proposal.objects.select_related("policy").get(pk=pk).policy.known_terms.votes_needed


def _reach(pk: int) -> None:
    """Once, whoever sees it first; the rows decide, not the count that was shown."""
    with transaction.atomic():
        row = locked(pk)
        terms = row.policy.known_terms
        enough = sum(_counts([pk])[pk].values()) >= terms.votes_needed
        if row.state != ProposalState.COLLECTING or not enough:
            return
        if terms.collects_on:
            take_step(
                proposal=row, step=Step.REACH, party=Party.PORTAL, role=PORTAL, reached_at=now()
            )
        else:
            close(pk)
