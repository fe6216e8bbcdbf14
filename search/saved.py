"""A saved search: what it finds that was not there before. Notices build on it.

A saved search is the text of a query and a number of the ledger, nothing more. Whoever keeps it
asks now and then, tells of what is new, and keeps the number that came along.
"""

from dataclasses import dataclass, replace

from portal.ledger.readers import Reader
from portal.ledger.selectors import head_seq
from search import selectors
from search.plans import Sort
from search.query.language import parse
from search.query.planning import NO_CHOICES, Choices, plan_of
from search.shown.rows import HitRow, rows

MOST = 50
"""Matches that are told at once; the newest of more."""


@dataclass(frozen=True, slots=True)
class NewMatches:
    """What is new, the newest first; `total` counts all of it; `until` is the next `since`."""

    rows: tuple[HitRow, ...]
    total: int
    until: int


def new_matches(
    query: str, since: int, reader: Reader, *, choices: Choices = NO_CHOICES
) -> NewMatches:
    """What the query finds among the records that were published or corrected after `since`.

    At least once: what the index has not read yet is told the next time. `since` is a number of
    the ledger (`seq`); a query that asks for nothing finds nothing.
    """
    parsed = parse(query)
    until = max(since, _read())
    if parsed.is_empty and not choices.are_made:
        return NewMatches((), 0, until)
    plan = plan_of(parsed, choices, reader, sort=Sort.RECORDED, limit=MOST, facets=()).plan
    plan = replace(plan, filters=replace(plan.filters, after=since))
    answer = selectors.answer(plan, reader)
    return NewMatches(tuple(rows(answer.found, plan, reader, excerpts=1)), answer.total, until)


def _read() -> int:
    """How far the answer that follows has read, or less: asked before it."""
    seq = selectors.seq()
    return head_seq() if seq is None else seq
