"""What is asked of every page that somebody looks at: axe, and nothing past the edge."""

from collections.abc import Iterable

from playwright.sync_api import Page

from tests.journeys.axe import violations
from tests.journeys.browsing import NARROW, NARROWEST, WIDE
from tests.journeys.shots import take_shot

BOTH_SCHEMES = ("light", "dark")


def look_at(
    page: Page,
    name: str,
    *,
    within: str | None = None,
    widths: Iterable[int] = (WIDE, NARROW),
    schemes: Iterable[str] = (),
) -> None:
    """Axe (`within` is a CSS selector), no part past the edge, and a picture if they are taken.

    Without `schemes` the page keeps the colours that it has.
    """
    found = []
    for scheme in schemes or (None,):
        if scheme:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            where = " ".join(filter(None, [name, scheme, str(width)]))
            take_shot(page, where)
            found += [f"{where}: {line}" for line in violations(page, within) + past_edge(page)]
    found += [f"{name} {NARROWEST}: {line}" for line in overflow(page, NARROWEST)]
    assert found == [], "\n".join(found)


def overflow(page: Page, width: int) -> list[str]:
    """What reaches past the right edge at that width."""
    page.set_viewport_size({"width": width, "height": 900})
    return past_edge(page)


def past_edge(page: Page) -> list[str]:
    """What reaches past the right edge, and cannot be brought into sight within its own box."""
    found: list[str] = page.evaluate(PAST_THE_EDGE)
    return found


# The registry's frame scrolls inside itself, so the page's own width does not tell of it.
PAST_THE_EDGE = """() => {
  const page = document.scrollingElement, frame = document.querySelector("#main");
  const tooWide = (each) => each && each.scrollWidth > each.clientWidth;
  if (!tooWide(page) && !tooWide(frame)) return [];
  const past = (each) => each.getBoundingClientRect().right > page.clientWidth + 0.5;
  const all = [...document.body.querySelectorAll("*")].filter(past);
  return [`${page.scrollWidth} px wide`, ...all.map((each) => each.outerHTML.slice(0, 120))];
}"""
