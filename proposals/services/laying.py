"""Votes laid anew, so that the order in which the rows lie tells nothing.

A database keeps rows in the order in which they came, and a letter's first vote comes right after
its account. So what was given in an hour that is over is deleted and written again in the order of
its tags, in one transaction; the hour is in the rows anyway (law.md finding 8).
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from portal.core.clock import now
from proposals.models import Proposal, ProposalVote, VoteCount
from proposals.states import VOTABLE

LATE = timedelta(minutes=5)
"""A vote may reach its row so long after its hour has ended."""
BATCH = 500


def lay_due() -> int:
    """Lay what was given in hours that are over; returns how many votes. Harmless to repeat."""
    hour = (now() - LATE).replace(minute=0, second=0, microsecond=0)
    waiting = VoteCount.objects.filter(Q(laid_to=None) | Q(laid_to__lt=hour))
    waiting = waiting.filter(proposal__state__in=VOTABLE, proposal__closed_at=None)
    return sum(_lay_until(pk, hour) for pk in waiting.values_list("pk", flat=True))


def lay_rest(proposal: Proposal) -> int:
    """Everything that is not laid yet, in the transaction that closes the proposal."""
    count = VoteCount.objects.filter(pk=proposal.pk).first()
    return _lay(proposal.pk, _since(count)) if count else 0


def _lay_until(pk: int, hour: datetime) -> int:
    with transaction.atomic():
        Proposal.objects.select_for_update(no_key=True).get(pk=pk)  # votes go on; others wait
        count = VoteCount.objects.get(pk=pk)
        laid = _lay(pk, _since(count) & Q(hour__lt=hour))
        VoteCount.objects.filter(pk=pk).update(laid_to=hour)
    return laid


def _since(count: VoteCount) -> Q:
    return Q(hour__gte=count.laid_to) if count.laid_to else Q()


def _lay(pk: int, which: Q) -> int:
    rows = list(ProposalVote.objects.filter(which, proposal=pk).order_by("tag"))
    tags = [row.tag for row in rows]
    for begin in range(0, len(tags), BATCH):
        ProposalVote.objects.filter(proposal=pk, tag__in=tags[begin : begin + BATCH]).delete()
    ProposalVote.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)
