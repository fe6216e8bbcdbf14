"""A reader saves a meeting, loses the network, reads; what is withdrawn leaves the device."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import NARROW, Visits
from tests.journeys.looking import past_edge
from tests.journeys.places import ITEM, MEETING

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const names = await caches.keys();
  const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return lists.flat().map((request) => new URL(request.url).pathname);
}"""

SERVED_BY = "navigator.serviceWorker.controller.scriptURL"


def test_a_saved_meeting_is_read_without_a_network_and_lets_go_of_what_was_withdrawn(
    visits: Visits,
) -> None:
    page = visits.new(width=NARROW)
    save_the_meeting(page)
    assert page.context.cookies() == []
    paper, file = second_paper(visits)
    assert {MEETING, ITEM, paper["path"], file} <= set(kept(page))

    page.context.set_offline(True)
    page.goto(ITEM)
    expect(page.get_by_text("Sparad kopia, hämtad")).to_be_visible()
    assert violations(page) == []
    page.goto(paper["path"])
    expect(page.get_by_role("heading", level=1)).to_have_text(paper["title"])
    page.goto("/arenden/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingen kontakt med nätet")
    page.goto("/sammantradesrum/")
    expect(page.get_by_text("läses bara med nät")).to_be_visible()

    visits.city.manage("act", "withdraw", "--as", "admin", "--reason", "Fel fil.", paper["id"])
    page.context.set_offline(False)
    page.goto("/sparat/")
    expect(page.get_by_text("5 av 5 handlingar")).to_be_visible()
    assert {paper["path"], file}.isdisjoint(kept(page))
    page.context.set_offline(True)
    page.goto(paper["path"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingen kontakt med nätet")

    page.goto("/sparat/")
    page.get_by_role("button", name="Ta bort allt sparat").click()
    expect(page.get_by_text("Inget är sparat här")).to_be_visible()
    assert kept(page) == []


def test_nothing_of_the_members_room_comes_into_a_cache(visits: Visits) -> None:
    page = visits.logged_in("ledamot", width=NARROW)
    save_the_meeting(page)
    page.goto("/sammantradesrum/")
    page.get_by_role("main").get_by_role("link").first.click()
    page.goto("/konto/")
    private = ("/sammantradesrum", "/konto", "/registrator", "/styrrum")
    assert [each for each in kept(page) if each.startswith(private)] == []
    assert "Logga ut" not in page.evaluate(
        "async (path) => (await (await caches.match(path)).text())", MEETING
    )


def test_a_newer_portal_is_offered_and_never_forced(visits: Visits) -> None:
    """A worker of another address is to the browser what one of another content is: it waits."""
    page = visits.new(width=NARROW)
    save_the_meeting(page)
    page.goto("/sparat/")
    offer = page.locator("[data-new-edition]")
    expect(offer).to_be_hidden()
    page.evaluate("navigator.serviceWorker.register('/worker.js?nyare', {scope: '/'})")
    expect(offer).to_be_visible()
    assert violations(page) == []
    assert past_edge(page) == []

    page.goto(MEETING)
    expect(offer).to_be_visible()
    assert page.evaluate(SERVED_BY).endswith("/worker.js")
    with page.expect_navigation():
        offer.get_by_role("button", name="Läs in igen").press("Enter")
    assert page.evaluate(SERVED_BY).endswith("/worker.js?nyare")
    expect(offer).to_be_hidden()
    page.context.set_offline(True)
    page.goto(ITEM)
    expect(page.get_by_text("Sparad kopia, hämtad")).to_be_visible()


def save_the_meeting(page: Page) -> None:
    page.goto(MEETING)
    page.get_by_role("link", name="Spara för läsning utan nät").click()
    page.get_by_role("button", name="Spara (").click()
    expect(page.get_by_text("Sparat. Nu kan du läsa utan nät.")).to_be_visible()


def second_paper(visits: Visits) -> tuple[dict[str, str], str]:
    """It is withdrawn here for good; the first, alone in saying wifi, is read by other tests."""
    listed = json.loads(visits.city.fetch(f"{MEETING}spara.json"))["papers"][1]
    page, file = listed["urls"]
    return {"id": listed["id"], "path": page, "title": listed["title"]}, file


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(KEPT)
    return found
