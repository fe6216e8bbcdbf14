"""What the start page shows under *Påverka*: votes that matter now, and answers just given."""

from portal.core.clock import today
from portal.ledger.readers import Reader
from proposals.outlets.lists import COLLECTING, last_days, near_goal
from proposals.outlets.rows import ProposalRow, proposal_rows
from proposals.selectors.lists import Wanted, listed, running
from proposals.states import ProposalState

MOST_NEAR, MOST_LAST, MOST_ANSWERED = 2, 2, 2
ANSWERED = frozenset({ProposalState.DECIDED, ProposalState.FOLLOWED_UP})


def proposals_to_show(reader: Reader) -> list[ProposalRow]:
    """Answer of `meetings.panels.influence`: near the goal, in their last days, just answered."""
    day, rows = today(), running(Wanted(COLLECTING))
    near = [row.record_id for row in near_goal(rows, day)[:MOST_NEAR]]
    last = [row.record_id for row in last_days(rows, day)]
    last = [pk for pk in last if pk not in near][:MOST_LAST]
    answered = listed(Wanted(ANSWERED)).values_list("record_id", flat=True)[:MOST_ANSWERED]
    return proposal_rows([*near, *last, *answered], reader)
