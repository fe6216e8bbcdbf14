"""Cutting a text in normal form into tokens: numbers, dates and paragraphs stay whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"§+[ ]?\d+(?:[ ]?[a-zA-Z]\b)?|[^\W_]+(?:[-/.:’'][^\W_]+)*")
"""A paragraph, or letters and digits joined by single marks (`1451/14`, `2.2.2`, `e-post`)."""

PIECES = re.compile(r"[^\W_]+")
SEPARATE = re.compile(r"[/.]")
LONGEST = 60
"""Letters. What is longer is no word: a line of underscores, a key, an attachment's code."""

PLAIN, PARAGRAPH, NUMBERED, HYPHENED, OWNED, SEVERAL = range(6)


@dataclass(frozen=True)
class Span:
    """A token where it stands: offsets in characters of the normal form, positions from 0."""

    text: str
    start: int
    end: int
    position: int


def spans(text: str) -> Iterator[Span]:
    """The tokens of a text in normal form, in lower case, with their places."""
    for position, found in enumerate(TOKEN.finditer(text)):
        yield Span(found.group().lower(), found.start(), found.end(), position)


def raw_tokens(text: str) -> list[str]:
    """The tokens alone, in lower case: the fast way for whole documents."""
    return TOKEN.findall(text.lower())


def kind_of(raw: str) -> int:
    """What a token is, from its letters alone."""
    if raw.isalpha():
        return PLAIN
    if raw[0] == "§":
        return PARAGRAPH
    if any(letter.isdigit() for letter in raw):
        return NUMBERED
    if SEPARATE.search(raw):
        return SEVERAL
    return HYPHENED if "-" in raw else OWNED
