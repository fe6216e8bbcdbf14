"""From a query and what was chosen beside it to a plan that an engine answers."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from portal.core.clock import today
from portal.core.questions import Period
from portal.ledger.readers import Reader
from search.plans import Boosts, Clause, Facet, Filters, QueryPlan, Sort, Word
from search.query.names import kinds_called, organization_keys
from search.query.parsed import Notice, Noticed, Query
from search.synonyms import synonym_key, synonyms

FACETS = (Facet.KIND, Facet.ORGANIZATION, Facet.PARTY, Facet.YEAR)
FRESH = 1.0
"""What this year's documents gain over those of ten years ago (docs/search.md, Ranking)."""
MOST_JOINED = 3
"""Words of a synonym that is more than one."""
NOTHING = frozenset({"-"})
"""A value that no document has: two choices that exclude each other find nothing."""

Find = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen beside the words: in the address, in a form, by a facet's link.

    Values are as they stand in the address: words for kinds, short names for organizations.
    """

    kinds: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    period: Period | None = None

    @property
    def are_made(self) -> bool:
        return self != NO_CHOICES

    def without(self, facet: Facet) -> "Choices":
        """The choices that are not of this facet."""
        if facet is Facet.KIND:
            return replace(self, kinds=())
        if facet is Facet.ORGANIZATION:
            return replace(self, organizations=())
        if facet is Facet.PARTY:
            return replace(self, parties=())
        return replace(self, period=None) if facet is Facet.YEAR else self


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and what was done otherwise than it was asked."""

    plan: QueryPlan
    notices: tuple[Noticed, ...] = ()


def plan_of(
    query: Query,
    choices: Choices,
    reader: Reader,
    *,
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    limit: int = 10,
    facets: tuple[Facet, ...] = FACETS,
) -> Planned:
    """The plan. A name that stands for nothing is left out of it and noticed.

    Without words nothing is more relevant than anything else: the newest comes first.
    """
    has_order = bool(query.wanted) or sort is not Sort.RELEVANCE
    plan = QueryPlan(
        wanted=_joined(query.wanted),
        unwanted=query.unwanted,
        filters=_filters(query, choices, reader),
        sort=sort if has_order else Sort.NEWEST,
        offset=offset,
        limit=limit,
        facets=facets,
        boosts=Boosts(fresh=FRESH),
        today=today(),
    )
    return Planned(plan, (*query.notices, *_unknown(query, choices, reader)))


def _joined(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Words beside each other that the city has another way to say are asked for as one.

    All of them are wanted as before, or what else they are called: `trådlöst nätverk`, wifi.
    """
    kept = list(clauses)
    for size in range(MOST_JOINED, 1, -1):
        for at in range(len(kept) - size + 1):
            run = [each.text for each in kept[at : at + size] if isinstance(each, Word)]
            if len(run) == size and synonym_key(" ".join(run)) in synonyms:
                kept[at : at + size] = [Word(" ".join(run))]
    return tuple(kept)


def _filters(query: Query, choices: Choices, reader: Reader) -> Filters:
    def organizations(name: str) -> frozenset[str]:
        return organization_keys(name, reader)

    since, until = _days(query.period, choices.period)
    return Filters(
        kinds=_both(query.kinds, choices.kinds, kinds_called),
        organizations=_both(query.organizations, choices.organizations, organizations),
        parties=_both(query.parties, choices.parties, _party),
        references=_both(query.numbers, choices.references, _itself),
        since=since,
        until=until,
    )


def _both(typed: Iterable[str], chosen: Iterable[str], find: Find) -> frozenset[str]:
    """Both conditions at once; where one says nothing, the other."""
    of_typed, of_chosen = _found(typed, find), _found(chosen, find)
    if of_typed and of_chosen:
        return of_typed & of_chosen or NOTHING
    return of_typed | of_chosen


def _found(names: Iterable[str], find: Find) -> frozenset[str]:
    return frozenset(code for name in names for code in find(name))


def _party(name: str) -> frozenset[str]:
    return frozenset({name, name.upper()})


def _itself(name: str) -> frozenset[str]:
    return frozenset({name})


def _unknown(query: Query, choices: Choices, reader: Reader) -> Iterable[Noticed]:
    for kind in (*query.kinds, *choices.kinds):
        if not kinds_called(kind):
            yield Noticed(Notice.UNKNOWN_KIND, kind)
    for name in (*query.organizations, *choices.organizations):
        if not organization_keys(name, reader):
            yield Noticed(Notice.UNKNOWN_ORGANIZATION, name)


def _days(
    typed: Period | None, chosen: Period | None
) -> tuple[datetime.date | None, datetime.date | None]:
    """The days that lie in both periods."""
    periods = [period for period in (typed, chosen) if period]
    since = max((period.first for period in periods if period.first), default=None)
    until = min((period.last for period in periods if period.last), default=None)
    return since, until
