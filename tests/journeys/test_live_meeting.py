"""A whole meeting in two browsers: a secretary with the keyboard alone, and a phone that watches
the picture, rewinds, and reads it back as a recording with chapters."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from portal.core.clock import today
from tests.journeys.axe import violations
from tests.journeys.browsing import Visits
from tests.journeys.city import ROOT, City
from tests.journeys.looking import overflow
from tests.journeys.shots import take_shot
from tests.journeys.test_threads import write
from tests.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]
WRITTEN = "Bra att det blev av"
HAS_CAPTION = (
    "[...document.querySelector('video').textTracks].some((each) =>"
    " [...(each.cues ?? [])].some((cue) => cue.text === 'Nu röstar vi.'))"
)


PLAYS = """(() => {
  const video = document.querySelector("video");
  video.muted = true;
  if (video.paused) video.play().catch(() => {});
  return video.currentTime > 0.5;
})()"""


def press(page: Page, name: str, *, exact: bool = True) -> None:
    """Find the button as somebody with a keyboard does, and press Enter on it."""
    button = page.get_by_role("button", name=name, exact=exact).first
    button.focus()
    button.press("Enter")


@contextmanager
def camera(city: City, meeting: str) -> Iterator[None]:
    """A test picture comes in over RTMP until the recording is ended."""
    words = [sys.executable, "manage.py", "stream-test", meeting, "--seconds", "300"]
    with subprocess.Popen(
        words, cwd=ROOT, env=city.environment, stderr=subprocess.DEVNULL
    ) as sending:
        try:
            yield
            city.manage("video", "end", meeting)
            sending.wait(60)
        finally:
            sending.kill()


def caption(city: City, meeting: str, text: str) -> None:
    """Somebody types what is said."""
    told = json.loads(city.manage("video", "caption-key", meeting, "--json"))
    request = urllib.request.Request(  # noqa: S310  our own server
        f"{city.url}/api/v1/video/{told['recording']}/captions",
        json.dumps({"text": text, "seconds": 2}).encode(),
        {"Authorization": f"Bearer {told['key']}", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(request).close()  # noqa: S310  our own server


def until_the_picture_is_there(city: City, page: Page, address: str) -> None:
    wait_for(lambda: b"<video" in city.fetch(address), 180)
    page.goto(address)


def until(page: Page, condition: str) -> None:
    """The page's own policy lets no script wait inside it."""
    wait_for(lambda: page.evaluate(condition))


def play(page: Page) -> None:
    """Without sound, as a browser allows it without a press; again where a load came between."""
    until(page, PLAYS)


def gather(secretary: Page) -> None:
    """The control room is prepared, and everybody is there."""
    secretary.goto("/styrrum/")
    secretary.get_by_role("link", name="Demonämnden").first.press("Enter")
    press(secretary, "Förbered styrrummet")
    expect(secretary.get_by_role("heading", name="Närvaro")).to_be_visible()
    for box in secretary.locator("input[name=arrive]").all():
        box.press("Space")
    press(secretary, "Anteckna de förbockade som närvarande")
    expect(secretary.locator("#laget")).to_contain_text("9 av 9 tjänstgör")


def comment(boende: Page, address: str) -> None:
    """Somebody writes in the thread of the item that is handled."""
    boende.goto(address)
    thread = boende.locator("[data-thread-of]:not([hidden]) a.button").get_attribute("href")
    write(boende, thread or "", WRITTEN)


def vote(secretary: Page) -> None:
    """The roll is called: six ja, three nej."""
    rows = secretary.locator(".control-call li")
    for number in range(9):
        rows.nth(number).get_by_role("button").nth(0 if number < 6 else 1).press("Enter")
        expect(secretary.locator(".control-voted")).to_contain_text(f"{number + 1} av 9")


def test_the_secretary_runs_it_and_a_phone_watches_rewinds_and_reads_it_back(
    visits: Visits,
) -> None:
    meeting = f"demonamnden/{today()}"
    secretary, viewer = visits.logged_in("sekreterare"), visits.new(width=360)
    boende = visits.logged_in("boende")
    with camera(visits.city, meeting):
        gather(secretary)
        link = secretary.get_by_role("link", name="Sammanträdets sida")
        address = link.get_attribute("href") or ""
        viewer.goto(address)
        board, paper = viewer.locator(".live-board"), viewer.locator(".live-paper")
        expect(board).to_contain_text("Inte öppnat än")
        press(secretary, "Öppna sammanträdet")
        expect(board).to_contain_text("Pågår")
        until_the_picture_is_there(visits.city, viewer, address)
        play(viewer)
        viewer.get_by_label("Visa nu").check()
        press(secretary, "Ta upp 2")
        expect(board).to_contain_text("Sommaröppet i demonstrationsparken")
        expect(viewer.locator("body > p[role=status]")).to_contain_text("Punkten togs upp")
        secretary.get_by_text("Ställ en fråga till sammanträdet").press("Enter")
        press(secretary, "Börja öppen omröstning")
        expect(board).to_contain_text("0 av 9 har röstat")
        caption(visits.city, meeting, "Nu röstar vi.")
        vote(secretary)
        expect(board).to_contain_text("9 av 9 har röstat")
        expect(paper).not_to_contain_text("6–3")
        press(secretary, "Klubban faller")
        expect(paper).to_contain_text("Sammanträdet sa ja")
        expect(paper).to_contain_text("6–3")
        assert violations(secretary) == []
        take_shot(secretary, "control room 1440")
        comment(boende, address)
        until(viewer, HAS_CAPTION)

        viewer.get_by_label("Följ bilden").check()
        expect(viewer.locator(".live.is-past")).to_be_visible()
        expect(paper).to_contain_text("6–3")  # once the picture has come to it
        viewer.route("**/captions-now.json", lambda route: route.fulfill(json={"cues": []}))
        press(viewer, "Från början")
        expect(board).not_to_contain_text("Sommaröppet")
        expect(paper).not_to_contain_text("6–3")
        until(viewer, HAS_CAPTION)  # though it is not in the file of the last minutes
        assert violations(viewer) == []
        take_shot(viewer, "live rewound 360")
        press(secretary, "Avsluta punkten")
        press(secretary, "Avsluta sammanträdet")
        expect(secretary.locator("#laget")).to_contain_text("avslutat")
        assert overflow(secretary, 360) == []
    read_back(viewer, address)
    look_at_the_other_pages(visits, viewer)


def read_back(viewer: Page, address: str) -> None:
    """The recording, its chapters and what the page shows at the second of the vote."""
    viewer.goto(address)
    expect(viewer.get_by_role("heading", name="Inspelning")).to_be_visible()
    chapter = viewer.locator(".chapter-vote a")
    second = int((chapter.get_attribute("href") or "").removeprefix("#t="))
    chapter.focus()
    chapter.press("Enter")
    until(viewer, f"document.querySelector('video').currentTime >= {second}")
    expect(viewer.locator(".live-board")).to_contain_text("av 9 har röstat")
    expect(viewer.locator(".live-paper")).not_to_contain_text("6–3")
    thread = viewer.locator("[data-thread-of]:not([hidden])")
    thread.get_by_role("link", name="Läs").click()
    expect(thread.locator("[data-thread-then]")).to_be_visible()
    viewer.locator("video").evaluate("each => each.pause()")
    expect(
        viewer.locator("[data-comments]").get_by_text(WRITTEN).locator("visible=true")
    ).to_have_count(0)
    viewer.locator(".chapter-result a").press("Enter")
    expect(viewer.locator("[data-then]").get_by_text(WRITTEN)).to_be_visible()
    expect(viewer.locator(".live-paper")).to_contain_text("6–3")
    expect(viewer.locator(".chapter-result a")).to_have_attribute("aria-current", "true")
    for width in (360, 1440):
        viewer.set_viewport_size({"width": width, "height": 900})
        assert violations(viewer) == []
        take_shot(viewer, f"recording {width}")
        assert not viewer.evaluate("document.documentElement.scrollWidth > innerWidth")


def look_at_the_other_pages(visits: Visits, viewer: Page) -> None:
    """The sound alone, and the registry's pages of recordings."""
    viewer.get_by_role("link", name="Bara ljudet").click()
    expect(viewer.get_by_role("heading", name="Bara ljudet")).to_be_visible()
    viewer.wait_for_load_state()
    assert violations(viewer) == []
    take_shot(viewer, "sound")
    office = visits.logged_in("admin")
    office.goto("/registrator/inspelningar/")
    assert violations(office, "main") == []
    take_shot(office, "recordings")
    with office.expect_navigation():
        office.locator("main a[href*='/inspelningar/']").first.click()
    assert violations(office, "main") == []
    take_shot(office, "recording in the registry")
