"""The whole way of one proposal, in a browser: from the draft to what became of it."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import NARROW, Visits
from tests.journeys.looking import look_at
from tests.journeys.test_proposals_office import step

pytestmark = pytest.mark.browser

TITLE = "Sittplatser vid den invånarägda bryggan"
ITEMS = "/api/v1/records?kind=agenda-item&organization=demonamnden&date=2024-04-18"
LISTS = ("", "utfall/", "rapport/", "regler/", "sena/", "avvisade/")


def test_from_draft_to_decided_and_followed_up(visits: Visits) -> None:
    two_votes_are_enough(visits)
    writer, office = visits.logged_in("boende"), visits.logged_in("moderator")
    write_and_send(writer)
    act(office, "Skicka tillbaka för ändring", {"Vad behöver ändras?": "Skriv hur många."})

    change_and_send_again(writer)
    act(office, "Publicera", {})

    reader = visits.new(width=NARROW)
    reader.goto("/forslag/")
    reader.get_by_role("link", name=TITLE).click()
    address = reader.url
    count = reader.locator("[data-votes-total]")
    expect(count).to_have_text("0")
    look_at(reader, "proposal collecting")
    for page, seen in ((writer, "1"), (visits.logged_in("revisor"), "2")):
        page.goto(address)
        page.get_by_role("button", name="Rösta för förslaget").click()
        expect(page.get_by_role("main")).to_contain_text("kvitto")
        look_at(page, "proposal vote given")
        expect(count).to_have_text(seen)  # nobody loaded the reader's page again

    expect_after_reload(reader, "ska lämnas över")
    look_at(reader, "proposal reached")
    writer.goto(f"{address}rosta/")
    receipt = writer.locator("code").first.inner_text()
    reader.goto(f"{address}roster/")
    reader.get_by_label("kvitto").fill(receipt)
    reader.get_by_role("button", name="Sök i listan").click()
    expect(reader.get_by_role("main")).to_contain_text("Din röst är räknad")
    look_at(reader, "proposal receipts")

    act(office, "Överlämna", {"Vem ska svara?": "Demonämnden", "Svar senast": "2030-05-02"})
    clerk = visits.logged_in("handlaggare")
    item = json.loads(visits.city.fetch(ITEMS))["data"][0]["url"]
    act(clerk, "Koppla till en dagordning", {"Punktens adress": item})
    act(clerk, "Skriv in beslutet", {"Beslut": "bifall", "Beslutet i en mening": "Åtta bänkar."})
    act(clerk, "Berätta hur det går", {"Vad har hänt?": "Bänkarna är på plats."})

    reader.goto(address)
    told = reader.get_by_role("main")
    for words in ("Demonämnden har beslutat: bifall.", "Bänkarna är på plats.", "2 av 2"):
        expect(told).to_contain_text(words)
    look_at(reader, "proposal followed up")
    reader.goto("/forslag/?lage=beslutade")
    expect(reader.get_by_role("link", name=TITLE)).to_be_visible()


def test_lists_and_rules_are_for_everybody(visits: Visits) -> None:
    for scheme in ("light", "dark"):
        page = visits.new(color_scheme=scheme)
        for place in LISTS:
            page.goto(f"/forslag/{place}")
            look_at(page, f"forslag {place.strip('/') or 'lista'} {scheme}")


def two_votes_are_enough(visits: Visits) -> None:
    """A new version of the rules: what is published from now on follows it."""
    admin = visits.logged_in("admin")
    admin.goto("/forslag/kansli/regler/goteborgsforslaget/")
    admin.get_by_label("Röster som krävs").fill("2")
    admin.get_by_label("Röster samlas tiden ut").uncheck()
    look_at(admin, "policy form")
    admin.get_by_role("button", name="Spara ny version").click()
    expect(admin.get_by_role("main")).to_contain_text("är sparad")


def write_and_send(page: Page) -> None:
    page.goto("/forslag/nytt/")
    page.get_by_label("Vad föreslår du?").fill(TITLE)
    page.get_by_label("Ämne").select_option("parks")
    page.get_by_label("Ditt namn").fill("Kim Exempel")
    page.get_by_label("Slag av förslag").select_option("goteborgsforslaget")
    page.get_by_label("Jag lägger förslaget som privatperson").check()
    look_at(page, "writing title")
    save(page)
    look_at(page, "writing similar")
    page.get_by_role("main").locator(".button-main").click()
    page.get_by_label("Ditt förslag").fill("Ställ bänkar vid bryggan.")
    page.get_by_label("På lätt svenska").fill("Fler bänkar vid vattnet.")
    look_at(page, "writing text")
    save(page)
    page.get_by_label("Adress eller plats").fill("Bryggan")
    look_at(page, "writing place")
    save(page)
    look_at(page, "writing picture")
    save(page)
    look_at(page, "writing preview")
    page.get_by_role("button", name="Skicka in förslaget").click()
    expect(page.get_by_role("main")).to_contain_text(TITLE)


def change_and_send_again(page: Page) -> None:
    page.goto("/forslag/mina/")
    expect(page.get_by_role("main")).to_contain_text("Skriv hur många.")
    look_at(page, "own proposals")
    page.get_by_role("link", name=TITLE).click()
    page.locator(".stages a").filter(has_text="Text").click()
    expect(page.get_by_label("Ditt förslag")).to_have_value("Ställ bänkar vid bryggan.")
    page.get_by_label("Ditt förslag").fill("Ställ åtta bänkar vid bryggan.")
    save(page)
    page.locator(".stages a").filter(has_text="Granska").click()
    page.get_by_role("button", name="Skicka in förslaget").click()
    expect(page.get_by_role("main")).to_contain_text("Granskas")


def act(page: Page, name: str, said: dict[str, str]) -> None:
    page.goto("/forslag/kansli/")
    page.get_by_role("link", name=TITLE).click()
    step(page, name, said)


def save(page: Page) -> None:
    page.get_by_role("button", name="Spara och fortsätt").click()


def expect_after_reload(page: Page, words: str) -> None:
    page.reload()
    expect(page.get_by_role("main")).to_contain_text(words)
