"""Every type of page: accessible, whole on a narrow screen, and asking nothing of anybody else."""

from collections.abc import Mapping

import pytest

from tests.journeys.browsing import Visits
from tests.journeys.looking import look_at
from tests.journeys.places import MENDED, PAGES, ROOM, STATUSES

pytestmark = pytest.mark.browser

WITH_A_FORM = frozenset({"login"})
"""What has a form that changes something sets the cookie that guards it."""
DARK = ("start", "case", "vote by name", "hits")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(visits: Visits, name: str) -> None:
    judge(visits, name, PAGES)


@pytest.mark.parametrize("name", MENDED)
def test_a_page_about_a_change_is_for_everybody(
    visits: Visits, mended: Mapping[str, str], name: str
) -> None:
    judge(visits, name, mended)


@pytest.mark.parametrize("name", DARK)
def test_a_page_in_the_dark_is_for_everybody(visits: Visits, name: str) -> None:
    judge(visits, name, PAGES, scheme="dark")


@pytest.mark.parametrize("name", ROOM)
def test_the_meeting_room_is_for_every_member(visits: Visits, name: str) -> None:
    page = visits.logged_in("ledamot")
    page.goto(ROOM[name])
    look_at(page, name)


@pytest.mark.parametrize(
    ("who", "address"), [("boende", "/konto/uppgifter/"), ("revisor", "/granskning/")]
)
def test_what_is_ones_own_to_see_is_for_everybody(visits: Visits, who: str, address: str) -> None:
    page = visits.logged_in(who)
    page.goto(address)
    look_at(page, address.strip("/"))


def judge(visits: Visits, name: str, places: Mapping[str, str], scheme: str = "light") -> None:
    page = visits.new(color_scheme=scheme)
    answer = page.goto(places[name])
    assert answer is not None
    assert answer.status == STATUSES.get(name, 200)
    look_at(page, f"{name} {scheme}")
    assert page.context.cookies() == [] or name in WITH_A_FORM
