"""The demo's organizations: each has its rules, and none is orphaned by a reorganisation."""

import re
from datetime import date

import pytest

from meetings.demo.organizations import (
    ORGANIZATIONS,
    RULE_SETS,
    Organization,
    organization,
    predecessors,
)
from meetings.demo.participation import FIGURES, POLICY


def test_short_names_are_unique() -> None:
    names = [one.short_name for one in ORGANIZATIONS]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("one", ORGANIZATIONS, ids=lambda one: one.short_name)
def test_an_organization_can_stand_in_an_address_and_resolves(one: Organization) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.short_name)
    assert one.rule_set in {rules.key for rules in RULE_SETS}
    assert one.parent is None or organization(one.parent).short_name == one.parent
    assert one.valid_to is None or one.valid_from < one.valid_to
    re.compile(one.number_pattern)


@pytest.mark.parametrize("one", ORGANIZATIONS, ids=lambda one: one.short_name)
def test_who_ceases_has_successors_that_begin_the_day_after(one: Organization) -> None:
    assert bool(one.successors) == (one.valid_to is not None)
    for heir in one.successors:
        assert one.valid_to is not None
        assert (organization(heir).valid_from - one.valid_to).days == 1


def test_the_council_is_public_and_the_board_is_not() -> None:
    rules = {one.key: one for one in RULE_SETS}
    council, board = (rules[organization(name).rule_set] for name in ("kf", "ks"))
    assert (council.public_meetings, council.broadcast, council.minority) == (True, True, (1, 3))
    assert (board.public_meetings, board.broadcast, board.minority) == (False, False, (1, 2))
    assert council.has_interpellations
    assert not board.has_interpellations


def test_the_districts_ended_with_2020_and_traffic_with_2022() -> None:
    assert organization("sdn-centrum").valid_to == date(2020, 12, 31)
    assert organization("sdn-centrum").successors[0] == "socialnamnd-centrum"
    assert organization("trafiknamnden").valid_to == date(2022, 12, 31)
    assert predecessors("stadsmiljonamnden") == ("trafiknamnden", "park-och-naturnamnden")


def test_only_the_demo_committee_is_invented() -> None:
    assert [one.short_name for one in ORGANIZATIONS if one.invented] == ["demonamnden"]


def test_every_kind_of_organization_is_shown() -> None:
    assert {one.kind for one in ORGANIZATIONS} == {
        "council",
        "executive_board",
        "committee",
        "administration",
        "company_board",
        "advisory",
    }


def test_the_figures_of_goteborgsforslaget() -> None:
    assert POLICY.launched == date(2017, 1, 16)
    assert (POLICY.days_open, POLICY.votes_needed) == (90, 200)
    assert (FIGURES.proposals, FIGURES.reached_threshold) == (1208, 260)
    assert (FIGURES.median_votes, FIGURES.most_votes) == (31, 1410)
    assert FIGURES.accounts_after_two_years == 26_300
    assert dict(FIGURES.received) == {
        organization("trafiknamnden").short_name: 317,
        organization("park-och-naturnamnden").short_name: 256,
        organization("idrotts-och-foreningsnamnden").short_name: 92,
        organization("ks").short_name: 85,
    }
