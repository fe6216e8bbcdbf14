"""How long what is kept, as data. A job shows what is too old, and erases it only when told.

law.md J1: what belongs to the record is never here; it is erased by decision alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from portal.core.clock import now
from portal.core.ports import Port


@dataclass(frozen=True)
class RetentionRule:
    """`days` is the term that RETENTION may change. `older` tells what is too old at a moment, a
    line for each; `erase` takes it away and tells how many.
    """

    name: str
    what: str
    days: int
    ground: str
    older: Callable[[datetime], Sequence[str]]
    erase: Callable[[datetime], int]
    shortest: int = 0


@dataclass(frozen=True)
class Term:
    """A rule with the city's own number of days, and the moment before which all is too old."""

    rule: RetentionRule
    days: int
    before: datetime


retention_rules: Port[[], Sequence[RetentionRule]] = Port()


def terms(at: datetime | None = None) -> list[Term]:
    """Every rule with the days that count. Raises ValueError for a RETENTION that cannot be."""
    own = _own_days(settings.RETENTION)
    rules = [rule for answer in retention_rules.ask() for rule in answer]
    if unknown := sorted(set(own) - {rule.name for rule in rules}):
        raise ValueError(f"RETENTION names no rule {unknown[0]!r}")
    return [_term(rule, own.get(rule.name, rule.days), at or now()) for rule in rules]


def _term(rule: RetentionRule, days: int, at: datetime) -> Term:
    if days < rule.shortest:
        raise ValueError(f"RETENTION: {rule.name} is kept for at least {rule.shortest} days")
    return Term(rule, days, at - timedelta(days=days))


def _own_days(text: str) -> dict[str, int]:
    """`drops=90 accounts=730`."""
    try:
        pairs = (each.split("=") for each in text.split())
        return {name: int(days) for name, days in pairs}
    except ValueError as error:
        raise ValueError(f"RETENTION is written drops=90 accounts=730, not {text!r}") from error
