"""What somebody is writing, and what they have handed in."""

from uuid import UUID

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from proposals.models import Proposal, ProposalEvent
from proposals.states import ProposalState, Step


def own_proposals(user: User) -> QuerySet[Proposal]:
    """Those that the user proposes or, as a clerk, helps with; the latest to change first."""
    theirs = Proposal.objects.filter(Q(proposer=user) | Q(helper=user))
    return theirs.select_related("policy").order_by("-state_since", "-pk")


def own_proposal(user: User, record: UUID) -> Proposal | None:
    return own_proposals(user).filter(record_id=record).first()


def words_of_the_office(proposal: Proposal) -> str:
    """Why it came back, in the office's own words; empty unless it waits to be changed."""
    if proposal.state != ProposalState.RETURNED:
        return ""
    returned = ProposalEvent.objects.filter(proposal=proposal, step=Step.RETURN)
    last = returned.order_by("-seq").first()
    return last.reason if last else ""
