"""Two people have one agenda open. The second is told, and neither loses a word."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visits

pytestmark = pytest.mark.browser

PLACE, TITLE = "Stora salen", "Val av två justerare"


def test_the_second_is_told_and_nothing_is_lost(visits: Visits) -> None:
    first, second = visits.logged_in("sekreterare"), visits.logged_in("admin")
    open_agenda(first)
    # The page says by itself that what it tried to save was refused.
    visits.expected.add(f"400: {first.url}")
    second.goto(first.url)

    place(first).fill(PLACE)
    save(first)
    expect(first.locator(".messages")).to_contain_text("uppdaterad")

    title(second).fill(TITLE)
    save(second)
    clash = second.locator(".r-clash")
    expect(clash).to_contain_text("sekreterare sparade")
    expect(clash.get_by_role("row", name="Plats")).to_contain_text(PLACE)
    expect(title(second)).to_have_value(TITLE)

    place(second).fill(PLACE)
    save(second)
    expect(second.locator(".messages")).to_contain_text("uppdaterad")
    first.reload()
    expect(place(first)).to_have_value(PLACE)
    expect(title(first)).to_have_value(TITLE)


def open_agenda(page: Page) -> None:
    """The next meeting of one's own organization, from the register's first page."""
    page.goto("/registrator/")
    page.get_by_role("main").get_by_role("link", name="Demonämnden").first.click()
    page.get_by_role("link", name="Mötets egna uppgifter").click()
    expect(place(page)).to_be_visible()


def place(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Plats")


def title(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Rubrik").first


def save(page: Page) -> None:
    page.get_by_role("button", name="Spara utkast").click()
