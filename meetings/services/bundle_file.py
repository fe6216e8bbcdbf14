"""A dropped file as the pages of a bundle, and each of its papers as a file of its own."""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from meetings.errors import WrongBundle
from meetings.intake import Document, join_pages
from portal.core.errors import DomainError
from portal.core.ids import slug
from portal.core.pdf import extract_pages, page_count, read_pdf
from portal.ledger.errors import BrokenFile
from portal.ledger.files import file_name
from portal.ledger.media_types import PDF, TEXT, media_type_of, text_of
from portal.ledger.storage import Readable, received

LONGEST_STEM = 80


@dataclass(frozen=True)
class BundleFile:
    """The bytes of a bundle and the text of its pages; a text file is one page or none."""

    name: str
    sha256: str
    data: bytes
    pages: tuple[str, ...]
    is_pdf: bool


def open_bundle(stream: Readable, name: str) -> BundleFile:
    """Read a dropped file; nothing of it is kept.

    Raises WrongFile (too large, empty, locked, broken, not what its name says) and WrongBundle
    for a file that is neither PDF nor text.
    """
    with received(stream, name) as incoming:
        kind = media_type_of(incoming.path, name)
        if kind not in {PDF, TEXT}:
            raise WrongBundle(
                _("”%(name)s” är en %(kind)s. En bunt är en PDF eller en textfil.")
                % {"name": name, "kind": kind.word}
            )
        data = incoming.path.read_bytes()
        pages = _pdf_pages(data, name) if kind == PDF else (text_of(incoming.path) or "",)
        return BundleFile(file_name(name), incoming.sha256, data, pages, kind == PDF)


def checked_pdf(path: Path, name: str) -> int:
    """The number of pages of a received PDF, which is not read further. Raises as above."""
    kind = media_type_of(path, name)
    if kind != PDF:
        raise WrongBundle(
            _("”%(name)s” är en %(kind)s. Hela dagordningen läggs in som en PDF.")
            % {"name": name, "kind": kind.word}
        )
    try:
        pages = page_count(path)
    except DomainError as error:
        raise BrokenFile(name, str(error)) from error
    if pages == 0:
        raise WrongBundle(_("”%(name)s” har inga sidor.") % {"name": name})
    return pages


def part_of(bundle: BundleFile, paper: Document) -> tuple[bytes, str]:
    """The bytes and the name of one paper: its whole pages, or its stretch of the text."""
    stem = part_stem(paper.date, paper.title)
    if not bundle.is_pdf:
        start, end = paper.span
        return join_pages(bundle.pages)[start:end].encode(), f"{stem}.txt"
    first, last = paper.pages
    return extract_pages(bundle.data, range(first, last + 1)), f"{stem}.pdf"


def part_stem(day: datetime.date | None, title: str) -> str:
    """What a paper's own file is called, without its ending."""
    return slug(f"{day or ''} {title}")[:LONGEST_STEM].strip("-") or "handling"


def shared_pages(papers: Sequence[Document]) -> list[int]:
    """Pages that hold the end of one paper and the beginning of the next."""
    pairs = itertools.pairwise(papers)
    return [one.pages[1] for one, other in pairs if one.pages[1] == other.pages[0]]


def _pdf_pages(data: bytes, name: str) -> tuple[str, ...]:
    try:
        return tuple(page.text for page in read_pdf(data).pages)
    except DomainError as error:
        raise BrokenFile(name, str(error)) from error
