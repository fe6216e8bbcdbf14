"""Who may take which step, and what a vote must be. Pure: services and pages ask the same."""

from calendar import monthrange
from datetime import date, datetime
from typing import Protocol

from portal.accounts.states import AssuranceLevel
from portal.core.personal_numbers import find_personal_numbers
from proposals.errors import (
    AccountClosed,
    HoldsPersonalNumber,
    Incomplete,
    NotOpen,
    NotYours,
    TooWeak,
    WrongStep,
)
from proposals.states import HANDLED, TRANSITIONS, VOTABLE, Party, ProposalState, Step


class Collecting(Protocol):
    """What the rules of voting ask of a proposal."""

    @property
    def state(self) -> str: ...
    @property
    def closes_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...


class Standing(Protocol):
    """What the rules ask of an account."""

    @property
    def is_active(self) -> bool: ...


def check_step(step: Step, state: str, party: Party) -> ProposalState:
    """The state that the step leads to, or leaves as it is. Raises WrongStep, NotYours."""
    transition = TRANSITIONS[step]
    if party not in transition.by:
        raise NotYours
    if state not in transition.before:
        raise WrongStep(str(step.label), str(ProposalState(state).label))
    return transition.after or ProposalState(state)


def takes_votes(proposal: Collecting, at: datetime) -> bool:
    """Until the closing second and not in it; the database refuses what comes after the close."""
    is_open = proposal.state in VOTABLE and proposal.closed_at is None
    return is_open and proposal.closes_at is not None and at < proposal.closes_at


def check_vote(
    proposal: Collecting, at: datetime, level: AssuranceLevel, needed: AssuranceLevel
) -> None:
    """Raises NotOpen, TooWeak."""
    if not takes_votes(proposal, at):
        raise NotOpen
    check_level(level, needed)


def check_voter(voter: Standing) -> None:
    """An account that was closed takes no part, by whatever way. Raises AccountClosed."""
    if not voter.is_active:
        raise AccountClosed


def check_words(title: str, text: str, *others: str) -> None:
    """What is handed in can be read by others. Raises Incomplete, HoldsPersonalNumber."""
    if not title.strip() or not text.strip():
        raise Incomplete
    if any(True for words in (title, text, *others) for _number in find_personal_numbers(words)):
        raise HoldsPersonalNumber


def quarantine_end(state: str, closed: date | None, months: int) -> date | None:
    """The last day on which a proposal like one that closed then may be refused for that; None
    where the policy knows no quarantine, and for one that has not had its turn."""
    if not months or closed is None or state not in HANDLED:
        return None
    years, before = divmod(closed.month - 1 + months, 12)
    year, month = closed.year + years, before + 1
    return date(year, month, min(closed.day, monthrange(year, month)[1]))


def check_level(level: AssuranceLevel, needed: AssuranceLevel) -> None:
    """Raises TooWeak."""
    if not level.is_at_least(needed):
        raise TooWeak(str(needed.label))
