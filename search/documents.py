"""What can be found: one document for each record, comment, caption or page.

The app that owns a text makes its documents (`search/ports.py`); search knows no domain and
reads nothing but these fields.
"""

import datetime
from dataclasses import dataclass

LEDGER = "ledger"
"""The source of documents that are records; streams name themselves."""


@dataclass(frozen=True)
class Chunk:
    """A run of text that opens at one place: a page of a file, or a second of a recording.

    `page` counts from 1; `url` is where it opens (`/handlingar/17/?sida=3`); both may be unknown.
    """

    text: str
    page: int | None = None
    second: int | None = None
    url: str = ""


@dataclass(frozen=True)
class SearchDocument:
    """One thing that can be found, and all that a list of hits says of it.

    `kind` is the record's kind, with its status where an app divides a kind by it
    (`document/statement`; `search.ports.divided_kinds`).
    `key` is the record's UUID as text, or `source:id` for what is no record; it is unique in the
    index. `audience` is the ledger's (`readers.py`): who may know that the document exists.
    `organizations` are UUIDs as text, the one that answers for it first. `references` are case
    and registration numbers as people write them (`1451/14`), its own first. `people` are names,
    `parties` their abbreviations. `seq` is the ledger's entry that it was made from. `weight`
    multiplies its score (1 for most; a case may count for more than a line of the diary).
    `within` is the UUID of the record below which a text that is no record stands.
    """

    key: str
    kind: str
    audience: str
    title: str
    url: str
    source: str = LEDGER
    organizations: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    date: datetime.date | None = None
    language: str = "sv"
    status: str = ""
    seq: int = 0
    version: int = 1
    weight: float = 1.0
    chunks: tuple[Chunk, ...] = ()
    within: str = ""
