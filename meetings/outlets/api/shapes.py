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
