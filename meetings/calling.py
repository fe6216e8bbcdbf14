"""In which order substitutes are called to the seats of a party (law.md B2).

The council decides the order: for each substitute a place, and the parties for whose members they
serve, the first before the second. A substitute of whom nothing is said serves for their own party.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

LAST = 1_000
"""The place of a substitute who has none."""


class Substitute(Protocol):
    """`serves_parties`: in order; `place`: from 1, or None."""

    @property
    def name(self) -> str: ...
    @property
    def party(self) -> str: ...
    @property
    def place(self) -> int | None: ...
    @property
    def serves_parties(self) -> Sequence[str]: ...


S = TypeVar("S", bound=Substitute)


def called_for(substitute: Substitute) -> tuple[str, ...]:
    """The parties for whose members the substitute serves, in order."""
    return tuple(substitute.serves_parties) or (substitute.party,)


def calling_order(party: str, substitutes: Iterable[S]) -> list[S]:
    """Who is called when a member of this party is away, the first first."""
    able = [each for each in substitutes if party in called_for(each)]
    return sorted(able, key=lambda each: (called_for(each).index(party), *turn(each)))


def turn(substitute: Substitute) -> tuple[int, str]:
    """The sort key of substitutes among themselves."""
    return substitute.place or LAST, substitute.name
