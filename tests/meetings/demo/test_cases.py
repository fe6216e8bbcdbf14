"""The demo's cases: numbers, steps and relations that hold together."""

import re
from datetime import date

import pytest

from meetings.demo.cases import CASES, Case, case
from meetings.demo.meetings import meeting
from meetings.demo.organizations import organization

REAL = [
    *("1198/13", "1451/14", "0435/15", "0606/18", "0560/19", "1006/18", "1281/16", "0263/19"),
    *("0380/20", "0443/20", "0263/20", "0747/21", "0756/21", "1070/21", "0882/21"),
    "SLK-2023-01047",
]


def test_the_real_cases_are_those_of_the_public_sources() -> None:
    assert [one.number for one in CASES if not one.invented] == REAL


def test_numbers_are_unique() -> None:
    assert len({one.number for one in CASES}) == len(CASES)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.number)
def test_a_case_resolves(one: Case) -> None:
    where = organization(one.organization)
    assert re.fullmatch(where.number_pattern, one.number)
    assert where.exists_on(one.first_known)
    assert [case(number).number for number in one.related] == list(one.related)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.number)
def test_the_steps_of_a_case_come_in_order_and_meet_where_they_say(one: Case) -> None:
    assert [step.date for step in one.steps] == sorted(step.date for step in one.steps)
    for step in one.steps:
        assert organization(step.organization).exists_on(step.date)
        if step.meeting is not None:
            held = meeting(step.meeting)
            assert (held.organization, held.date) == (step.organization, step.date)


def test_the_programme_took_five_steps() -> None:
    assert [(step.organization, step.date) for step in case("1198/13").steps] == [
        ("ks", date(2014, 1, 22)),
        ("ks", date(2014, 6, 11)),
        ("kf", date(2014, 9, 4)),
        ("ks", date(2015, 3, 4)),
        ("ks", date(2015, 4, 1)),
    ]


def test_the_plan_for_2017_went_through_four_organizations() -> None:
    assert [(step.organization, step.date) for step in case("1451/14").steps] == [
        ("slk", date(2015, 11, 10)),
        ("slk", date(2015, 11, 24)),
        ("intraservice", date(2015, 12, 1)),
        ("intraservicenamnden", date(2015, 12, 15)),
        ("slk", date(2016, 6, 28)),
        ("csg", date(2016, 8, 18)),
        ("slk", date(2016, 8, 24)),
        ("slk", date(2016, 9, 5)),
        ("ks", date(2016, 10, 19)),
    ]
