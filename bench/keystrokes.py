"""What an act costs a person: the keystroke-level model (Card, Moran and Newell, 1980).

A script acts as a person would and says each step here; the system's own time is measured beside.
"""

from dataclasses import dataclass

KEY = 0.28
"""Seconds a key: an average typist who is no typist by trade."""
POINT = 1.10
"""Seconds to move the pointer to a target."""
PRESS = 0.20
"""Seconds a click: the button down and up, 0.1 each."""
HOME = 0.40
"""Seconds to move the hand between mouse and keyboard."""
THINK = 1.35
"""Seconds of getting ready before each step that has to be decided."""


@dataclass
class Hand:
    """Counts of what a person did. It begins at the mouse."""

    keys: int = 0
    points: int = 0
    presses: int = 0
    homes: int = 0
    thoughts: int = 0
    at_keyboard: bool = False

    def think(self) -> None:
        self.thoughts += 1

    def click(self, times: int = 1) -> None:
        """Move to a target and press it once, or twice."""
        self._to(keyboard=False)
        self.points += 1
        self.presses += times

    def type(self, text: str) -> None:
        self._to(keyboard=True)
        self.keys += len(text)

    def _to(self, *, keyboard: bool) -> None:
        self.homes += keyboard != self.at_keyboard
        self.at_keyboard = keyboard

    @property
    def seconds(self) -> float:
        return (
            self.keys * KEY
            + self.points * POINT
            + self.presses * PRESS
            + self.homes * HOME
            + self.thoughts * THINK
        )

    def __str__(self) -> str:
        return (
            f"{self.keys} keys, {self.points} pointer moves, {self.presses} clicks, "
            f"{self.homes} changes of hand, {self.thoughts} decisions"
        )
