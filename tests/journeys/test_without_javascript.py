"""A reader whose browser runs no script reads all the same."""

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits, log_in
from tests.journeys.places import CASE, ITEM

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visits: Visits) -> Page:
    return visits.new(java_script_enabled=False)


def test_a_case_number_leads_to_the_words_of_its_paper(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    main = page.get_by_role("main")
    main.get_by_role("searchbox").fill("1451/14")
    main.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(f"{origin(page)}{CASE}")
    main.get_by_role("link", name="Behandlat som punkt 2.2.2").click()
    expect(page).to_have_url(f"{origin(page)}{ITEM}")
    report = main.locator(".document-row", has_text="Tjänsteutlåtande").first
    report.locator(".row-title a").click()
    expect(main.get_by_role("heading", name="Sida 1 av")).to_be_visible()
    expect(main.locator(".viewer-text").first).to_contain_text("1451/14")
    said = main.locator(".file-hash code").first.inner_text()
    with page.expect_download() as download:
        main.get_by_role("link", name="Ladda ner PDF").first.click()
    download.value.save_as(tmp_path / "paper.pdf")
    assert hashlib.sha256((tmp_path / "paper.pdf").read_bytes()).hexdigest() == said


def test_words_lead_to_the_page_of_a_paper_that_holds_them(page: Page) -> None:
    page.goto("/sok/")
    main = page.get_by_role("main")
    main.get_by_role("searchbox").fill("wifi")
    main.get_by_role("button", name="Sök").click()
    main.locator(".facet").get_by_role("link", name="Yttranden").click()
    hit = main.locator(".hit").first
    expect(hit.locator("mark").first).to_have_text("wifi")
    hit.get_by_role("link", name="sida 1").click()
    expect(page).to_have_url(re.compile(r"/handlingar/\d+/#sida-1$"))
    expect(main.locator("#sida-1")).to_contain_text("wifi")
    page.go_back()
    main.locator(".choices").get_by_role("link", name="Yttranden").click()
    expect(page).to_have_url(f"{origin(page)}/sok/?q=wifi")


def test_the_diary_finds_by_words_and_by_organization(page: Page) -> None:
    page.goto("/diarium/")
    page.get_by_label("Nummer eller ord", exact=True).fill("fritt wifi")
    page.get_by_role("main").get_by_role("button", name="Sök").click()
    rows = page.locator(".diary-row")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Yttrande om fritt wifi")
    page.get_by_label("Organ").select_option("intraservice")
    page.get_by_role("main").get_by_role("button", name="Sök").click()
    expect(rows).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("Ingen rad stämmer")


def test_a_member_logs_in_and_reads_the_room(page: Page) -> None:
    page.goto("/sammantradesrum/")
    log_in(page, "ledamot")
    expect(page.get_by_role("heading", name="Sammanträdesrum", level=1)).to_be_visible()
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="Nästa sammanträde")).to_be_visible()
    main.get_by_role("link", name="Bara det här sammanträdet").click()
    expect(main.locator(".room-agenda > li").first).to_be_visible()
    page.get_by_role("button", name="Logga ut").click()
    page.goto("/sammantradesrum/")
    expect(page.get_by_role("heading", name="Logga in", level=1)).to_be_visible()


def origin(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])
