"""What is asked for: a small tree that every engine answers, made by the query language.

A plan holds raw words as they were typed; an engine analyses them as it analysed the texts
(`search/analysis`). Synonyms, parts of compounds, folded å ä ö and prefix expansion are the
engine's work and need nothing here.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Word:
    """One word or number: found in any form of it, as a synonym or as part of a compound.

    What analysis takes apart (`och/eller`) is searched as all of its words.
    """

    text: str


@dataclass(frozen=True)
class Phrase:
    """These words beside each other, in title or text, in any form of each."""

    text: str


@dataclass(frozen=True)
class Prefix:
    """Words that begin so: the 10 most frequent of them, or the whole thing alone if none do."""

    text: str


@dataclass(frozen=True)
class Either:
    """Any of these; for what was probably meant beside what was written."""

    clauses: tuple["Clause", ...]


Clause = Word | Phrase | Prefix | Either


class Match(StrEnum):
    """How many of the wanted clauses a document must satisfy."""

    ALL = "all"
    MOST = "most"  # more than half of them, at least one
    ANY = "any"


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"  # by date; what has none comes last
    OLDEST = "oldest"
    RECORDED = "recorded"  # by seq, newest first: what was published last


class Facet(StrEnum):
    """What hits are counted by. The value of a date is its year, of an organization its UUID."""

    KIND = "kind"
    ORGANIZATION = "organization"
    PARTY = "party"
    YEAR = "year"
    SOURCE = "source"


@dataclass(frozen=True)
class Filters:
    """Conditions that every hit satisfies and that count for no score. Empty: no condition.

    Within one field any value will do; between fields all must hold. `organizations` are UUIDs
    as text. `references` are compared without regard to case. `since` and `until` are both
    inclusive and leave out what has no date. `after` leaves out what was recorded at this seq
    of the ledger or before: the cursor of a saved search.
    """

    kinds: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    since: datetime.date | None = None
    until: datetime.date | None = None
    after: int | None = None


@dataclass(frozen=True)
class Boosts:
    """How much a field counts; `part` and `query_part` are the measured optimum for Swedish.

    `part`: the word is a part of a compound in the text. `query_part`: a part of the word that
    was asked for is in the text. `fresh` is added to the score of this year, half of it last
    year, and so on for ten years, in a plan that names `today`.
    """

    title: float = 2.0
    reference: float = 4.0
    people: float = 1.5
    text: float = 1.0
    synonym: float = 0.6
    variant: float = 0.5
    part: float = 0.2
    query_part: float = 0.4
    fresh: float = 0.0
    kinds: Mapping[str, float] = field(default_factory=dict)  # added to the score of a kind


@dataclass(frozen=True)
class QueryPlan:
    """A question. Without wanted clauses everything that passes the filters is found.

    Hits `offset` to `offset + limit` come back; `facets` are counted over all hits, the most
    frequent `facet_size` values of each (years: newest first).
    """

    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    filters: Filters = Filters()
    match: Match = Match.ALL
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[Facet, ...] = ()
    facet_size: int = 20
    boosts: Boosts = Boosts()
    languages: tuple[str, ...] = ("sv",)
    today: datetime.date | None = None


@dataclass(frozen=True)
class Scope:
    """Who asks, given with every question: the audiences that the reader belongs to.

    `without` are keys that the index must act as if it did not hold: their records have changed
    since it was written. No hit, count, snippet or suggestion comes from them.
    """

    audiences: frozenset[str]
    without: frozenset[str] = frozenset()
