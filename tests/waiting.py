"""Waiting for a state that another thread or process brings about."""

import time
from collections.abc import Callable

LONGEST = 30.0
"""Seconds until it is certain that it never comes, on a machine however slow."""


def wait_for(condition: Callable[[], object], longest: float = LONGEST) -> None:
    """Returns when the condition holds; fails when it never does."""
    deadline = time.monotonic() + longest
    while not condition():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.02)
