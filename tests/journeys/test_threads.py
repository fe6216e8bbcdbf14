"""Two browsers at once in one thread, one of a phone's width and one without a script."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import NARROW, Visits, log_in
from tests.journeys.city import City
from tests.journeys.looking import look_at
from tests.journeys.vectors import batches, vectors

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLACE = re.compile(r'data-thread-open="([^"]+)panel/"')
LONGEST = 3_900


@pytest.fixture(scope="module")
def thread(city: City) -> str:
    """The address of the thread about the demo's case."""
    found = PLACE.search(city.fetch("/arenden/1451-14/").decode())
    assert found is not None
    return found[1]


def write(page: Page, thread: str, text: str) -> None:
    page.goto(thread)
    page.get_by_label("Din kommentar").fill(text)
    page.get_by_role("button", name="Publicera").click()
    page.wait_for_url("**skrivet=*")


def test_what_one_writes_the_other_is_told_and_chooses_to_see(visits: Visits, thread: str) -> None:
    """One reads on a phone, the other writes in a browser that runs no script."""
    reader = visits.logged_in("handlaggare", width=NARROW)
    reader.goto("/arenden/1451-14/")
    reader.get_by_role("link", name="Läs och skriv").click()
    draft = reader.get_by_label("Din kommentar")
    draft.fill("Halvskrivet")
    count = reader.locator("[data-comments] > li").count()
    writer = visits.logged_in("boende", java_script_enabled=False)
    write(writer, thread, "Skrivet på **spårvagnen**")
    news = reader.locator("[data-thread-news] button")
    expect(news).to_have_text("1 ny kommentar")
    assert reader.locator("[data-comments] > li").count() == count
    expect(draft).to_have_value("Halvskrivet")
    news.click()
    expect(reader.locator("[data-comments] > li").first).to_contain_text("spårvagnen")
    expect(draft).to_have_value("Halvskrivet")
    reader.goto(thread)
    expect(reader.get_by_label("Din kommentar")).to_have_value("Halvskrivet")
    assert violations(reader) == []
    scroll = reader.evaluate("document.documentElement.scrollWidth")
    assert scroll <= NARROW


def test_hidden_words_leave_an_open_page(visits: Visits, thread: str) -> None:
    write(visits.logged_in("boende"), thread, "Det här ska bort")
    reader = visits.new()
    reader.goto(thread)
    words = reader.get_by_text("Det här ska bort")
    expect(words).to_be_visible()
    desk = visits.logged_in("moderator")
    desk.goto(thread)
    item = desk.locator("li.comment", has_text="Det här ska bort")
    item.get_by_role("link", name="Granska").click()
    desk.get_by_label("Dölj").check()
    desk.get_by_label("Regel").select_option("off-topic")
    desk.get_by_label("Skäl").fill("Prov av moderering.")
    assert violations(desk) == []
    desk.get_by_role("button", name="Gör det").click()
    expect(words).to_have_count(0)
    expect(reader.locator("li.is-gone").first).to_contain_text("dold av en moderator")
    assert violations(reader) == []


def test_everything_works_without_a_script(visits: Visits, thread: str) -> None:
    page = visits.new(java_script_enabled=False, width=NARROW)
    page.goto(thread)
    page.get_by_role("link", name="Logga in och skriv").click()
    log_in(page, "boende")
    page.get_by_label("Din kommentar").fill("Utan skript")
    page.get_by_label("Emot").check()
    page.get_by_role("button", name="Publicera").click()
    mine = page.locator("li.comment", has_text="Utan skript")
    expect(mine).to_contain_text("Emot")
    mine.get_by_role("link", name="Svara").click()
    page.get_by_label("Din kommentar").fill("Och ett svar")
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator("li.comment", has_text="Och ett svar")).to_be_visible()
    page.get_by_role("link", name="Hela samtalet").click()
    page.get_by_role("link", name="Flest svar").click()
    expect(page.locator("[data-comments] > li").first.locator("[data-replies]")).to_be_visible()


def test_the_moderators_desk_and_the_rules_are_for_everybody(visits: Visits) -> None:
    """Also a form that was refused, in the dark and on a phone."""
    desk = visits.logged_in("moderator", width=NARROW, color_scheme="dark")
    for path in ("/samtal/granskning/", "/samtal/granskning/regler/", "/samtal/mina/"):
        desk.goto(path)
        look_at(desk, path.strip("/"))
    desk = visits.logged_in("admin")
    desk.goto("/samtal/granskning/regler/city/")
    look_at(desk, "rules of threads")
    desk.get_by_role("textbox", name="Kommentarer av samma person").fill("ofta")
    desk.get_by_role("button", name="Spara nya regler").click()
    expect(desk.get_by_role("alert")).to_contain_text("Skriv till exempel 10/5m.")
    look_at(desk, "rules of threads refused")


@pytest.mark.parametrize("path", ["/samtal/", "/samtal/regler/", "/samtal/rapport/", "2/"])
def test_pages_to_read_are_accessible(visits: Visits, thread: str, path: str) -> None:
    page = visits.new(width=NARROW, color_scheme="dark")
    page.goto(path if path.startswith("/") else thread + path)
    assert violations(page) == []


def test_no_words_run_and_nothing_leaves(visits: Visits, thread: str) -> None:
    """Also where the browser would not refuse by the policy of the page: cleaning alone holds."""
    assert len(vectors()) > 300
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    reader = visits.new(bypass_csp=True)
    reader.on("dialog", refuse)
    reader.goto(thread)
    writer = visits.logged_in("ledamot", bypass_csp=True)
    writer.on("dialog", refuse)
    sent = batches(LONGEST)
    for batch in sent:
        write(writer, thread, batch)
    news = reader.locator("[data-thread-news] button")
    expect(news).to_have_text(f"{len(sent)} nya kommentarer")
    news.click()
    for page in (reader, writer):
        if page is writer:
            page.goto(thread)
        expect(page.locator("[data-comments]")).to_contain_text("evil.example")
        assert page.evaluate(FOUND) == []
    assert dialogs == []


FOUND = """() => [...document.querySelectorAll(".comment-text *")].filter((each) => {
  each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  const names = each.getAttributeNames().filter((name) => name !== "href" && name !== "rel");
  const allowed = ["P", "BR", "STRONG", "EM", "A", "UL", "OL", "LI", "BLOCKQUOTE"];
  const leads = each.tagName !== "A" || /^(https?|mailto):$/.test(each.protocol);
  return names.length || !allowed.includes(each.tagName) || !leads;
}).map((each) => each.outerHTML)"""
