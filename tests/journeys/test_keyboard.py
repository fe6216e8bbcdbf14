"""With the keyboard alone, and always seeing where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.places import MEETING

pytestmark = pytest.mark.browser

MOST_STEPS = 80
"""Presses of Tab before it is certain that a link is not on the way."""


def test_the_keyboard_leads_from_the_start_to_a_paper(visits: Visits) -> None:
    page = visits.new()
    page.goto("/")
    follow(page, "/moten/")
    skip_to_the_content(page)
    follow(page, MEETING, within="main")
    skip_to_the_content(page)
    follow(page, f"{MEETING}2.2.2/", within="main")
    skip_to_the_content(page)
    follow(page, "/handlingar/", within="main")
    expect(page.get_by_role("heading", name="Handlingen sida för sida")).to_be_visible()


def skip_to_the_content(page: Page) -> None:
    """The first stop on a page is the link past the menu; it shows itself and does its work."""
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Till innehållet")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def follow(page: Page, address: str, within: str = "body") -> None:
    """Press Tab until a link to an address that begins so has the focus, then Enter."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML")
        focused = page.locator(f"{within} a[href^='{address}']:focus")
        if focused.count():
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"Tab never comes to {address}")


# Something around the element, inside what can be seen. Focus out of the page itself is nowhere.
FOCUS_IS_SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return true;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const shown = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return (drawn || style.boxShadow !== "none") && shown;
}"""
