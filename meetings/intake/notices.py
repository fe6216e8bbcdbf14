"""What the registrar is told about a bundle, in plain Swedish, each with a stable code."""

from collections.abc import Iterator, Sequence

from .bundle import Bundle, Document, Missing, Notice
from .kinds import DocumentKind
from .layout import Layout
from .versions import is_newer, latest

_FEW_LETTERS = 20  # a page with less text than this is likely a picture


def empty_bundle() -> Notice:
    """Say that there is no text to read."""
    return Notice("no-text", "Ingen text: är bunten skannad? Läs in den med texttolkning (OCR).")


def notices_of(layout: Layout, bundle: Bundle, missing: Sequence[Missing]) -> tuple[Notice, ...]:
    """Return all that should be looked at before the bundle is used."""
    return (
        *_of_pages(layout),
        *_of_bundle(bundle),
        *(notice for document in bundle.documents for notice in _of_document(document)),
        *(_absent(appendix) for appendix in missing),
    )


def _of_pages(layout: Layout) -> Iterator[Notice]:
    if layout.guessed:
        yield Notice("pages-guessed", "Sidorna är gissade: texten har inga sidbrytningar.")
    elif not layout.has_pages:
        yield Notice("one-page", "Texten har inga sidbrytningar: allt räknas som en sida.")
    empty = [
        p.number for p in layout.pages if _letters(layout.text[p.start : p.end]) < _FEW_LETTERS
    ]
    if layout.has_pages and empty:
        numbers = ", ".join(map(str, empty))
        yield Notice("empty-pages", f"Sidor utan text (skannade?): {numbers}.")


def _of_bundle(bundle: Bundle) -> Iterator[Notice]:
    if all(document.confidence["span"] <= 0.3 for document in bundle.documents):
        yield Notice("no-heads", "Inga rubriker kändes igen: hela texten blev en handling.")
    if bundle.meeting.organization is None or bundle.meeting.date is None:
        yield Notice("meeting-unknown", "Sammanträdet kunde inte läsas: ange organ och datum.")
    if bundle.item is None:
        yield Notice("item-unknown", "Ärendets nummer på föredragningslistan saknas: ange det.")


def _of_document(document: Document) -> Iterator[Notice]:
    newest = latest(document.versions)
    if newest is not None and is_newer(newest, document.date):
        yield Notice(
            "newer-version",
            f"”{document.title}” är daterad {document.date} men version {newest.number} "
            f"är av {newest.date}.",
        )
    if document.date is None and document.kind is not DocumentKind.APPENDIX:
        yield Notice("date-unknown", f"”{document.title}” saknar datum.")


def _absent(appendix: Missing) -> Notice:
    return Notice("appendix-missing", f"{appendix.label} nämns men finns inte i bunten.")


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)
