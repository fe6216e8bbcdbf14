"""The demo's diaries: unique numbers, known papers, one secret line."""

from collections import Counter
from datetime import date

import pytest

from meetings.demo.cases import case
from meetings.demo.organizations import organization
from meetings.demo.papers import LOADED_PAPERS, paper
from meetings.demo.registrations import REGISTRATIONS, Registration


def test_a_number_stands_once_in_a_diary() -> None:
    numbers = Counter((one.organization, one.number, one.serial) for one in REGISTRATIONS)
    assert [number for number, times in numbers.items() if times > 1] == []


def test_a_paper_stands_once_in_a_diary() -> None:
    lines = Counter((one.organization, one.paper) for one in REGISTRATIONS)
    assert [line for line, times in lines.items() if times > 1] == []


@pytest.mark.parametrize(
    "one", REGISTRATIONS, ids=lambda one: f"{one.organization}-{one.number}-{one.serial}"
)
def test_a_registration_resolves(one: Registration) -> None:
    assert organization(one.organization).exists_on(one.date)
    assert case(one.number).number == one.number
    assert one.number in paper(one.paper).references or one.direction == "in"
    assert bool(one.counterpart) == (one.direction != "drawn_up")


def test_serials_follow_the_dates_without_a_gap() -> None:
    lines = [one for one in REGISTRATIONS if one.number == "1451/14"]
    assert [one.serial for one in lines] == [1, 2, 3, 4, 5, 6]
    assert [one.date for one in lines] == [
        date(2015, 11, 24),
        date(2016, 8, 24),
        date(2016, 8, 24),
        date(2016, 9, 5),
        date(2016, 10, 19),
        date(2016, 10, 19),
    ]


def test_the_committees_statement_stands_in_two_diaries() -> None:
    report = "2015-12-01-tjansteutlatande-0435-15"
    assert {(one.organization, one.number) for one in REGISTRATIONS if one.paper == report} == {
        ("intraservice", "0435/15"),
        ("slk", "1451/14"),
    }


def test_one_registration_is_secret() -> None:
    assert [(one.number, one.serial) for one in REGISTRATIONS if one.secret] == [("0606/18", 1)]


def test_every_direction_is_shown() -> None:
    assert {one.direction for one in REGISTRATIONS} == {"in", "out", "drawn_up"}


def test_only_papers_without_a_known_number_are_not_registered() -> None:
    registered = {one.paper for one in REGISTRATIONS}
    assert [one.key for one in LOADED_PAPERS if one.key not in registered] == [
        "2015-03-04-handlingsplan-2015-2016",
        "2015-04-01-kompletteringsbudget",
    ]
