"""Sending readers away when the process is told to end, before its server waits for them.

A server closes its connections at SIGTERM and waits for those that still answer: an event
stream would keep it for ever, and a socket would be cut without a word.
"""

import signal
import threading
from collections.abc import Callable
from types import FrameType

Handler = Callable[[int, FrameType | None], object]


class Leaving:
    """Calls `leave` at SIGTERM, and then whatever was to be called before."""

    def __init__(self, leave: Callable[[], object]) -> None:
        self._leave = leave
        self._before: Handler | int | None = None
        self._is_set = threading.current_thread() is threading.main_thread()
        if self._is_set:
            self._before = signal.getsignal(signal.SIGTERM)
            signal.signal(signal.SIGTERM, self._told)

    def forget(self) -> None:
        """Let SIGTERM mean what it meant."""
        if self._is_set:
            self._is_set = False
            signal.signal(signal.SIGTERM, self._before or signal.SIG_DFL)

    def _told(self, number: int, frame: FrameType | None) -> None:
        before = self._before
        self.forget()
        self._leave()
        if callable(before):
            before(number, frame)
        elif before == signal.SIG_DFL:
            signal.raise_signal(number)
