"""The sentence the product answers: a bundle goes through a registrar's hands to every outlet."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.demo.papers.extra_bundle import EXTRA_BUNDLE_FILE
from tests.journeys.browsing import Visits
from tests.journeys.city import City
from tests.journeys.looking import look_at

pytestmark = pytest.mark.browser

MEETING = "/moten/ks/2016-11-09/"
ITEM = f"{MEETING}2.1.4/"
PLAN = "Tidplan för ett sökbart diarium"
MENDED = f"{PLAN}, våren 2017"
CORRECTED = f"{PLAN}, hösten 2017"
MOTION = "Tilläggsyrkande om sökbara handlingar"
WHY_CORRECTED = "Fel termin i rubriken."
WHY_WITHDRAWN = "Yrkandet drogs tillbaka."

Standing = dict[str, tuple[str, str]]
"""Version and sha256 of each record, by UUID."""


def test_a_bundle_is_mended_published_corrected_and_withdrawn(visits: Visits, city: City) -> None:
    page = visits.logged_in("registrator")
    drop(page)
    split = page.url
    look_at(page, "registry the split", within="#main")
    mend(page)
    page.goto(split)
    publish_in_one_act(page)
    papers = by_title(city)
    assert set(papers) >= {MENDED, MOTION}
    assert {each["version"] for each in papers.values()} == {1}
    assert everywhere(visits, city) == told_by_api(city)

    correct(page, papers[MENDED]["id"], split)
    assert by_title(city)[CORRECTED]["version"] == 2
    assert everywhere(visits, city) == told_by_api(city)

    withdraw(page, split)
    assert everywhere(visits, city) == told_by_api(city)
    reader = visits.new()
    reader.goto("/rattelser/")
    rows = reader.get_by_role("main").get_by_role("listitem")
    expect(rows.filter(has_text=WHY_CORRECTED).filter(has_text=CORRECTED)).to_have_count(1)
    expect(rows.filter(has_text=WHY_WITHDRAWN).first).to_be_visible()
    gone_everywhere(reader, papers[MOTION])


def drop(page: Page) -> None:
    """The bundle is split, and says how sure it is."""
    page.goto("/registrator/")
    page.get_by_role("main").get_by_role("link", name="Lägg in en bunt").click()
    expect(page.get_by_label("Bunten")).to_be_visible()
    look_at(page, "registry the drop", within="#main")
    page.get_by_label("Bunten").set_input_files(EXTRA_BUNDLE_FILE)
    page.get_by_role("button", name="Dela upp bunten").click()
    expect(page.get_by_role("heading", name="Bunten är uppdelad")).to_be_visible()
    papers = page.locator(".r-paper")
    expect(papers).to_have_count(4)
    expect(page.get_by_role("main")).to_contain_text("Bilaga 3")
    expect(papers.filter(has_text=PLAN).locator(".r-sure").first).to_have_text("90 %")
    expect(page.locator(".r-doubt").first).to_contain_text("osäkert")


def mend(page: Page) -> None:
    paper = page.locator(".r-paper", has_text=PLAN)
    paper.get_by_role("link", name="Rätta").click()
    page.get_by_role("textbox", name="Rubrik").fill(MENDED)
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.locator(".messages")).to_contain_text(MENDED)


def publish_in_one_act(page: Page) -> None:
    """A double click is one act, and the act is the whole agenda."""
    page.get_by_role("link", name="Publicera dagordningen").click()
    expect(page.get_by_role("heading", name="Publicera dagordningen")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("11 poster")
    look_at(page, "registry the act", within="#main")
    page.get_by_role("main").get_by_role("button", name="Publicera", exact=True).dblclick()
    done(page)
    expect(page.locator(".r-changes tbody tr")).to_have_count(11)
    look_at(page, "registry what the act did", within="#main")


def correct(page: Page, record: str, split: str) -> None:
    page.goto(split)
    page.locator(".r-paper", has_text=MENDED).get_by_role("link", name="Rätta").click()
    page.get_by_role("textbox", name="Rubrik").fill(CORRECTED)
    page.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("button", name="Spara och publicera eller rätta").click()
    expect(page.get_by_role("heading", name="Publicera", exact=True)).to_be_visible()
    expect(page.locator("ins", has_text=CORRECTED).first).to_be_visible()
    page.get_by_label("Rättelse.").check()
    page.get_by_label("Anledning").fill(WHY_CORRECTED)
    page.get_by_role("main").get_by_role("button", name="Publicera", exact=True).click()
    done(page)
    expect(page.locator(f"a[href='/post/{record}/bevis/']")).to_be_visible()


def withdraw(page: Page, split: str) -> None:
    page.goto(split)
    page.locator(".r-paper", has_text=MOTION).get_by_role("link", name="Rätta").click()
    page.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("link", name="Återta").click()
    page.get_by_label("Anledning").fill(WHY_WITHDRAWN)
    page.get_by_role("button", name="Återta nu").click()
    done(page)


def done(page: Page) -> None:
    expect(page.get_by_role("heading", name="Klart")).to_be_visible()


def by_title(city: City) -> dict[str, dict[str, Any]]:
    """The papers of the item as the API lists them; one that was taken back has no title."""
    listed = json.loads(city.fetch("/api/v1/records?kind=document&reference=0777/16"))["data"]
    return {each["title"]: each for each in listed}


def told_by_api(city: City) -> dict[str, Standing]:
    papers = by_title(city).values()
    told = {each["id"]: (str(each["version"]), each["sha256"] or "") for each in papers}
    return dict.fromkeys(("the agenda item", "the papers", "the diary", "the room"), told)


def everywhere(visits: Visits, city: City) -> dict[str, Standing]:
    """What each outlet says of the papers that the API knows."""
    reader, member = visits.new(), visits.logged_in("ledamot")
    papers = by_title(city).values()
    ids = {each["id"] for each in papers}
    own_pages: Standing = {}
    diary: Standing = {}
    for each in papers:
        own_pages |= standing(reader, each["url"], ids, "main")
    for number in ("0777/16", "0211/16"):
        diary |= standing(reader, f"/diarium/?q={number}", ids)
    return {
        "the agenda item": standing(reader, ITEM, ids),
        "the papers": own_pages,
        "the diary": diary,
        "the room": standing(member, f"/sammantradesrum{MEETING.removeprefix('/moten')}", ids),
    }


def standing(page: Page, address: str, ids: set[str], at: str = "") -> Standing:
    page.goto(address)
    shown = page.locator(f"{at}[data-record]").evaluate_all(
        "all => all.map(({dataset}) => [dataset.record, dataset.version, dataset.sha256])"
    )
    return {record: (version, sha256) for record, version, sha256 in shown if record in ids}


def gone_everywhere(page: Page, paper: dict[str, Any]) -> None:
    """The old addresses answer that it is gone and why; no word of it is left in the lists."""
    answer = page.goto(paper["url"])
    assert answer is not None
    assert answer.status == 410
    expect(page.get_by_role("main")).to_contain_text(WHY_WITHDRAWN)
    assert page.request.get(paper["files"][0]["url"]).status == 410
    assert page.request.get(f"/api/v1/records/{paper['id']}").status == 410
    page.goto(ITEM)
    row = page.locator(f"[data-record='{paper['id']}']")
    expect(row).to_contain_text("Återtagen")
    expect(page.get_by_role("main")).not_to_contain_text(MOTION)
