"""The text of a bundle laid out in pages, without what a download site put around it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .normalise import NormalText, normalise
from .vocabulary import FURNITURE_AFTER, FURNITURE_ENDS, FURNITURE_SIGNS

PAGE_BREAK = "\f"
_LONG_LINE = 300
_PARAGRAPH = re.compile(r"[^\n\f]+(?:\n(?![^\S\n\f]*(?:\n|\f|\Z))[^\n\f]+)*")
_COUNTS = (
    r"(?<![\d§.,/-])(?<!§ )(?P<n1>\d{1,3}) ?\( ?(?P<m1>\d{1,3}) ?\)",  # 1(7)
    r"\bSid(?:a|an|nr)?\.?:? {0,6}(?P<n2>\d{1,3}) ?(?:av|/) ?(?P<m2>\d{1,3})\b",  # Sida 1 av 7
    r"^[^\S\n]*(?P<n3>\d{1,3})/(?P<m3>\d{1,3})[^\S\n]*$",  # 1/7 on a line of its own
    r"\bSida:? {0,6}(?P<n4>\d{1,3})\b(?! ?[(/]| av)",  # Sida 1
)
_COUNT = re.compile("|".join(f"(?:{form})" for form in _COUNTS), re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class PageCount:
    """What a paper says of its own pages: "2(4)" is number 2 of 4; the total may be unsaid."""

    number: int
    total: int | None

    def follows(self, other: "PageCount") -> bool:
        """Tell whether this is the next page of the same paper."""
        return self.number == other.number + 1 and self.total == other.total

    @property
    def is_last(self) -> bool:
        return self.number == self.total


@dataclass(frozen=True)
class Page:
    """One page: `start` and `end` are offsets in the normalised text."""

    number: int
    start: int
    end: int
    count: PageCount | None


@dataclass(frozen=True)
class Layout:
    """A bundle ready to be read. `guessed`: the pages are told from paragraphs, not delivered."""

    normal: NormalText
    start: int
    end: int
    pages: tuple[Page, ...]
    guessed: bool

    @property
    def text(self) -> str:
        return self.normal.text

    @cached_property
    def has_pages(self) -> bool:
        return len(self.pages) > 1

    def page_at(self, offset: int) -> Page:
        """Return the page that holds `offset`; between two pages, the one before."""
        after = bisect_right(self._page_starts, offset)
        return self.pages[max(after - 1, 0)]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]


def join_pages(pages: Sequence[str]) -> str:
    """Return the text that spans refer to: the pages with a form feed between them."""
    return pages if isinstance(pages, str) else PAGE_BREAK.join(pages)


def lay_out(pages: Sequence[str]) -> Layout:
    """Normalise the text, set aside a download site's furniture and find the pages."""
    normal = normalise(join_pages(pages))
    start, end = _body(normal.text)
    bounds, guessed = _page_bounds(normal.text, start, end)
    numbered = enumerate(bounds, start=1)
    found = tuple(Page(n, a, b, page_count(normal.text[a:b])) for n, (a, b) in numbered)
    return Layout(normal, bounds[0][0], end, found, guessed)


def page_count(page: str) -> PageCount | None:
    """Return the count that stands at the top or the foot of a page, if any."""
    top = page[:400] if "\n" in page[:400].strip() else page[:80]
    return _count_in("\n".join(top.split("\n")[:8])) or _count_in(page.rstrip()[-60:], last=True)


def counts_in(text: str) -> list[PageCount]:
    """Return every page count written in `text`."""
    found = (_page_count(match) for match in _COUNT.finditer(text))
    return [count for count in found if count is not None]


def _count_in(zone: str, *, last: bool = False) -> PageCount | None:
    counts = counts_in(zone)
    return (counts[-1] if last else counts[0]) if counts else None


def _page_count(match: re.Match[str]) -> PageCount | None:
    groups = match.groupdict()
    number = next(int(groups[f"n{form}"]) for form in "1234" if groups[f"n{form}"])
    total = next((int(groups[f"m{form}"]) for form in "123" if groups[f"m{form}"]), None)
    return PageCount(number, total) if 1 <= number <= (total or number) else None


def _body(text: str) -> tuple[int, int]:
    """Return where the papers stand between the furniture of a site that shows documents."""
    start = _furniture_end(text)
    return (start, _furniture_start(text, start)) if start else (0, len(text))


def _furniture_end(text: str) -> int:
    ends = "|".join(re.escape(word) for word in FURNITURE_ENDS)
    for match in re.finditer(rf"^[ \t]*(?:{ends})[ \t]*$", text, re.MULTILINE):
        before = text[: match.start()]
        if any(sign in before for sign in FURNITURE_SIGNS):
            return match.end()
    return 0


def _furniture_start(text: str, start: int) -> int:
    """Return where teasers for other documents begin: title, teaser, "Läs mer"."""
    more = "|".join(re.escape(word) for word in FURNITURE_AFTER)
    match = re.compile(rf"^[ \t]*(?:{more})[ \t]*$", re.MULTILINE).search(text, start)
    if match is None:
        return len(text)
    before = [m for m in _PARAGRAPH.finditer(text, start, match.start()) if m[0].strip()]
    return before[-2].start() if len(before) > 2 else match.start()


def _page_bounds(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    if PAGE_BREAK in text[start:end]:
        return list(_feeds(text, start, end)), False
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text, start, end) if m[0].strip()]
    if _is_page_a_line(text, paragraphs):
        return _without_index(text, paragraphs), True
    return [(start, end)], False


def _feeds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in re.compile(PAGE_BREAK).finditer(text, start, end):
        yield position, match.start()
        position = match.end()
    yield position, end


def _is_page_a_line(text: str, paragraphs: list[tuple[int, int]]) -> bool:
    """Tell whether each page has been poured into one long line (as transcripts are)."""
    lines = [b - a for a, b in paragraphs if "\n" not in text[a:b].strip()]
    whole = sum(b - a for a, b in paragraphs)
    return len(lines) > 1 and sum(lines) > 0.9 * whole and sum(lines) / len(lines) > _LONG_LINE


def _without_index(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join paragraphs to pages where each page begins with its running number ("1 …", "2 …")."""
    starts: list[int] = []
    for index, (start, _) in enumerate(paragraphs):
        if re.match(rf"{len(starts) + 1}\b(?! ?\()", text[start : start + 8]):
            starts.append(index)
    if len(starts) < max(2, 0.6 * len(paragraphs)) or starts[0] != 0:
        return paragraphs
    ends = [*starts[1:], len(paragraphs)]
    return [
        (paragraphs[a][0] + len(str(number)), paragraphs[b - 1][1])
        for number, (a, b) in enumerate(zip(starts, ends, strict=True), start=1)
    ]
