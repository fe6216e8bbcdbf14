"""Every type of page: accessible, whole on a narrow screen, and asking nothing of anybody else."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import violations
from tests.journeys.browsing import NARROW, NARROWEST, WIDE, Visits
from tests.journeys.places import MENDED, PAGES, ROOM, STATUSES
from tests.journeys.shots import take_shot

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


def look_at(page: Page, name: str) -> None:
    found = [line for width in (WIDE, NARROW) for line in at_width(page, width, name)]
    assert found == []
    assert overflow(page, NARROWEST) == []


def at_width(page: Page, width: int, name: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    take_shot(page, f"{name} {width}")
    return [f"{width} px: {line}" for line in violations(page)]


def overflow(page: Page, width: int) -> list[str]:
    """What reaches past the right edge, when the page has to be moved sideways to be read."""
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = page.evaluate(PAST_THE_EDGE)
    return found


PAST_THE_EDGE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const past = (each) => each.getBoundingClientRect().right > page.clientWidth + 0.5;
  const all = [...document.body.querySelectorAll("*")].filter(past);
  return [`${page.scrollWidth} px wide`, ...all.map((each) => each.outerHTML.slice(0, 120))];
}"""
