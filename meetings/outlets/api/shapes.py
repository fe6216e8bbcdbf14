"""The shapes of the API's answers (CONTRACT, API); OpenAPI is made from them."""

import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict


class Shape(Schema):
    """What an answer holds, and nothing else."""

    model_config = ConfigDict(extra="forbid")


class FileShape(Shape):
    """A file of a record. `url` leads to exactly these bytes."""

    name: str
    file_sha256: str
    url: str


class RecordShape(Shape):
    """A standing record. `organization` is the short name; `sha256` is that of its content."""

    id: UUID
    kind: str
    version: int
    sha256: str
    url: str
    title: str
    date: datetime.date | None
    references: list[str]
    organization: str | None
    files: list[FileShape]
    recorded_at: datetime.datetime


class TombstoneShape(Shape):
    """A record that was withdrawn or erased: where it stood and why it is gone."""

    id: UUID
    kind: str
    version: int
    sha256: None
    url: str
    title: str
    date: datetime.date | None
    references: list[str]
    organization: str | None
    files: list[FileShape]
    recorded_at: datetime.datetime
    verb: Literal["withdrawn", "erased"]
    reason: str
    ground: str


class WholeRecordShape(RecordShape):
    """A version with its whole content, whose RFC 8785 bytes have the SHA-256 `sha256`."""

    verb: Literal["published", "corrected"]
    reason: str
    content: dict[str, Any]


class LinksShape(Shape):
    next: str | None


class ListShape(Shape):
    """A page of records. `head` is the number of the ledger's newest entry."""

    data: list[RecordShape | TombstoneShape]
    links: LinksShape
    head: int


class ErrorShape(Shape):
    """What was wrong with the question; `known` is what may be asked, where that helps."""

    error: str
    known: list[str] = []
    head: int | None = None


class EntryShape(Shape):
    """An entry that anybody may know of; times are UTC to the microsecond, as digests cover them.

    `content`, `sha256` and `salt` are null where there is no content, or none any more.
    """

    seq: int
    record: UUID
    kind: str
    act: UUID
    version: int
    verb: Literal["published", "corrected", "withdrawn", "erased"]
    reason: str
    ground: str
    audience: Literal["public"]
    actor_role: str
    recorded_at: datetime.datetime
    source_time: datetime.datetime | None
    commitment: str
    nonce: str
    digest: str
    chain: str
    sha256: str | None
    salt: str | None
    content: dict[str, Any] | None


class StubShape(Shape):
    """An entry that is for fewer: what the chain needs, and nothing else."""

    seq: int
    commitment: str
    digest: str
    chain: str
    stub: Literal[True]


class ChangesShape(Shape):
    """Entries in order. `last` is what to ask `after` next, `head` the newest entry there is."""

    data: list[EntryShape | StubShape]
    links: LinksShape
    last: int
    head: int
