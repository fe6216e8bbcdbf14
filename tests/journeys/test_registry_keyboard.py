"""A registrar's day with the keyboard alone: register, prepare, publish, correct, undo."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.browsing import Visits, log_in
from tests.journeys.looking import look_at

pytestmark = pytest.mark.browser

MATTER = "Skrivelse om cykelställ"
TITLE, MENDED = "Cykelställ vid biblioteket", "Cykelställ vid stadsbiblioteket"


def test_register_prepare_publish_and_correct(visits: Visits) -> None:
    page = visits.logged_in("registrator")
    number = register(page)
    reader = visits.new()
    reader.goto(f"/diarium/?q={number}")
    expect(reader.get_by_role("main")).to_contain_text(MATTER)

    bench = open_bench(page)
    write_item(page)
    publish(page)
    done(page)
    address = page.get_by_role("row", name=TITLE).get_by_role("link", name="Webben")
    item = address.get_attribute("href") or ""
    reader.goto(item)
    expect(reader.get_by_role("heading", level=1)).to_contain_text(TITLE)

    page.goto(bench)
    title_of_new = page.locator(f".w-title[value='{TITLE}']")
    title_of_new.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(MENDED)
    expect(page.locator("#w-bar")).to_have_text("Allt är sparat.")
    publish(page, correction="Fel namn i rubriken.")
    done(page)
    reader.goto(item)
    expect(reader.get_by_role("main")).to_contain_text(MENDED)

    press(page, "Ångra")
    done(page)
    reader.goto(item)
    expect(reader.get_by_role("heading", level=1)).to_contain_text(TITLE)


def register(page: Page) -> str:
    page.goto("/registrator/registrera/")
    look_at(page, "registry register", within="#main")
    page.get_by_label("Från eller till").focus()
    page.keyboard.type("Cykelfrämjandet")
    page.keyboard.press("Tab")
    page.keyboard.type(MATTER)
    page.keyboard.press("Enter")
    said = page.get_by_role("heading", name="Diarieförd som")
    expect(said).to_be_visible()
    return said.inner_text().removeprefix("Diarieförd som ").rpartition("-")[0]


def open_bench(page: Page) -> str:
    """The next meeting of one's own organizations."""
    page.goto("/registrator/")
    coming = page.locator("section[aria-labelledby=chores-prepare]").get_by_role("link")
    coming.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Arbetsbord")).to_be_visible()
    look_at(page, "registry workbench", within="#main")
    return page.url


def write_item(page: Page) -> None:
    """A new item, and one place up: the focus goes along."""
    page.locator(".w-title").first.focus()
    page.keyboard.press("Alt+n")
    page.keyboard.type(TITLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    written = page.locator(f".w-title[value='{TITLE}']")
    expect(written).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    expect(written).to_be_focused()


def publish(page: Page, correction: str = "") -> None:
    press(page, "Granska och publicera …", role="link")
    expect(page.get_by_role("heading", name="Publicera dagordningen")).to_be_visible()
    look_at(page, "registry the act with its review", within="#main")
    if correction:
        page.get_by_label("Rättelse.").focus()
        page.keyboard.press("Space")
        page.get_by_label("Anledning").focus()
        page.keyboard.type(correction)
    press(page, "Publicera")


def press(page: Page, name: str, role: str = "button") -> None:
    main = page.get_by_role("main")
    found = main.get_by_role("link" if role == "link" else "button", name=name, exact=True)
    found.first.focus()
    page.keyboard.press("Enter")


def done(page: Page) -> None:
    expect(page.get_by_role("heading", name="Klart")).to_be_visible()


def test_a_session_that_ends_costs_nothing(visits: Visits) -> None:
    """Logged out while writing: the words wait in the browser, and are saved after a login."""
    page = visits.logged_in("registrator")
    bench = open_bench(page)
    visits.expected |= {f"403: {bench}falt/", f"403: {bench}nu/"}
    page.context.clear_cookies()
    title = page.locator(".w-title").first
    before = title.input_value()
    title.focus()
    page.keyboard.press("End")
    page.keyboard.type(" (ändrad)")
    bar = page.locator("#w-bar")
    expect(bar).to_contain_text("Du är utloggad. Inget är borta")
    link = bar.get_by_role("link", name="Logga in i en ny flik")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("href", "/logga-in/")
    other = page.context.new_page()
    other.goto(urljoin(page.url, "/logga-in/"))
    log_in(other, "registrator")
    expect(bar).to_have_text("Allt är sparat.")
    page.goto(bench)
    expect(page.locator(".w-title").first).to_have_value(f"{before} (ändrad)")


def test_a_lost_network_costs_nothing(visits: Visits) -> None:
    page = visits.logged_in("registrator")
    bench = open_bench(page)
    page.context.set_offline(True)
    title = page.locator(".w-title").first
    before = title.input_value()
    title.focus()
    page.keyboard.press("End")
    page.keyboard.type(" (utan nät)")
    expect(page.locator("#w-bar")).to_contain_text("Ingen kontakt.")
    page.context.set_offline(False)
    expect(page.locator("#w-bar")).to_have_text("Allt är sparat.")
    page.goto(bench)
    expect(page.locator(".w-title").first).to_have_value(f"{before} (utan nät)")


def test_many_files_arrive_and_find_their_items(visits: Visits) -> None:
    page = visits.logged_in("registrator")
    open_bench(page)
    number = page.locator(".w-number").first.input_value()
    files = [
        FilePayload(
            name=f"{number} bilaga {place}.txt",
            mimeType="text/plain",
            buffer=f"Bilaga nummer {place} till punkten".encode(),
        )
        for place in range(12)
    ]
    page.get_by_label("Släpp filerna här").set_input_files(files)
    expect(page.locator(".w-placing tbody tr")).to_have_count(12)
    page.get_by_label("Märk dem").select_option("late")
    page.get_by_role("button", name="Lägg på dagordningen").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".w-placing")).to_have_count(0)
    expect(page.locator(".w-item").first.locator(".w-papers li")).not_to_have_count(0)


MANY_ITEMS = """
from meetings.models import Meeting
from meetings.registry.addresses import workbench_url
from meetings.services.agenda_items import add_item
from portal.accounts.models import User

user = User.objects.get(username="admin")
meeting = Meeting.objects.filter(organization__short_name="kf").order_by("-start").first()
for place in range(25):
    add_item(meeting=meeting, section="", title=f"Punkt {place}", user=user)
print(workbench_url(meeting))
"""


def test_fifty_changes_wait_for_a_login(visits: Visits) -> None:
    """The session ends before the first is saved; after a login every one of them is."""
    bench = visits.city.manage("shell", "-v", "0", "-c", MANY_ITEMS).strip()
    page = visits.logged_in("admin")
    page.goto(bench)
    page.context.clear_cookies()
    at = urljoin(page.url, bench)
    visits.expected |= {f"403: {at}falt/", f"403: {at}nu/"}
    items = page.locator(".w-item", has=page.locator(".w-title[value^='Punkt ']"))
    assert items.count() == 25
    for place in range(25):
        items.nth(place).locator(".w-title").fill(f"Ändrad punkt {place}")
        items.nth(place).get_by_label("Stängda dörrar").check()
    bar = page.locator("#w-bar")
    expect(bar).to_contain_text("Du är utloggad. Inget är borta")
    other = page.context.new_page()
    other.goto(urljoin(page.url, "/logga-in/"))
    log_in(other, "admin")
    expect(bar).to_have_text("Allt är sparat.")
    page.goto(bench)
    for place in range(25):
        changed = page.locator(
            ".w-item", has=page.locator(f".w-title[value='Ändrad punkt {place}']")
        )
        expect(changed.get_by_label("Stängda dörrar")).to_be_checked()
