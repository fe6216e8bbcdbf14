"""A document as every engine keeps it: the fields by name, and what goes into each.

key, source, kind, audience, organization, party, reference   found by exact value
year, day, last_day, seq                                      ranges, order, counts
title, text, people                                           stems, in order
parts, variants                                               stems of parts, other spellings
words, other_words                                            unstemmed; of public documents,
                                                              and of all others
head, chunks                                                  the document itself, kept
"""

import json
import zlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.ledger.readers import PUBLIC
from search.analysis.chain import Analysis, Fields
from search.analysis.normal import normalise
from search.documents import Chunk, SearchDocument

MOST_TEXT = 5_000_000
"""Characters of one document that are searched, some 2 000 pages; what lies beyond is not."""

NEVER = 99_999_999
"""After every day: where a document without a date stands when the oldest come first."""


@dataclass(frozen=True)
class Row:
    """The values of all fields. Days are numbers, 20161019; 0 for none."""

    document: SearchDocument
    title: list[str]
    people: list[str]
    fields: Fields
    words: set[str]
    other_words: set[str]
    references: list[str]
    day: int

    @property
    def year(self) -> int:
        return self.day // 10_000

    @property
    def last_day(self) -> int:
        return self.day or NEVER

    def head(self) -> bytes:
        """The document without its texts."""
        said = {**vars(self.document), "chunks": ()}
        return json.dumps(said, ensure_ascii=False, default=str).encode()

    def chunks(self) -> bytes:
        chunks = [
            (chunk.text, chunk.page, chunk.second, chunk.url) for chunk in self.document.chunks
        ]
        return zlib.compress(json.dumps(chunks, ensure_ascii=False).encode(), 1)


def row_of(document: SearchDocument, analysis: Analysis) -> Row:
    """Analyse a document in its language."""
    document = cut(in_normal_form(document))
    analyser = analysis.of(document.language)
    title = analyser.fields([document.title])
    people = analyser.fields(document.people)
    fields = analyser.fields(chunk.text for chunk in document.chunks)
    for other in (title, people):
        fields.parts += other.parts
        fields.variants += other.variants
        fields.words |= other.words
    is_public = document.audience == PUBLIC
    return Row(
        document=document,
        title=title.text,
        people=people.text,
        fields=fields,
        words=fields.words if is_public else set(),
        other_words=set() if is_public else fields.words,
        references=[reference_key(each) for each in document.references],
        day=day_number(document.date),
    )


def in_normal_form(document: SearchDocument) -> SearchDocument:
    """What is kept and shown is what was analysed."""
    return replace(
        document,
        title=" ".join(normalise(document.title).split()),
        people=tuple(normalise(name) for name in document.people),
        chunks=tuple(replace(chunk, text=normalise(chunk.text)) for chunk in document.chunks),
    )


def cut(document: SearchDocument) -> SearchDocument:
    """No longer than is searched: a text of 50 MB must not stop the others."""
    left, kept = MOST_TEXT, []
    for chunk in document.chunks:
        if left > 0:
            kept.append(replace(chunk, text=chunk.text[:left]))
        left -= len(chunk.text)
    return document if left >= 0 else replace(document, chunks=tuple(kept))


def reference_key(reference: str) -> str:
    """A case number as it is compared: without regard to case and space."""
    return "".join(normalise(reference).split()).lower()


def day_number(day: date | None) -> int:
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def document_of(head: bytes, chunks: bytes = b"") -> SearchDocument:
    """The document that a row kept."""
    said: dict[str, Any] = json.loads(head)
    for name in ("organizations", "references", "people", "parties"):
        said[name] = tuple(said[name])
    said["date"] = date.fromisoformat(said["date"]) if said["date"] else None
    said["chunks"] = tuple(Chunk(*each) for each in json.loads(zlib.decompress(chunks or EMPTY)))
    return SearchDocument(**said)


EMPTY = zlib.compress(b"[]")
