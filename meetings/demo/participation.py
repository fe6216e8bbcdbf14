"""What is publicly known about Göteborgsförslaget, the city's initiative for residents."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativePolicy:
    """The rules of the initiative: who may propose, how long it is open, when it is handed over."""

    name: str
    launched: date
    days_open: int
    votes_needed: int
    natural_persons_only: bool
    any_age: bool
    any_residence: bool
    identified_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeFigures:
    """Six years of the initiative in numbers; `received` is proposals by organization."""

    years: int
    proposals: int
    median_votes: int
    most_votes: int
    reached_threshold: int
    received: tuple[tuple[str, int], ...]
    accounts_after_two_years: int


POLICY = InitiativePolicy(
    name="Göteborgsförslaget",
    launched=date(2017, 1, 16),
    days_open=90,
    votes_needed=200,
    natural_persons_only=True,
    any_age=True,
    any_residence=True,
    identified_by=("namn", "e-post"),
)

FIGURES = InitiativeFigures(
    years=6,
    proposals=1208,
    median_votes=31,
    most_votes=1410,
    reached_threshold=260,
    received=(
        ("trafiknamnden", 317),
        ("park-och-naturnamnden", 256),
        ("idrotts-och-foreningsnamnden", 92),
        ("ks", 85),
    ),
    accounts_after_two_years=26_300,
)
