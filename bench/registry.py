"""The registry office in a browser: a workbench, an agenda that is published, a late paper."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.sync_api import FilePayload, Page, sync_playwright

from bench.copies import DATABASES, Copy, own_copy
from bench.keystrokes import Hand
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
    hand: Hand = field(default_factory=Hand)

    def press(self, role: Any, name: str, then: str) -> None:
        """Until the heading of the next page is there and it has loaded."""
        found = self.page.get_by_role("main").get_by_role(role, name=name, exact=True).first
        began = time.perf_counter()
        with self.page.expect_navigation():
            found.click()
        self.page.get_by_role("heading", name=then).first.wait_for()
        self.page.wait_for_load_state("load")
        self.seconds += time.perf_counter() - began
        self.hand.think()
        self.hand.click()


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
                yield from _opening(copy, filled, database, numbers)
                yield from _lines(page, filled, database, numbers)
                browser.close()


def _opening(
    copy: Copy, filled: dict[str, str], database: str, numbers: tuple[int, ...]
) -> Iterator[Line]:
    """The server's part alone. That the queries do not grow is kept by a test."""
    items, papers, files = numbers
    said = copy.run("-m", "bench.registry_queries", filled["bench"], filled["user"])
    told = json.loads(said.splitlines()[-1])
    line = Line(
        bench="registry",
        case=f"the workbench is answered, {database}",
        value=told["queries"],
        unit="queries",
        workload=f"{items} items, {papers} papers, {files} waiting files",
    )
    yield line
    yield replace(line, value=told["seconds"], unit="s")


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
    for is_named in (True, False):
        named = "named by its item" if is_named else "named by nothing"
        late = replace(common, case=f"add a late paper {named}, {database}")
        yield from _late(page, filled, late, is_named=is_named)


def _published(page: Page, filled: dict[str, str], line: Line) -> Iterator[Line]:
    page.goto(filled["bench"])
    watch = Watch(page)
    watch.press("link", "Granska och publicera …", "Publicera dagordningen")
    watch.press("button", "Publicera", "Klart")
    seconds = round(watch.seconds, 3)
    yield replace(line, value=seconds, target=f"≤ {PUBLISHES} s", ok=seconds <= PUBLISHES)
    yield _clicks(line, watch)


def _late(page: Page, filled: dict[str, str], line: Line, *, is_named: bool) -> Iterator[Line]:
    """Drop it, say where it belongs, lay it there as late, publish that item.

    The person's time is reckoned from what was done (`bench/keystrokes.py`), the waits measured.
    """
    page.goto(filled["bench"])
    watch = Watch(page)
    hand = watch.hand
    number = page.locator(".w-number").first.input_value()
    name = f"{number} sen skrivelse.txt" if is_named else "sen.txt"
    text = f"En sen skrivelse, {name}".encode()
    late = FilePayload(name=name, mimeType="text/plain", buffer=text)
    hand.think()
    hand.click()  # the field, which opens the system's window
    hand.think()
    hand.click(times=2)  # the file in it
    began = time.perf_counter()
    page.get_by_label("Släpp filerna här").set_input_files([late])
    row = page.locator(".w-placing tr", has_text=name)
    row.wait_for()
    watch.seconds += time.perf_counter() - began
    if row.locator("input.w-place").input_value() != number:
        hand.think()
        hand.click()
        hand.type(number)
        row.locator("input.w-place").fill(number)
    hand.think()
    if page.get_by_label("Märk dem").input_value() != "late":  # proposed once it was summoned to
        raise SystemExit("The workbench does not propose that the paper is late.")
    watch.press("button", "Lägg på dagordningen", "Dagordning")
    watch.press("link", "Publicera bara den", "Publicera en punkt")
    watch.press("button", "Publicera", "Klart")
    seconds = round(hand.seconds + watch.seconds, 3)
    reckoned = f"{line.workload}; {hand}"
    yield replace(line, value=seconds, target=f"≤ {LATE} s", ok=seconds <= LATE, workload=reckoned)
    yield replace(line, value=round(watch.seconds, 3), case=f"{line.case}: of which waiting")


def _clicks(line: Line, watch: Watch) -> Line:
    clicks = watch.hand.presses
    return replace(line, value=clicks, unit="clicks", target=f"≤ {CLICKS}", ok=clicks <= CLICKS)


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
