"""Where the apps above add what is theirs to the demo city."""

import datetime
from collections.abc import Callable

from portal.core.ports import Port

Progress = Callable[[str, int, int], None]
"""Told after each step: what, how many are done, of how many."""

demo_parts: Port[[datetime.date, Progress], None] = Port()
"""Load what is not there yet, as of this day; a second time changes nothing."""
