"""What people type, made plain before anything else is done with it.

Letters that change the order of others (Unicode TR 9), that cannot be seen, or that are piled on
top of each other let one person's words reach into another's. They go; the words stay.
"""

import re
import unicodedata

MOST_MARKS = 2
"""Marks on one letter: Vietnamese needs two, nobody who writes for others needs more."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
PILED = re.compile(rf"({MARKS}{{{MOST_MARKS}}}){MARKS}+")
MANY_LINES = re.compile(r"\n{3,}")


def plain_words(text: str) -> str:
    """NFC, `\\n` between lines, no more than one empty line in a row, nothing unseen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", lines.replace("\u2029", "\n\n")))
    few = PILED.sub(r"\1", seen)
    return MANY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in few.split("\n"))).strip()
