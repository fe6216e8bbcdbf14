"""A query as it was understood, and what was noticed while it was read."""

from dataclasses import dataclass
from enum import StrEnum

from portal.core.questions import Period
from search.plans import Clause, Word
from search.query.cleaning import is_number


class Field(StrEnum):
    """A condition on something else than the text."""

    NUMBER = "dnr"
    ORGANIZATION = "organ"
    PARTY = "parti"
    DATE = "datum"
    KIND = "typ"


class Notice(StrEnum):
    """What was done with a query otherwise than it was written."""

    TOO_LONG = "too-long"
    TOO_MANY_WORDS = "too-many-words"
    TOO_MANY_PREFIXES = "too-many-prefixes"
    PREFIX_TOO_SHORT = "prefix-too-short"
    WRONG_DATE = "wrong-date"
    NOTHING_READABLE = "nothing-readable"
    FIELD_NOT_EXCLUDED = "field-not-excluded"
    UNKNOWN_ORGANIZATION = "unknown-organization"
    UNKNOWN_KIND = "unknown-kind"


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice and the part of the query that it is about, if it is about one part."""

    notice: Notice
    text: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood. Values of fields are as typed, without quotes."""

    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    numbers: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    period: Period | None = None
    notices: tuple[Noticed, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The plain words, in order: what may be misspelled."""
        return tuple(clause.text for clause in self.wanted if isinstance(clause, Word))

    @property
    def bare_number(self) -> str:
        """The case number that is all of the query; empty when it is anything else."""
        if len(self.wanted) != 1 or self.unwanted or self.is_filtered:
            return ""
        (only,) = self.wanted
        return only.text if isinstance(only, Word) and is_number(only.text) else ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.numbers or self.organizations or self.parties or self.kinds or self.period)

    @property
    def is_empty(self) -> bool:
        return not (self.wanted or self.unwanted or self.is_filtered)
