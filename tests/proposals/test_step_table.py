"""Every step: from where, to where and by whom, written by hand."""

import pytest

from proposals.errors import NotYours, WrongStep
from proposals.rules import check_step
from proposals.states import Party, ProposalState, Step

ALLOWED = """
    submit     draft        submitted    proposer
    submit     returned     submitted    proposer
    return     submitted    returned     office
    publish    submitted    collecting   office
    reject     submitted    rejected     office
    publish    appealed     collecting   office
    reject     appealed     rejected     office
    appeal     rejected     appealed     proposer
    invalidate collecting   collecting   office
    invalidate reached      reached      office
    resume     reached      collecting   portal
    inherit    handed_over  handed_over  portal
    inherit    on_agenda    on_agenda    portal
    inherit    decided      decided      portal
    inherit    followed_up  followed_up  portal
    remove     appealed     removed      office
    reach      collecting   reached      portal
    close      reached      reached      portal
    expire     collecting   expired      portal
    expire     reached      expired      portal
    hand_over  reached      handed_over  office
    place      handed_over  on_agenda    office portal
    place      on_agenda    on_agenda    office portal
    decide     handed_over  decided      office portal
    decide     on_agenda    decided      office portal
    follow_up  decided      followed_up  office
    follow_up  followed_up  followed_up  office
    withdraw   draft        withdrawn    proposer
    withdraw   submitted    withdrawn    proposer
    withdraw   returned     withdrawn    proposer
    withdraw   collecting   withdrawn    proposer
    withdraw   reached      withdrawn    proposer
    merge      submitted    merged       office
    merge      collecting   merged       office
    remove     collecting   removed      office
    remove     expired      removed      office
    remove     reached      removed      office
    remove     handed_over  removed      office
    remove     on_agenda    removed      office
    remove     decided      removed      office
    remove     followed_up  removed      office
    remove     rejected     removed      office
    remove     withdrawn    removed      office
    remove     merged       removed      office
"""
ROWS = {(row[0], row[1]): (row[2], row[3:]) for row in map(str.split, ALLOWED.split("\n")) if row}


@pytest.mark.parametrize("party", Party)
@pytest.mark.parametrize("state", ProposalState)
@pytest.mark.parametrize("step", Step)
def test_a_step_is_allowed_where_the_table_says_so_and_nowhere_else(
    step: Step, state: ProposalState, party: Party
) -> None:
    after, by = ROWS.get((step.value, state.value), ("", []))
    if party.value in by:
        assert check_step(step, state, party) == after
    else:
        with pytest.raises((WrongStep, NotYours)):
            check_step(step, state, party)
