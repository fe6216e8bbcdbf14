"""The demo city as one value."""

from datetime import date

from meetings.demo.city import demo_city
from meetings.demo.meetings import MEETINGS
from meetings.demo.papers import BUNDLE_2016


def test_the_city_is_a_pure_function_of_the_day() -> None:
    assert demo_city(date(2026, 11, 22)) == demo_city(date(2026, 11, 22))


def test_held_meetings_come_before_those_to_come() -> None:
    city = demo_city(date(2026, 11, 22))
    assert city.meetings[: len(MEETINGS)] == MEETINGS
    assert city.meetings[len(MEETINGS)].date >= date(2026, 11, 22)


def test_papers_of_the_bundle_are_not_loaded_twice() -> None:
    city = demo_city(date(2026, 11, 22))
    assert city.bundle == BUNDLE_2016
    assert not set(city.single_papers) & set(BUNDLE_2016.papers)
