"""Long work says how far it has come."""

from collections.abc import Callable
from typing import TextIO

Progress = Callable[[str, int, int], None]
"""Told of a step's name, how much of it is done, and how much there is."""

WIDTH = 30


def silent(step: str, done: int, total: int) -> None:
    """For callers that nobody watches."""


def bar(stream: TextIO) -> Progress:
    """A bar on one line for a person at a terminal, one line a step for a log."""
    show = _draw if stream.isatty() else _tell

    def progress(step: str, done: int, total: int) -> None:
        show(stream, step, done, total)

    return progress


def _draw(stream: TextIO, step: str, done: int, total: int) -> None:
    filled = WIDTH * done // max(total, 1)
    end = "\n" if done >= total else ""
    stream.write(f"\r{step:<16} {'█' * filled:░<{WIDTH}} {done}/{total}{end}")
    stream.flush()


def _tell(stream: TextIO, step: str, done: int, total: int) -> None:
    if done >= total:
        stream.write(f"{step}: {done}/{total}\n")
