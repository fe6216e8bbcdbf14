"""There is always a next meeting, and a meeting does not change with the day one looks."""

from datetime import date, timedelta

import pytest

from meetings.demo.cases import case
from meetings.demo.upcoming import HORIZON, upcoming

DAYS = [date(2024, 1, 1), date(2026, 11, 22), date(2026, 12, 9), date(2031, 2, 28)]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_coming_weeks_hold_planned_cancelled_and_moved_meetings(today: date) -> None:
    coming = upcoming(today)
    assert {one.state for one in coming} == {"planned", "cancelled", "called"}
    assert {one.organization for one in coming if one.moved_from is not None} == {"kf"}
    assert {one.organization for one in coming} == {"ks", "kf", "demonamnden"}


def test_on_any_day_of_two_years_a_board_meeting_is_to_come() -> None:
    days = (date(2026, 1, 1) + timedelta(days=number) for number in range(730))
    assert [
        day
        for day in days
        if not any(one.organization == "ks" and one.state == "planned" for one in upcoming(day))
    ] == []


def test_a_meeting_looks_the_same_the_day_after() -> None:
    today = {one.key: one for one in upcoming(date(2026, 11, 22))}
    tomorrow = {one.key: one for one in upcoming(date(2026, 11, 23))}
    both = today.keys() & tomorrow.keys()
    assert len(both) > 5
    assert {key: today[key] for key in both} == {key: tomorrow[key] for key in both}


def test_a_moved_meeting_is_kept_until_its_new_day() -> None:
    moved = next(one for one in upcoming(date(2026, 11, 22)) if one.moved_from is not None)
    assert moved in upcoming(moved.date)
    assert moved not in upcoming(moved.date + timedelta(days=1))


def test_meetings_come_in_order_within_the_horizon_and_say_that_they_are_invented() -> None:
    today = date(2026, 11, 22)
    coming = upcoming(today)
    assert [one.date for one in coming] == sorted(one.date for one in coming)
    assert [one.organization for one in coming if one.date == today] == ["demonamnden"]
    assert coming[-1].date <= today + HORIZON + timedelta(weeks=1)
    assert [one.key for one in coming if not one.invented] == []
    assert [item for one in coming for item in one.items if not item.invented] == []
    assert [case(item.case).invented for one in coming for item in one.items if item.case] != []


def test_a_cancelled_or_moved_meeting_says_why() -> None:
    for one in upcoming(date(2026, 11, 22)):
        assert bool(one.reason) == (one.state == "cancelled" or one.moved_from is not None)
