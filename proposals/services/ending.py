"""After the close: who can check what, and the end of the key."""

from datetime import timedelta

from portal.core.clock import now
from proposals.errors import KeysAway
from proposals.keys import destroy_key
from proposals.models import Proposal, ProposalVote
from proposals.states import VOTABLE
from proposals.tags import receipt_of


def receipts(proposal: Proposal) -> list[str]:
    """Every vote's receipt, sorted so that no order says anything; empty before the close."""
    if proposal.closed_at is None:
        return []
    tags = ProposalVote.objects.filter(proposal=proposal).values_list("tag", flat=True)
    return sorted(receipt_of(bytes(tag)) for tag in tags.iterator())


def has_receipt(proposal: Proposal, receipt: str) -> bool:
    """Whether a receipt stands in the list; False before the close."""
    return receipt in receipts(proposal)


def destroy_due_keys() -> int:
    """Destroy keys whose merge window is over, once a reached proposal is handed over.

    Where the store does not answer they are due again the next time.
    """
    waiting = Proposal.objects.filter(key_destroyed_at=None, closed_at__isnull=False)
    waiting = waiting.exclude(state__in=VOTABLE).select_related("policy")
    return sum(_destroy(each) for each in waiting)


def _destroy(proposal: Proposal) -> bool:
    assert proposal.closed_at is not None
    lives_until = proposal.closed_at + timedelta(days=proposal.policy.known_terms.merge_days)
    if now() < lives_until:
        return False
    try:
        destroy_key(proposal.record_id)
    except KeysAway:
        return False
    Proposal.objects.filter(pk=proposal.pk).update(key_destroyed_at=now())
    return True
