"""What the reading of a bundle gives: typed, frozen, and as JSON in the contract's shape."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .kinds import DocumentKind


@dataclass(frozen=True)
class Meeting:
    """The meeting that a bundle is for; what is not told in it is None."""

    organization: str | None = None
    name: str | None = None
    date: dt.date | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Version:
    """One row of a paper's own table of versions."""

    number: str
    date: dt.date | None


@dataclass(frozen=True)
class Document:
    """One paper of a bundle.

    `date` is the day it says of itself (a plan's "utfärdat", an extract's meeting);
    `own_reference` its own registration number, `references` every number named, its own first.
    `item` is the item of the agenda that its head names; `pages` are the first and last page
    (1-based), `span` the offsets [start, end) in the text that `join_pages` gives.
    `confidence` tells 0..1 for each field that has a value.
    """

    kind: DocumentKind
    title: str
    pages: tuple[int, int]
    span: tuple[int, int]
    parties: tuple[str, ...] = ()
    date: dt.date | None = None
    references: tuple[str, ...] = ()
    own_reference: str | None = None
    organization: str | None = None
    paragraph: str | None = None
    appendix: str | None = None
    version: str | None = None
    version_date: dt.date | None = None
    versions: tuple[Version, ...] = ()
    item: str | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the document as the contract's `intake --json` has it, with the extra keys."""
        return {
            "kind": self.kind.value,
            "title": self.title,
            "parties": list(self.parties),
            "date": _iso(self.date),
            "references": list(self.references),
            "own_reference": self.own_reference,
            "organization": self.organization,
            "paragraph": self.paragraph,
            "appendix": self.appendix,
            "item": self.item,
            "version": self.version,
            "version_date": _iso(self.version_date),
            "versions_dates": [
                {"version": row.number, "date": _iso(row.date)} for row in self.versions
            ],
            "pages": list(self.pages),
            "span": list(self.span),
            "confidence": dict(self.confidence),
        }


@dataclass(frozen=True)
class Missing:
    """An appendix that a list names and that is not in the bundle.

    `named_in` is the index of the document whose list names it.
    """

    number: str | None
    title: str
    named_in: int

    @property
    def label(self) -> str:
        """Return it as the list says: "Bilaga 3 Protokoll från CSG"."""
        return f"Bilaga {self.number} {self.title}".strip() if self.number else self.title


@dataclass(frozen=True)
class Notice:
    """Something the registrar should look at: a stable code, and Swedish words for people."""

    code: str
    text: str


@dataclass(frozen=True)
class Bundle:
    """All that a bundle says of itself. `case` is the number that its papers share most."""

    meeting: Meeting
    item: str | None
    documents: tuple[Document, ...]
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Notice, ...] = ()
    case: str | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the bundle as the contract's `intake --json` has it."""
        return {
            "meeting": {
                "organization": self.meeting.organization,
                "name": self.meeting.name,
                "date": _iso(self.meeting.date),
                "confidence": dict(self.meeting.confidence),
            },
            "item": self.item,
            "case": self.case,
            "confidence": dict(self.confidence),
            "documents": [document.to_json() for document in self.documents],
            "missing": [appendix.label for appendix in self.missing],
            "warnings": [notice.text for notice in self.warnings],
        }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
