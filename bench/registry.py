"""The registry office in a browser: a workbench, an agenda that is published, a late paper."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import FilePayload, Page, sync_playwright

from bench.copies import DATABASES, own_copy
from bench.lines import Line, middle, share
from bench.pages import EMPTY
from bench.servers import PORTAL, serving
from deploy.services.programs import find_chromium

OPENS, PUBLISHES, LATE, CLICKS = 1.5, 2.0, 20.0, 3
ROUNDS = 5


@dataclass
class Watch:
    """Seconds that a person waits, and how often they press something."""

    page: Page
    seconds: float = 0.0
    clicks: int = 0

    def press(self, role: Any, name: str, then: str) -> None:
        """Until the heading of the next page is there and it has loaded."""
        found = self.page.get_by_role("main").get_by_role(role, name=name, exact=True).first
        began = time.perf_counter()
        with self.page.expect_navigation():
            found.click()
        self.page.get_by_role("heading", name=then).first.wait_for()
        self.page.wait_for_load_state("load")
        self.seconds += time.perf_counter() - began
        self.clicks += 1


def run(*, quick: bool) -> Iterator[Line]:
    """60 items, 180 papers and 200 files that wait; 12, 36 and 20 when quick."""
    numbers = (12, 36, 20) if quick else (60, 180, 200)
    for database in DATABASES[:1] if quick else DATABASES:
        with own_copy(database) as copy:
            filled = json.loads(copy.run("-m", "bench.registry_filling", *map(str, numbers)))
            with serving("uvicorn", PORTAL["uvicorn"], copy) as port, sync_playwright() as play:
                browser = play.chromium.launch(
                    executable_path=find_chromium(), args=["--no-sandbox"]
                )
                page = browser.new_page(base_url=f"http://127.0.0.1:{port}", locale="sv-SE")
                page.set_default_timeout(60_000)
                yield from _lines(page, filled, database, numbers)
                browser.close()


def _lines(
    page: Page, filled: dict[str, str], database: str, numbers: tuple[int, ...]
) -> Iterator[Line]:
    items, papers, files = numbers
    common = Line(
        bench="registry",
        case="",
        value=0,
        unit="s",
        server="one uvicorn, Chromium",
        workload=f"{items} items, {papers} papers, {files} waiting files",
    )
    _log_in(page, filled)
    raw = middle([_opened(page, EMPTY) for _round in range(ROUNDS)])
    opened = middle([_opened(page, filled["bench"]) for _round in range(ROUNDS)])
    yield replace(
        common,
        case=f"the workbench opens, {database}",
        value=opened,
        raw=raw,
        ratio=share(raw, opened),
        target=f"≤ {OPENS} s",
        ok=opened <= OPENS,
    )
    yield from _published(page, filled, replace(common, case=f"publish an agenda, {database}"))
    yield from _late(page, filled, replace(common, case=f"add a late paper, {database}"))


def _published(page: Page, filled: dict[str, str], line: Line) -> Iterator[Line]:
    page.goto(filled["bench"])
    watch = Watch(page)
    watch.press("link", "Granska och publicera …", "Publicera dagordningen")
    watch.press("button", "Publicera", "Klart")
    seconds = round(watch.seconds, 3)
    yield replace(line, value=seconds, target=f"≤ {PUBLISHES} s", ok=seconds <= PUBLISHES)
    yield _clicks(line, watch)


def _late(page: Page, filled: dict[str, str], line: Line) -> Iterator[Line]:
    """Drop it, say where it belongs, lay it there as late, publish that item."""
    page.goto(filled["bench"])
    watch = Watch(page)
    began = time.perf_counter()
    late = FilePayload(name="sen.txt", mimeType="text/plain", buffer=b"En sen skrivelse i punkten")
    page.get_by_label("Släpp filerna här").set_input_files([late])
    row = page.locator(".w-placing tr", has_text="sen.txt")
    row.wait_for()
    number = page.locator(".w-number").first.input_value()
    row.locator("input.w-place").fill(number)
    page.get_by_label("Märk dem").select_option("late")
    watch.seconds += time.perf_counter() - began
    watch.clicks += 3
    watch.press("button", "Lägg på dagordningen", "Dagordning")
    watch.press("link", "Publicera bara den", "Publicera en punkt")
    watch.press("button", "Publicera", "Klart")
    seconds = round(watch.seconds, 3)
    yield replace(line, value=seconds, target=f"≤ {LATE} s", ok=seconds <= LATE)
    yield replace(line, value=watch.clicks, unit="presses")


def _clicks(line: Line, watch: Watch) -> Line:
    kept = watch.clicks <= CLICKS
    return replace(line, value=watch.clicks, unit="clicks", target=f"≤ {CLICKS}", ok=kept)


def _log_in(page: Page, filled: dict[str, str]) -> None:
    page.goto("/logga-in/")
    page.locator("input[name=login]").fill(filled["user"])
    page.locator("input[name=password]").fill(filled["password"])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "logga-in" not in url)


def _opened(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    return time.perf_counter() - began
