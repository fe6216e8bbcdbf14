"""A secretary drops a whole agenda, sees its pages, mends the split and lays it on the agenda."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import pdf
from tests.journeys.browsing import Visits, log_in
from tests.journeys.looking import look_at
from tests.journeys.test_registry_keyboard import open_bench

pytestmark = pytest.mark.browser

REPORT = """Tjänsteutlåtande \\ Utfärdat 2026-01-10 \\ Diarienummer 0999/26

= Cykelställ vid biblioteket

Förslag till beslut

Byggnadsnämnden beslutar att ställa upp tolv cykelställ vid biblioteket under våren.
"""
MORE = "Sammanfattning \\ Cykelställen ryms på torget. De kostar inget mer än vad som är avsatt."
MOTION = """Yrkande \\ V, MP \\ 2026-01-12

= Fler cykelställ vid biblioteket

Vi yrkar att nämnden ställer upp tjugo cykelställ i stället för tolv.
"""
BUNDLE = FilePayload(
    name="hela dagordningen.pdf",
    mimeType="application/pdf",
    buffer=pdf("#pagebreak()\n".join((REPORT, MORE, MOTION))),
)
MENDED = "Cykelställ vid stadsbiblioteket"


def test_a_bundle_is_split_mended_and_laid_on_the_agenda(visits: Visits) -> None:
    page = visits.logged_in("registrator")
    bench = open_bench(page)
    page.get_by_role("link", name="Lägg in hela dagordningen").click()
    expect(page.get_by_label("Dagordningens alla handlingar")).to_be_visible()
    look_at(page, "registry the drop of an agenda", within="#main")
    page.get_by_label("Dagordningens alla handlingar").set_input_files(BUNDLE)
    page.get_by_role("button", name="Lägg in").click()
    split = page.get_by_role("heading", name="Granska uppdelningen")
    expect(split).to_be_visible()
    expect(page.locator(".b-piece")).to_have_count(2)
    expect(page.locator(".b-page img").first).to_have_js_property("naturalWidth", 240)
    expect(page.get_by_role("heading", name="Hör bunten hit?")).to_be_visible()
    look_at(page, "registry the split of an agenda", within="#main")

    write_without_a_session(visits, page)
    page.get_by_role("button", name="Dela här").first.click()
    expect(page.locator(".b-piece")).to_have_count(3)
    for field in page.get_by_label("Punkt", exact=False).all():
        field.fill("77")
    page.get_by_label("Rubrik").nth(1).fill("Sammanfattning")
    expect(page.locator("#w-bar")).to_have_text("Allt är sparat.")
    page.get_by_label("Bunten hör till").check()
    page.get_by_role("button", name="Lägg på dagordningen").click()
    expect(page.get_by_role("heading", name="Bunten ligger på dagordningen")).to_be_visible()
    look_at(page, "registry the agenda was laid out", within="#main")
    page.goto(bench)
    item = page.locator(".w-item", has=page.locator(".w-number[value='77']"))
    expect(item.locator(".w-papers li")).to_have_count(3)
    expect(item.locator(".w-papers")).to_contain_text(MENDED)


def write_without_a_session(visits: Visits, page: Page) -> None:
    """What is written while logged out waits in the browser, and is saved after a login."""
    visits.expected.add(f"403: {page.url}falt/")
    page.context.clear_cookies()
    page.get_by_label("Rubrik").first.fill(MENDED)
    bar = page.locator("#w-bar")
    expect(bar).to_contain_text("Du är utloggad. Inget är borta")
    other = page.context.new_page()
    other.goto(urljoin(page.url, "/logga-in/"))
    log_in(other, "registrator")
    expect(bar).to_have_text("Allt är sparat.")
    other.close()
    page.reload()
    expect(page.get_by_label("Rubrik").first).to_have_value(MENDED)


def test_without_a_script_the_page_is_followed_by_a_link(visits: Visits) -> None:
    script = visits.logged_in("registrator")
    bench = open_bench(script)
    state = script.context.storage_state()
    page = visits.new(java_script_enabled=False, storage_state=state)
    page.goto(f"{bench}buntar/")
    other = pdf("#pagebreak()\n".join((MOTION, REPORT)))
    page.get_by_label("Dagordningens alla handlingar").set_input_files({**BUNDLE, "buffer": other})
    page.get_by_role("button", name="Lägg in").click()
    following = page.get_by_role("link", name="Visa hur långt det har kommit")
    ready = page.get_by_role("heading", name="Granska uppdelningen")
    for _look in range(100):
        if ready.is_visible():
            break
        following.click()
    expect(page.locator(".b-piece")).to_have_count(2)
    page.get_by_role("button", name="Kasta bunten").click()
    expect(page.locator(".messages")).to_contain_text("Bunten kastades.")
