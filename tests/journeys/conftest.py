"""One demo city a worker, as `make run` serves it, and a browser to visit it with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browsing import Visits, chromium
from tests.journeys.city import City, running_city
from tests.journeys.places import CORRECTED, MENDED, WITHDRAWN
from tests.waiting import wait_for


@pytest.fixture(scope="session")
def city(migrated_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with running_city(tmp_path_factory.mktemp("city"), migrated_template) as city:
        yield city


# Not for the whole session: Django refuses its database to a thread where Playwright is at work.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture
def visits(city: City, browser: Browser) -> Iterator[Visits]:
    """No page of the test may break, ask another host or complain in the console."""
    visits = Visits(browser, city)
    yield visits
    visits.close()
    assert visits.unexpected() == []


@pytest.fixture(scope="session")
def mended(city: City) -> dict[str, str]:
    """Addresses by page type, once one paper was corrected and another withdrawn.

    The command line does it beside the server, which learns of it by itself.
    """
    corrected, withdrawn = (_record_at(city, path) for path in (CORRECTED, WITHDRAWN))
    title = f"{corrected['content']['title']} (med rätt rubrik)"
    city.manage(
        *("act", "correct", "--as", "admin", "--reason", "Fel rubrik.", "--content", "-"),
        stdin=json.dumps({**corrected["content"], "title": title}),
    )
    city.manage(
        *("act", "withdraw", "--as", "admin", "--reason", "Lades in två gånger."), withdrawn["id"]
    )
    wait_for(lambda: b"Fel rubrik." in city.fetch("/rattelser/"))
    wait_for(lambda: "Lades in två gånger.".encode() in city.fetch("/rattelser/"))
    return {name: path.format(corrected=corrected["id"]) for name, path in MENDED.items()}


def _record_at(city: City, path: str) -> dict[str, Any]:
    """The record of that path, whole, as the API tells it."""
    listed = json.loads(city.fetch("/api/v1/records?kind=document"))["data"]
    pk = next(each["id"] for each in listed if each["url"].endswith(path))
    record: dict[str, Any] = json.loads(city.fetch(f"/api/v1/records/{pk}"))
    return record
