"""Where a paper begins whose heading has been found: over the heading stands its letterhead."""

import re
from enum import Enum, auto

from .layout import Page, counts_in
from .letterhead import is_head_matter
from .prose import SECTION, is_prose
from .zones import Zones

BULLET = re.compile(r"(?:^|\n)[^\S\n]*(?:[-•*·]|\d{1,2}[.)]|[a-z]\))[^\S\n]+$")
_LOWER_WORD = re.compile(r"(?:^|[ ])[a-zåäö]+ $")
_TOP = 450
_REACH = 400  # how far back a rule looks, so that a text without lines stays cheap
_LETTERHEAD_LINES = 14


class Place(Enum):
    """Where a candidate stands; papers begin at the top of a page, hardly inside a line."""

    PAGE = auto()
    PARAGRAPH = auto()
    LINE = auto()
    INLINE = auto()


def find_opening(text: str, page: Page, offset: int, zones: Zones) -> tuple[int, Place]:
    """Return where the paper begins whose heading stands at `offset`, and what place that is."""
    before = line_before(text, page, offset)
    if _LOWER_WORD.search(before) and not is_head_matter(before):
        return offset, Place.INLINE
    if offset - page.start <= _TOP and _is_letterhead(text[page.start : offset]):
        return skip_space(text, page.start, offset), Place.PAGE
    if len(before) >= _REACH or len(before.strip()) > 80 or not _is_letterhead(before):
        return offset, Place.INLINE
    line = offset - len(before)
    top = _letterhead_top(text, page, line, zones)
    first = skip_space(text, top, offset)
    above = text[max(page.start, top - _REACH) : top].rstrip(" \t")
    is_free = top < line or above.endswith("\n\n") or not above
    return first, Place.PARAGRAPH if is_free else Place.LINE


def line_before(text: str, page: Page, offset: int) -> str:
    """Return what stands before `offset` on its line, its last 400 characters at most."""
    floor = max(page.start, offset - _REACH)
    return text[max(text.rfind("\n", floor, offset) + 1, floor) : offset]


def _letterhead_top(text: str, page: Page, line: int, zones: Zones) -> int:
    """Go up from a heading's line over the lines of its letterhead."""
    top = position = line
    for _ in range(_LETTERHEAD_LINES):
        if position <= page.start:
            break
        written = line_before(text, page, position - 1) + text[position - 1 : position]
        above = position - len(written)
        if written.strip() and not _is_of_letterhead(written):
            break
        if zones.holds(above) or _ends_sentence(text[max(page.start, above - _REACH) : above]):
            break
        position = above
        top = above if written.strip() else top
    return top


def _is_of_letterhead(line: str) -> bool:
    """Tell whether a line is a head's; "4(4)" is the foot of the page before."""
    return is_head_matter(line) and all(count.number == 1 for count in counts_in(line))


def _ends_sentence(before: str) -> bool:
    """Tell whether the line above is running text that this line may end ("… sänds till")."""
    last = before.rstrip(" \t").rsplit("\n", 2)[-2:]
    return bool(last) and last[-1] == "" and len(last) == 2 and is_prose(last[0])


def _is_letterhead(before: str) -> bool:
    """Tell whether what stands over a heading is a letterhead: short, and neither text nor list."""
    if before.count("\n") > 14 or is_prose(before):
        return False
    if BULLET.search(before) or SECTION.search(before):
        return False
    return not any(is_prose(line) or line.rstrip().endswith(".") for line in before.split("\n"))


def skip_space(text: str, start: int, end: int) -> int:
    """Return the offset of the first visible character from `start`, or `end`."""
    while start < end and text[start].isspace():
        start += 1
    return start
