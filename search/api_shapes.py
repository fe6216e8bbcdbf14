"""The shapes of the answers of search; OpenAPI is made from them."""

from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict


class Shape(Schema):
    """What an answer holds, and nothing else."""

    model_config = ConfigDict(extra="forbid")


class MarkedShape(Shape):
    """A run of text; `marked` where it answers the question."""

    text: str
    marked: bool


class ExcerptShape(Shape):
    """Text around what was found; `url` opens at its page or second, where that is known."""

    text: list[MarkedShape]
    page: int | None
    second: int | None
    url: str | None


class HitShape(Shape):
    """One hit. `id`, `version` and `sha256` are a record's; texts of streams have none.

    `kind` is the record's, for a document with what kind of paper it is: `document/statement`.
    """

    id: UUID | None
    kind: str
    version: int | None
    sha256: str | None
    url: str
    title: str
    date: str | None
    references: list[str]
    organization: str | None
    parties: list[str]
    score: float
    excerpts: list[ExcerptShape]


class CountShape(Shape):
    value: str
    count: int


class CorrectionShape(Shape):
    """What was meant; `used` tells whether the answer is of that or of what was written."""

    written: str
    meant: str
    used: bool


class SearchLinksShape(Shape):
    next: str | None


class SearchShape(Shape):
    """A page of hits. `total` and `facets` count what the reader may read."""

    data: list[HitShape]
    total: int
    facets: dict[str, list[CountShape]]
    correction: CorrectionShape | None
    partial: bool
    notices: list[str]
    links: SearchLinksShape
    head: int


class SuggestionShape(Shape):
    """`kind` is `phrase` for words to search for; for the others `url` is where they are."""

    text: str
    kind: str
    kind_name: str
    detail: str
    url: str


class SuggestionsShape(Shape):
    data: list[SuggestionShape]


class RefusalShape(Shape):
    error: str
    known: list[str] = []
