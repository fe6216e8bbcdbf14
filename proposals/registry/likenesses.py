"""What a proposal is like, for whoever decides whether it is published."""

import datetime
from dataclasses import dataclass

from portal.core.addresses import localized
from portal.core.clock import local, today
from portal.ledger.readers import ANONYMOUS
from proposals.addresses import proposal_path
from proposals.models import Proposal
from proposals.rules import quarantine_end
from proposals.selectors.alike import alike
from proposals.states import ProposalState

MOST = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """A public proposal that is like it. `closed_until`: the last day on which the policy lets it
    be refused for that; None where the policy knows no quarantine or it is over."""

    number: int
    title: str
    url: str
    state: str
    closed_until: datetime.date | None


def likenesses(proposal: Proposal) -> list[Likeness]:
    """The most alike first, at most five."""
    keys = [each.document.key for each in alike(proposal, ANONYMOUS, MOST)]
    rows = {str(each.record_id): each for each in Proposal.objects.filter(record_id__in=keys)}
    months = proposal.policy.known_terms.quarantine_months
    return [_likeness(rows[key], months) for key in keys if key in rows]


def _closed_until(other: Proposal, months: int) -> datetime.date | None:
    closed = local(other.closed_at).date() if other.closed_at else None
    until = quarantine_end(other.state, closed, months)
    return until if until and until >= today() else None


def _likeness(other: Proposal, months: int) -> Likeness:
    return Likeness(
        number=other.number or 0,
        title=other.title,
        url=localized(proposal_path(other.number or 0)),
        state=str(ProposalState(other.state).label),
        closed_until=_closed_until(other, months),
    )
