"""A search as it stands in an address: read, and written with something changed.

The page reads what it can and tells what it could not; data is answered with 400 instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from portal.core.questions import WrongQuestion, known_values, period_of, whole_number
from search.plans import Sort
from search.query.finding import Question
from search.query.parsed import Notice, Noticed
from search.query.planning import Choices

FARTHEST = 1_000
"""Hits that can be paged through; who has not found it by then narrows the search."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the parameters are called, and their values where these are words."""

    text: str
    kind: str
    organization: str
    party: str
    date: str
    reference: str
    sort: str
    page: str
    exact: str
    sorts: dict[str, Sort]

    @property
    def all(self) -> tuple[str, ...]:
        return (self.text, *self.repeated, self.date, self.sort, self.page, self.exact)

    @property
    def repeated(self) -> tuple[str, ...]:
        return (self.kind, self.organization, self.party, self.reference)


PAGE = Names(
    text="q",
    kind="typ",
    organization="organ",
    party="parti",
    date="datum",
    reference="dnr",
    sort="sortering",
    page="sida",
    exact="exakt",
    sorts={"relevans": Sort.RELEVANCE, "nyast": Sort.NEWEST, "aldst": Sort.OLDEST},
)
DATA = Names(
    text="q",
    kind="kind",
    organization="organization",
    party="party",
    date="date",
    reference="reference",
    sort="sort",
    page="page",
    exact="exact",
    sorts={"relevance": Sort.RELEVANCE, "newest": Sort.NEWEST, "oldest": Sort.OLDEST},
)
MOST_VALUES = 20
LONGEST_VALUE = 200


def lenient(given: QueryDict, size: int) -> tuple[Question, tuple[Noticed, ...]]:
    """The question of a page's address, and what in it could not be read."""
    notices: list[Noticed] = []
    period, day = None, _value(given, PAGE.date)
    if day:
        try:
            period = period_of(day)
        except WrongQuestion:
            notices.append(Noticed(Notice.WRONG_DATE, day))
    page = _value(given, PAGE.page) or "1"
    question = Question(
        text=given.get(PAGE.text, ""),
        choices=replace(_choices(given, PAGE), period=period),
        sort=PAGE.sorts.get(_value(given, PAGE.sort), Sort.RELEVANCE),
        page=_page(page, size),
        size=size,
        is_exact=_value(given, PAGE.exact) == "1",
    )
    return question, tuple(notices)


def strict(given: QueryDict, size: int) -> Question:
    """The question of data's address. Raises WrongQuestion for anything that it cannot read."""
    values = known_values(given, DATA.all, repeated=DATA.repeated)
    sort = values.get(DATA.sort, "relevance")
    if sort not in DATA.sorts:
        raise WrongQuestion(f"sort: {sort}", DATA.sorts)
    period = period_of(values[DATA.date]) if values.get(DATA.date) else None
    return Question(
        text=values.get(DATA.text, ""),
        choices=replace(_choices(given, DATA), period=period),
        sort=DATA.sorts[sort],
        page=whole_number(DATA.page, values.get(DATA.page, "1"), FARTHEST // size),
        size=size,
        is_exact=values.get(DATA.exact, "") == "1",
    )


def address(path: str, given: QueryDict, **changed: str | Iterable[str]) -> str:
    """The same search with parameters changed, by what they are called; empty ones left out.

    Another choice is another list, so it begins at its first page.
    """
    kept = {name: values for name, values in given.lists() if name in PAGE.all}
    kept.pop(PAGE.page, None)
    for name, value in changed.items():
        kept[name] = [value] if isinstance(value, str) else list(value)
    pairs = [(name, value) for name, values in kept.items() for value in values if value]
    return f"{path}?{urlencode(pairs, safe='/')}" if pairs else path


def _choices(given: QueryDict, names: Names) -> Choices:
    return Choices(
        kinds=_values(given, names.kind),
        organizations=_values(given, names.organization),
        parties=_values(given, names.party),
        references=_values(given, names.reference),
    )


def _values(given: QueryDict, name: str) -> tuple[str, ...]:
    values = (each.replace("\0", "").strip()[:LONGEST_VALUE] for each in given.getlist(name))
    return tuple(dict.fromkeys(value for value in values if value))[:MOST_VALUES]


def _value(given: QueryDict, name: str) -> str:
    return next(iter(_values(given, name)), "")


def _page(text: str, size: int) -> int:
    """A page that is none is the first; one beyond the farthest is the farthest."""
    if not (text.isascii() and text.isdigit()):
        return 1
    return max(1, min(int(text[:9]), FARTHEST // size))
