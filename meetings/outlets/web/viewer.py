"""A document page by page: the picture of each page and its text as people read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from meetings.addresses import document_path
from meetings.contents import DocumentContent
from meetings.outlets.links import page_image_link
from portal.ledger.selectors import File
from portal.ledger.versions import Version

A4_WIDTH, A4_HEIGHT = 960, 1358
"""Pixels. The room that a page's picture is given until it has come."""

FULL_LINE = 0.85
"""A line this long, in parts of the page's longest, was broken by the margin."""

SOFT_HYPHEN = "\xad"


@dataclass(frozen=True, slots=True)
class ViewerPage:
    """One page (components/viewer.html); `number` counts through all files of the document."""

    number: int
    anchor: str
    paragraphs: tuple[str, ...]
    image_url: str = ""
    image_width: int = A4_WIDTH
    image_height: int = A4_HEIGHT


def viewer_pages(
    version: Version, content: DocumentContent, files: Sequence[File]
) -> list[ViewerPage]:
    """Every page of every file. A text file is one page without a picture."""
    starts = accumulate((file.pages for file in files), initial=0)
    return [
        page
        for start, file in zip(starts, files, strict=False)
        for page in _pages(version, content, file, start)
    ]


def _pages(
    version: Version, content: DocumentContent, file: File, start: int
) -> Iterator[ViewerPage]:
    texts = {page.number: page.text for page in file.page_texts.all()}
    for number in sorted({*texts, *range(1, file.pages + 1)}):
        place = start + number
        pictured = number <= file.pages
        yield ViewerPage(
            number=place,
            anchor=f"sida-{place}",
            paragraphs=tuple(paragraphs(texts.get(number, ""))),
            image_url=_picture(version, content, place) if pictured else "",
        )


def _picture(version: Version, content: DocumentContent, place: int) -> str:
    return page_image_link(document_path(content.number), version.version, place)


def paragraphs(text: str) -> list[str]:
    """The lines of a page joined where only the margin broke them.

    A PDF says so by a space at the end of the line; where none does, a line that fills the
    page is taken to go on.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    marked = any(line.endswith((" ", SOFT_HYPHEN)) for line in lines)
    longest = max(len(line) for line in lines)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        words = line.strip()
        if goes_on and words and joined:
            joined[-1] = _join(joined[-1], words)
        elif words:
            joined.append(words)
        goes_on = bool(words) and _goes_on(line, longest, marked=marked)
    return [each.replace(SOFT_HYPHEN, "") for each in joined]


def _goes_on(line: str, longest: int, *, marked: bool) -> bool:
    if marked:
        return line.endswith((" ", SOFT_HYPHEN))
    return len(line) >= FULL_LINE * longest and not line.endswith((".", ":", "?", "!"))


def _join(before: str, after: str) -> str:
    return before + after if before.endswith(SOFT_HYPHEN) else f"{before} {after}"
