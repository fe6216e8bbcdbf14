"""The lists and rules of proposals in a browser, in light and dark, wide and narrow."""

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import violations
from tests.journeys.browsing import NARROW, WIDE, Visits
from tests.journeys.shots import take_shot

pytestmark = pytest.mark.browser

LISTS = ("", "utfall/", "rapport/", "regler/", "sena/", "avvisade/")


def test_lists_and_rules_are_for_everybody(visits: Visits) -> None:
    for scheme in ("light", "dark"):
        page = visits.new(color_scheme=scheme)
        for place in LISTS:
            page.goto(f"/forslag/{place}")
            look_at(page, f"forslag {place.strip('/') or 'lista'} {scheme}")


def look_at(page: Page, name: str) -> None:
    assert violations(page) == []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        is_wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert page.evaluate(is_wider) is False
        take_shot(page, f"{name} {width}")
