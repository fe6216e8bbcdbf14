"""A paper ready to be read: its text and its head, and what a reading of it is."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from .boundaries import Segment
from .heads import Head
from .layout import Layout
from .prose import SECTION

T = TypeVar("T")

# How sure a value is by where it was found, the same for every kind of paper.
LABELLED, IN_HEAD, NEAR, GUESSED = 0.97, 0.85, 0.6, 0.35
HEAD_ZONE = 700
_TAIL_ZONE = 400


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A value and how sure it is (0..1)."""

    value: T
    confidence: float


@dataclass(frozen=True)
class Paper:
    """A segment with its zones: the head's own words, and the whole text."""

    segment: Segment
    head: Head | None
    head_zone: str
    text: str

    @property
    def tail(self) -> str:
        return self.text[-_TAIL_ZONE:]


def paper_of(layout: Layout, segment: Segment) -> Paper:
    """Return a segment ready to be read; its head ends where its own sections begin."""
    text = layout.text[segment.start : segment.end]
    skip = segment.head.end - segment.start if segment.head else 0
    stop = SECTION.search(text, min(max(skip, 1), len(text)))
    return Paper(
        segment, segment.head, text[: min(stop.start() if stop else HEAD_ZONE, HEAD_ZONE)], text
    )
