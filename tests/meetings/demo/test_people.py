"""The demo's people are invented, and their seats fit the votes that are known."""

from collections import Counter
from datetime import date

import pytest

from meetings.demo.organizations import organization
from meetings.demo.people import LOGINS, MEMBERSHIPS, PARTIES, PEOPLE, members_on, person

TODAY = date(2026, 11, 22)


def test_every_name_shows_that_it_is_invented() -> None:
    assert [one.name for one in PEOPLE if " Demo-" not in one.name] == []


def test_keys_and_names_are_unique() -> None:
    assert len({one.key for one in PEOPLE}) == len({one.name for one in PEOPLE}) == len(PEOPLE)


def test_an_elected_person_has_a_known_party_and_an_official_a_title() -> None:
    assert [one.key for one in PEOPLE if one.party and one.party not in PARTIES] == []
    assert [one.key for one in PEOPLE if bool(one.party) == bool(one.title)] == []


def test_every_membership_lies_within_its_organization() -> None:
    for one in MEMBERSHIPS:
        where = organization(one.organization)
        assert person(one.person).key == one.person
        assert where.exists_on(one.valid_from)
        assert where.valid_to is None or one.valid_to is not None
        assert one.valid_to is None or one.valid_from < one.valid_to


def test_nobody_sits_twice_in_the_same_organization_from_the_same_day() -> None:
    seats = Counter((one.person, one.organization, one.valid_from) for one in MEMBERSHIPS)
    assert [seat for seat, times in seats.items() if times > 1] == []


@pytest.mark.parametrize(
    "day", [date(2016, 10, 19), date(2020, 2, 5), TODAY], ids=["2016", "2020", "today"]
)
def test_the_executive_board_has_thirteen_members_and_one_chair(day: date) -> None:
    board = members_on("ks", day)
    assert len(board) == 13
    assert [one.role for one in board].count("chair") == 1


def test_seats_of_2020_let_a_motion_of_mp_v_and_s_fall_by_seven_to_six() -> None:
    parties = Counter(person(one.person).party for one in members_on("ks", date(2020, 2, 5)))
    assert parties["MP"] + parties["V"] + parties["S"] == 6
    assert parties.total() - 6 == 7


def test_logins_are_those_of_the_contract() -> None:
    assert [one.username for one in LOGINS] == [
        "registrator",
        "sekreterare",
        "ledamot",
        "moderator",
        "handlaggare",
        "boende",
        "revisor",
        "admin",
    ]


def test_the_member_login_sits_on_the_executive_board_today() -> None:
    login = next(one for one in LOGINS if one.username == "ledamot")
    assert login.person in {one.person for one in members_on("ks", TODAY)}


def test_every_login_resolves() -> None:
    for one in LOGINS:
        assert one.person is None or person(one.person).key == one.person
        assert one.organization is None or organization(one.organization).exists_on(TODAY)
