"""On paper: the record and where it came from, and none of the screen's furniture."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Visits
from tests.journeys.places import CASE, MEETING
from tests.journeys.shots import take_shot

pytestmark = pytest.mark.browser

FURNITURE = (".site-nav", ".bottom-bar", ".viewer-nav", ".site-footer nav", "form", "button")


@pytest.mark.parametrize("address", [MEETING, CASE, "/handlingar/1/"])
def test_a_printed_record_says_where_it_stands(visits: Visits, address: str) -> None:
    page = visits.new(width=800)
    page.goto(address)
    page.emulate_media(media="print")
    take_shot(page, f"print {address.strip('/').replace('/', '-')}")
    for furniture in FURNITURE:
        expect(page.locator(furniture).locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    sha256 = page.locator("main").get_attribute("data-sha256") or ""
    foot = page.locator(".version .print-only")
    expect(foot).to_be_visible()
    expect(foot).to_contain_text(page.url)
    expect(foot).to_contain_text(sha256)
