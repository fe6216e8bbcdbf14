"""The office's day with proposals, with the keyboard alone: from review to follow-up."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import NARROW, Visits
from tests.journeys.looking import look_at

pytestmark = pytest.mark.browser

SHELTER, SWIM, WATER = (
    "Väderskydd där bussen väntar längst",
    "Badtider bara för nybörjare",
    "Dricksvatten vid alla stora lekplatser",
)


def test_review_return_publish_hand_over_decide_and_follow_up(visits: Visits) -> None:
    page = visits.logged_in("moderator")
    open_from_desk(page, SHELTER)
    step(page, "Skicka tillbaka för ändring", {"Vad behöver ändras?": "Skriv vilken hållplats."})
    expect(page.get_by_role("main")).to_contain_text("åter för ändring")

    open_from_desk(page, SWIM)
    step(page, "Publicera", {})
    expect(page.get_by_role("main")).to_contain_text("samlar röster")

    open_from_desk(page, WATER)
    step(page, "Överlämna", {"Vem ska svara?": "Demonämnden", "Svar senast": "2030-05-02"})
    expect(page.get_by_role("main")).to_contain_text("överlämnat")
    expect(page.get_by_role("main")).to_contain_text("DN-")

    clerk = visits.logged_in("handlaggare")
    open_from_desk(clerk, WATER)
    step(clerk, "Skriv in beslutet", {"Beslut": "bifall", "Beslutet i en mening": "Tio kranar."})
    expect(clerk.get_by_role("main")).to_contain_text("beslutat")
    step(clerk, "Berätta hur det går", {"Vad har hänt?": "Två kranar är på plats."})
    expect(clerk.get_by_role("main")).to_contain_text("Två kranar är på plats.")

    reader = visits.new(width=NARROW)
    for address in ("sena", "avvisade", "rapport", "regler/goteborgsforslaget/1", "folkinitiativ"):
        reader.goto(f"/forslag/{address}/")
        look_at(reader, f"forslag-{address.split('/')[0]}")


def open_from_desk(page: Page, title: str) -> None:
    page.goto("/forslag/kansli/")
    look_at(page, "office-desk")
    page.get_by_role("link", name=title).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def step(page: Page, name: str, said: dict[str, str]) -> None:
    """Open the step, write what it asks for and take it."""
    opener = page.locator("summary").filter(has_text=name)
    opener.focus()
    page.keyboard.press("Enter")
    look_at(page, "office-proposal")
    form = page.locator("details[open]").filter(has=opener)
    for label, text in said.items():
        field = form.get_by_label(label, exact=label == "Beslut")
        field.focus()
        if field.evaluate("each => each.type") == "date":
            field.fill(text)  # what the keys of a date are follows the machine's language
        else:
            page.keyboard.type(text)
    button = form.get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Klart")).to_be_visible()
