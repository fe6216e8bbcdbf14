"""A whole agenda by keyboard: prepared, published, corrected with a reason, and added to.

Only keys are pressed, and every stop is reached by Tab, as by somebody who has no mouse.
"""

import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.browsing import Visits

pytestmark = pytest.mark.browser

MOST_STEPS = 400
"""Presses of Tab before it is certain that something cannot be reached."""
ITEMS = ("Bänkar vid kajen", "Lampor vid kajen", "Cykelställ vid kajen")
MENDED, ADDED = "Lyktor vid kajen", "Soptunnor vid kajen"
WHY = "Fel ord i rubriken."
PROPOSAL = "Nämnden ställer ut tio bänkar."
REPORT, LATE = "bänkarna.txt", "yttrande om bänkarna.txt"
POINTED = "addEventListener('pointerdown', () => sessionStorage.setItem('pointed', '1'), true)"


def test_an_agenda_is_prepared_published_corrected_and_amended(visits: Visits) -> None:
    page = visits.logged_in("sekreterare")
    page.add_init_script(POINTED)
    bench = prepare(page)
    publish_all(page)
    reader = visits.new()
    reader.goto(agenda_address(page))
    agenda = reader.get_by_role("main")
    for title in ITEMS:
        expect(agenda).to_contain_text(title)

    correct(page, bench)
    reader.reload()
    expect(agenda).to_contain_text(MENDED)
    expect(agenda).not_to_contain_text(ITEMS[1])

    add_a_late_paper(page, bench)
    page.goto(bench)
    add_item(page, ADDED)
    publish_all(page)
    reader.reload()
    expect(agenda).to_contain_text(ADDED)
    reader.goto("/rattelser/")
    expect(agenda).to_contain_text(WHY)
    assert page.evaluate("sessionStorage.getItem('pointed')") is None


def prepare(page: Page) -> str:
    """Items, their order, a proposal and a paper; the address of the workbench."""
    page.goto("/registrator/")
    coming = page.locator("section[aria-labelledby=chores-prepare]").get_by_role("link")
    press(page, coming.nth(1))
    expect(page.get_by_role("heading", name="Arbetsbord")).to_be_visible()
    bench = page.url
    for title in ITEMS:
        add_item(page, title)
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    expect(title_field(page, ITEMS[2])).to_be_focused()
    proposal = item(page, ITEMS[0]).get_by_label(re.compile("Förslag till beslut"))
    press(page, item(page, ITEMS[0]).locator("summary"))
    reach(page, proposal)
    page.keyboard.type(PROPOSAL)
    saved(page)
    page.reload()
    expect(proposal).to_have_value(PROPOSAL)
    lay(page, REPORT, ITEMS[0])
    return bench


def correct(page: Page, bench: str) -> None:
    page.goto(bench)
    reach(page, title_field(page, ITEMS[1]))
    page.keyboard.press("Control+A")
    page.keyboard.type(MENDED)
    saved(page)
    press(page, main(page).get_by_role("link", name="Granska och publicera …"))
    manners = page.get_by_role("radio")
    reach(page, manners.first, manners.last)
    correction = page.get_by_label("Rättelse.")
    for _step in range(manners.count()):
        if correction.is_checked():
            break
        page.keyboard.press("ArrowDown")
    else:
        page.keyboard.press("Space")
    expect(correction).to_be_checked()
    reach(page, page.get_by_label("Anledning"))
    page.keyboard.type(WHY)
    press(page, main(page).get_by_role("button", name="Publicera", exact=True))
    done(page)


def add_a_late_paper(page: Page, bench: str) -> None:
    """It goes out with its item alone."""
    page.goto(bench)
    lay(page, LATE, ITEMS[0], mark="sen handling")
    press(page, item(page, ITEMS[0]).get_by_role("link", name="Publicera bara den"))
    expect(page.get_by_role("heading", name="Publicera en punkt")).to_be_visible()
    press(page, main(page).get_by_role("button", name="Publicera", exact=True))
    done(page)


def add_item(page: Page, title: str) -> None:
    page.keyboard.press("Alt+n")
    page.keyboard.type(title)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(title_field(page, title)).to_be_focused()


def lay(page: Page, name: str, title: str, mark: str = "") -> None:
    """A file is chosen, told its item by number, and laid there."""
    number = item(page, title).locator(".w-number").input_value()
    reach(page, page.get_by_label("Släpp filerna här"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    text = f"Handling {name} till en punkt".encode()
    chooser.value.set_files(FilePayload(name=name, mimeType="text/plain", buffer=text))
    place = page.locator(".w-placing tr", has_text=name).locator("input.w-place")
    reach(page, place)
    page.keyboard.press("Control+A")
    page.keyboard.type(number)
    if mark:
        marks = page.get_by_label("Märk dem")
        reach(page, marks)
        page.keyboard.type(mark)
        expect(marks.locator("option:checked")).to_have_text(mark)
    press(page, page.get_by_role("button", name="Lägg på dagordningen"))
    expect(page.locator(".w-placing")).to_have_count(0)
    expect(item(page, title).locator(".w-papers")).to_contain_text(name.removesuffix(".txt"))


def publish_all(page: Page) -> None:
    saved_or_untouched = page.locator("#w-bar")
    expect(saved_or_untouched).not_to_contain_text("väntar på att sparas")
    press(page, main(page).get_by_role("link", name="Granska och publicera …"))
    press(page, main(page).get_by_role("button", name="Publicera", exact=True))
    done(page)


def agenda_address(page: Page) -> str:
    """The meeting's own page, from the row of the act that tells of it."""
    rows = page.locator(".r-changes a[href^='/moten/']")
    address = rows.first.get_attribute("href") or ""
    return "/".join(address.split("/")[:4]) + "/"


def press(page: Page, target: Locator) -> None:
    reach(page, target.first)
    page.keyboard.press("Enter")


def reach(page: Page, *targets: Locator) -> None:
    """Press Tab until one of them has the focus."""
    expect(targets[0]).to_be_visible()
    for _step in range(MOST_STEPS):
        if any(each.evaluate("each => each === document.activeElement") for each in targets):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never comes to {targets[0]}")


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def item(page: Page, title: str) -> Locator:
    return page.locator(".w-item", has=title_field(page, title))


def title_field(page: Page, title: str) -> Locator:
    return page.locator(f".w-title[value='{title}']")


def saved(page: Page) -> None:
    expect(page.locator("#w-bar")).to_have_text("Allt är sparat.")


def done(page: Page) -> None:
    expect(page.get_by_role("heading", name="Klart")).to_be_visible()
