"""Suggestions while typing: a combobox for hands, keys and ears, that is never in the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import NARROW, Visits
from tests.journeys.places import CASE

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visits: Visits) -> Page:
    page = visits.new()
    page.goto("/sok/")
    return page


def typed(page: Page, text: str) -> None:
    page.get_by_role("main").get_by_role("combobox").press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_arrows_and_enter_lead_to_a_case(page: Page) -> None:
    typed(page, "handlingsplan för e-sam")
    field = page.get_by_role("main").get_by_role("combobox")
    field.press("ArrowDown")
    option = page.get_by_role("option", name="Ärende 1451/14")
    while option.get_attribute("aria-selected") != "true":
        field.press("ArrowDown")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert violations(page) == []
    field.press("Enter")
    expect(page).to_have_url(page.url.partition("/sok")[0].partition(CASE)[0] + CASE)


def test_escape_gives_back_what_was_typed(page: Page) -> None:
    typed(page, "e-sam")
    field = page.get_by_role("main").get_by_role("combobox")
    field.press("ArrowDown")
    field.press("Escape")
    expect(field).to_have_value("e-sam")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page) -> None:
    typed(page, "wif")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").locator(".hit").first).to_be_visible()
    assert page.url.endswith("/sok/?q=wif")


def test_a_press_takes_a_word(page: Page) -> None:
    page.set_viewport_size({"width": NARROW, "height": 900})
    typed(page, "handlingspla")
    page.get_by_role("option", name="handlingsplan", exact=True).click()
    expect(page.get_by_role("main").locator(".hit").first).to_be_visible()
    assert page.url.endswith("/sok/?q=handlingsplan")


def test_the_field_in_the_header_offers_too(page: Page) -> None:
    field = page.get_by_role("banner").get_by_role("combobox")
    field.press_sequentially("1451")
    page.get_by_role("option", name="1451/14").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/sok/" not in page.url
