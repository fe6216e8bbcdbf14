"""Hits as rows of a list: every record is looked up in the ledger once more before it is shown.

What the index says is a hint of yesterday; the gate of now decides, in one query for a page.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from portal.core.addresses import localized
from portal.core.links import encoded
from portal.ledger.readers import PUBLIC, Reader
from portal.ledger.selectors import Head, records
from search import selectors
from search.documents import LEDGER, SearchDocument
from search.excerpts import Excerpt, Piece
from search.plans import QueryPlan
from search.query.names import kinds, organizations
from search.query.ports import OrganizationName

EXCERPTS = 2
"""Places that are shown of one document."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an excerpt stands, and the address that opens there: `sida 3`, `12.05`."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownExcerpt:
    """Marked text from one place; `path` opens there, without the language of the reader."""

    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    page: int | None
    second: int | None
    path: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit. `record_id`, `version` and `sha256` are empty for what is no record."""

    document: SearchDocument
    url: str
    kind: str
    title: tuple[Piece, ...]
    excerpts: tuple[ShownExcerpt, ...] = ()
    organization: str = ""
    organization_slug: str = ""
    parties: tuple[str, ...] = ()
    date: datetime.date | None = None
    references: tuple[str, ...] = ()
    status: str = ""
    record_id: UUID | None = None
    version: int = 0
    sha256: str = ""
    published: datetime.datetime | None = None
    recorded_at: datetime.datetime | None = None


def rows(
    found: Sequence[selectors.Found], plan: QueryPlan, reader: Reader, *, excerpts: int = EXCERPTS
) -> list[HitRow]:
    """The rows of those hits that the reader may read now, in their order."""
    heads = _heads(found, reader)
    standing = [each for each in found if _stands(each.document, heads)]
    snippets = selectors.excerpts_in(standing, plan, excerpts)
    names = organizations(
        {key for each in standing for key in each.document.organizations[:1]}, reader
    )
    words = {each.code: str(each.one) for each in kinds()}
    return [
        _row(each.document, shown, words, names, heads.get(each.document.key))
        for each, shown in zip(standing, snippets, strict=True)
    ]


def _heads(found: Iterable[selectors.Found], reader: Reader) -> dict[str, Head]:
    """The records that were found, and those below which texts were found."""
    keys = {record_key(each.document) for each in found} - {""}
    heads = records(reader).standing().filter(pk__in=[UUID(key) for key in keys])
    return {str(head.pk): head for head in heads}


def record_key(document: SearchDocument) -> str:
    """The record that must be readable for the document to be: itself, or the one above it."""
    return document.key if document.source == LEDGER else document.within


def _stands(document: SearchDocument, heads: Mapping[str, Head]) -> bool:
    """A record stands in the version that was indexed; a text below one that may be read."""
    if document.source != LEDGER:
        return not document.within or document.within in heads
    head = heads.get(document.key)
    return head is not None and head.version == document.version


def _row(
    document: SearchDocument,
    shown: selectors.Snippets,
    words: Mapping[str, str],
    names: Mapping[str, OrganizationName],
    head: Head | None,
) -> HitRow:
    organization = names.get(document.organizations[0]) if document.organizations else None
    return HitRow(
        document=document,
        url=localized(encoded(document.url)),
        kind=words.get(document.kind, document.kind),
        title=shown.title,
        excerpts=tuple(_excerpt(each) for each in shown.excerpts),
        organization=organization.name if organization else "",
        organization_slug=organization.slug if organization else "",
        parties=document.parties,
        date=document.date,
        references=document.references,
        status="" if document.audience == PUBLIC else "members",
        record_id=head.pk if head else None,
        version=head.version if head else 0,
        sha256=head.sha256 if head else "",
        published=head.first_recorded_at if head else None,
        recorded_at=head.recorded_at if head else None,
    )


def _excerpt(excerpt: Excerpt) -> ShownExcerpt:
    return ShownExcerpt(
        excerpt.pieces,
        excerpt.cut_before,
        excerpt.cut_after,
        excerpt.page,
        excerpt.second,
        excerpt.url,
        _place(excerpt),
    )


def _place(excerpt: Excerpt) -> Place | None:
    if not excerpt.url:
        return None
    if excerpt.second is not None:
        minutes, seconds = divmod(excerpt.second, 60)
        return Place(f"{minutes}.{seconds:02}", localized(excerpt.url))
    if excerpt.page is not None:
        return Place(_("sida %(number)s") % {"number": excerpt.page}, localized(excerpt.url))
    return None
