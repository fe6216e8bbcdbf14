"""A secretary runs a meeting with the keyboard alone, and somebody follows it on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import Visits

pytestmark = pytest.mark.browser


def press(page: Page, name: str, *, exact: bool = True) -> None:
    """Find the button as somebody with a keyboard does, and press Enter on it."""
    button = page.get_by_role("button", name=name, exact=exact).first
    button.focus()
    button.press("Enter")


def test_the_secretary_runs_it_and_a_phone_follows(visits: Visits) -> None:
    secretary, viewer = visits.logged_in("sekreterare"), visits.new(width=360)
    secretary.goto("/styrrum/")
    secretary.get_by_role("link", name="Demonämnden").first.press("Enter")
    press(secretary, "Förbered styrrummet")
    expect(secretary.get_by_role("heading", name="Närvaro")).to_be_visible()
    for box in secretary.locator("input[name=arrive]").all():
        box.press("Space")
    press(secretary, "Anteckna de förbockade som närvarande")
    expect(secretary.locator("#laget")).to_contain_text("9 av 9 tjänstgör")

    viewer.goto(
        secretary.get_by_role("link", name="Sammanträdets sida").get_attribute("href") or ""
    )
    board = viewer.locator(".live-board")
    expect(board).to_contain_text("Inte öppnat än")
    press(secretary, "Öppna sammanträdet")
    expect(board).to_contain_text("Pågår")
    press(secretary, "Ta upp 2")
    expect(board).to_contain_text("Sommaröppet i demonstrationsparken")
    expect(viewer.locator("body > p[role=status]")).to_contain_text("Punkten togs upp")

    secretary.get_by_text("Ställ en fråga till sammanträdet").press("Enter")
    press(secretary, "Börja öppen omröstning")
    expect(board).to_contain_text("0 av 9 har röstat")
    for number in range(9):
        choice = "Ja" if number < 6 else "Nej"
        button = (
            secretary.locator(".control-call li")
            .nth(number)
            .get_by_role("button")
            .nth(0 if choice == "Ja" else 1)
        )
        button.press("Enter")
        expect(secretary.locator(".control-voted")).to_contain_text(f"{number + 1} av 9")
    expect(board).to_contain_text("9 av 9 har röstat")
    expect(viewer.locator(".live-paper")).not_to_contain_text("6–3")
    press(secretary, "Klubban faller")
    expect(viewer.locator(".live-paper")).to_contain_text("Sammanträdet sa ja")
    expect(viewer.locator(".live-paper")).to_contain_text("6–3")
    assert violations(viewer) == []
    assert violations(secretary) == []
    wide = viewer.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
