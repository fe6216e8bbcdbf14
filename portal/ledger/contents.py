"""What every content has, whatever its kind. Kinds are registered by the apps above."""

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from portal.core.canonical import canonical_bytes, sha256_hex
from portal.ledger.sources import Source


class FileRef(BaseModel):
    """A file as a content lists it: its name and the SHA-256 of its bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    media_type: str
    size: int
    file_sha256: str


class Content(BaseModel):
    """One version of a record, typed and frozen. Subclasses say their `kind`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]

    id: UUID
    path: str
    title: str
    organization: UUID | None = None
    date: datetime.date | None = None
    references: tuple[str, ...] = ()
    files: tuple[FileRef, ...] = ()
    source: Source | None = None

    @property
    def public_number(self) -> int | None:
        """The number in the address of kinds that are numbered."""
        return None

    @property
    def status(self) -> str:
        return ""

    @property
    def parent(self) -> UUID | None:
        """The record that this one is a part of."""
        return None

    @property
    def position(self) -> str:
        """The sort key among its siblings."""
        return ""

    @property
    def links(self) -> tuple[UUID, ...]:
        """The records that this one names beside its parent, found from either end."""
        return ()

    @property
    def search_text(self) -> str:
        """What lists find it by: its words in lower case."""
        return self.title.casefold()

    def as_json(self) -> dict[str, Any]:
        """As it is stored. What was written here has no source and does not say so."""
        fields = self.model_dump(mode="json")
        if fields["source"] is None:
            del fields["source"]
        return {"kind": self.kind, **fields}

    def canonical(self) -> bytes:
        return canonical_bytes(self.as_json())

    @property
    def sha256(self) -> str:
        return sha256_hex(self.canonical())

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text in it with the place where it stands, for the gate."""
        return _texts(self.as_json(), "")


KINDS: dict[str, type[Content]] = {}


def register_kind(content: type[Content]) -> type[Content]:
    """Class decorator: the ledger may hold contents of this kind."""
    KINDS[content.kind] = content
    return content


def content_of(stored: dict[str, Any]) -> Content:
    """The typed content of what the ledger stores. Raises LookupError for an unknown kind."""
    fields = {name: value for name, value in stored.items() if name != "kind"}
    kind = KINDS.get(stored.get("kind", ""))
    if kind is None:
        raise LookupError(f"no app has registered the kind {stored.get('kind')!r}")
    return kind.model_validate(fields)


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _texts(item, f"{place} {number}")
