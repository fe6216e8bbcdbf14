"""A secretary reads memberships from a spreadsheet: what would happen first, then all of it."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import violations
from tests.journeys.browsing import Visits
from tests.meetings.memberships.sheets import xlsx

pytestmark = pytest.mark.browser

SHEET = xlsx(
    ("Förtroendevalda i Demonämnden",),
    ("Organ", "Namn", "Parti", "Roll", "Fr.o.m.", "Ordning", "Inträder för"),
    ("demonamnden", "Pia Påhittad", "S", "ledamot", datetime.date(2026, 1, 15), "", ""),
    (None, "Rut Påhittad", "V", "ersättare", "15/1 2026", "1", "V, S"),
    (None, "Tor Påhittad", "S", "gäst", "i våras", "", ""),
    merged=("A1:G1", "A3:A5"),
)


def test_a_spreadsheet_is_shown_row_by_row_before_anything_is_written(
    visits: Visits, tmp_path: Path
) -> None:
    file = tmp_path / "uppdrag.xlsx"
    file.write_bytes(SHEET)
    page = visits.logged_in("sekreterare")
    page.goto("/registrator/ledamoter/")
    page.get_by_role("link", name="Läs in uppdrag").click()
    page.get_by_label("Kalkylblad").set_input_files(file)
    page.get_by_role("button", name="Visa vad som skulle hända").press("Enter")
    expect(page.get_by_text("fel: 1 · osäkert: 0 · nytt: 2")).to_be_visible()
    assert violations(page, "main") == []
    page.get_by_role("button", name="Läs in och publicera").press("Enter")
    expect(page.get_by_text("2 rader är inlästa.")).to_be_visible()
    called = page.get_by_role("row", name="V ", exact=False).filter(has_text="1. Rut Påhittad (V)")
    expect(called.first).to_be_visible()
    page.reload()  # what Wagtail tells of the act fades in, and is half seen meanwhile
    assert violations(page, "main") == []
