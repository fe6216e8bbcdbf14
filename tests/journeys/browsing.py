"""Pages in a real browser, and what must never happen on any of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    expect,
)

from deploy.services.programs import find_chromium
from tests.journeys.city import City

PASSWORD = "demo"
WIDE, NARROW, NARROWEST = 1440, 360, 320
LONGEST_MS = 30_000
"""Until it is certain that a state never comes, on a machine however slow."""
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
# The browser says this of every answer from 400 on; `_answered` judges those itself.
ABOUT_AN_ANSWER = "Failed to load resource"


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    expect.set_options(timeout=LONGEST_MS)
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Visits:
    """Visitors to a city, each with a browser profile of their own, and what went wrong."""

    browser: Browser
    city: City
    faults: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    """Faults that a test brings about on purpose."""

    def new(self, *, width: int = WIDE, **options: Any) -> Page:
        """A new visitor's page. `options` are those of Playwright's new_context."""
        context = self.browser.new_context(
            base_url=self.city.url,
            viewport={"width": width, "height": 900},
            locale="sv-SE",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(LONGEST_MS)
        page = context.new_page()
        self._watch(page)
        return page

    def logged_in(self, who: str, **options: Any) -> Page:
        """A visitor who has logged in as one of the demo's users."""
        page = self.new(**options)
        page.goto("/logga-in/")
        log_in(page, who)
        return page

    def close(self) -> None:
        for context in list(self.browser.contexts):
            context.close()

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if fault not in self.expected]

    def _watch(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ABOUT_AN_ANSWER):
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and not request.url.startswith(f"{self.city.url}/"):
            self.faults.append(f"another host was asked: {request.url}")

    def _answered(self, response: Response) -> None:
        """A page may be missing or gone; what it is made of may not, and nothing may break."""
        navigates = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not navigates):
            self.faults.append(f"{response.status}: {response.url}")


def log_in(page: Page, who: str) -> None:
    """Fills in the login form that the page shows."""
    give_password(page, who)
    page.get_by_role("button", name="Logga ut").wait_for()


def give_password(page: Page, who: str, password: str = PASSWORD) -> None:
    """The same, wherever it leads."""
    page.get_by_label("Användarnamn eller e-post").fill(who)
    page.get_by_label("Lösenord", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Logga in", exact=True).click()
