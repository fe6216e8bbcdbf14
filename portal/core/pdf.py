"""The one wall round PDFium: text, facts, pictures and parts of PDF files.

PDFium is not safe in threads, so every call runs under one lock, page by page, and every
object is closed under it too (a finalizer would run wherever the garbage is collected).
"""

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from threading import RLock
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from django.utils.translation import gettext as _

from portal.core.errors import DomainError

Source = Path | bytes

MOST_PIXELS = 20_000_000
"""A page may be a metre long or a hair wide; its picture stays within this."""

FEW_CHARACTERS = 100
"""A stamp or a page number over a scanned page does not make it readable."""

_LOCK = RLock()


class BrokenPdf(DomainError):
    """The file cannot be read as a PDF."""

    def __init__(self) -> None:
        super().__init__(
            _("PDF-filen är trasig och går inte att läsa. Skapa eller hämta den på nytt.")
        )


class EncryptedPdf(DomainError):
    """The file asks for a password before it can be read."""

    def __init__(self) -> None:
        super().__init__(
            _("PDF-filen är låst med lösenord. Spara den utan lösenord och försök igen.")
        )


class NoSuchPage(DomainError):
    """The file has no page of that number."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(
            _("Sidan %(number)s finns inte: filen har %(count)s sidor.")
            % {"number": number, "count": count}
        )


@dataclass(frozen=True)
class PdfPage:
    """One page: its text, its comments and form values, and whether it is an unread picture."""

    text: str
    notes: str
    is_scan: bool


@dataclass(frozen=True)
class Pdf:
    """What a PDF file says. `metadata` has the document's own words, without empty values."""

    pages: tuple[PdfPage, ...]
    metadata: dict[str, str]
    attachments: tuple[str, ...]
    is_tagged: bool
    active: tuple[str, ...] = ()
    """What in it would run, start or send something: `JavaScript`, `Launch`, …"""


def read_pdf(source: Source) -> Pdf:
    """Everything there is to read in the file. Raises BrokenPdf, EncryptedPdf."""
    with _opened(source) as document:
        pages = tuple(_page(document, index) for index in range(page_count_of(document)))
        with _LOCK:
            return Pdf(
                pages=pages,
                metadata=_metadata(document) | _xmp(source),
                attachments=_attachments(document),
                is_tagged=document.is_tagged(),
                active=_active(document),
            )


def page_count(source: Source) -> int:
    """Number of pages. Raises BrokenPdf, EncryptedPdf."""
    with _opened(source) as document:
        return page_count_of(document)


def page_count_of(document: Any) -> int:
    with _LOCK:
        return len(document)


def render_page(source: Source, number: int, width: int) -> bytes:
    """PNG of page `number` (from 1), `width` pixels wide. Raises NoSuchPage and as above."""
    with _opened(source) as document:
        _check_pages(document, [number])
        with _LOCK, _closing(document[number - 1]) as page:
            picture = _picture(page, width)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def extract_pages(source: Source, numbers: Sequence[int]) -> bytes:
    """A new PDF of these pages (from 1), in the order given; tags do not come along."""
    with _opened(source) as document, _LOCK, _closing(pdfium.PdfDocument.new()) as part:
        _check_pages(document, numbers)
        part.import_pages(document, [number - 1 for number in numbers])
        out = io.BytesIO()
        part.save(out)
        return out.getvalue()


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    with _LOCK:
        document = _open(source)
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise BrokenPdf from error
    finally:
        with _LOCK:
            document.close()


def _open(source: Source) -> Any:
    try:
        document = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as error:
        raise (EncryptedPdf if _is_locked(source, error) else BrokenPdf) from error
    document.init_forms()
    return document


def _is_locked(source: Source, error: Any) -> bool:
    """A file without pages fails with the error of the file before it, so look for ourselves."""
    locked = error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
    return locked and b"/Encrypt" in _bytes_of(source)


@contextmanager
def _closing(thing: Any) -> Iterator[Any]:
    try:
        yield thing
    finally:
        thing.close()


def _check_pages(document: Any, numbers: Sequence[int]) -> None:
    count = page_count_of(document)
    for number in numbers:
        if not 1 <= number <= count:
            raise NoSuchPage(number, count)


def _page(document: Any, index: int) -> PdfPage:
    with _LOCK, _closing(document[index]) as page:
        with _closing(page.get_textpage()) as textpage:
            text = _clean(textpage.get_text_range())
        return PdfPage(text=text, notes=_notes(page), is_scan=_is_scan(page, text))


def _clean(text: str) -> str:
    """PDFium marks a hyphen that a line break made; here it is a soft hyphen.

    What no database takes (NUL, half surrogates) is left out.
    """
    text = re.sub("[\x02\ufffe]", "\u00ad", text.replace("\r\n", "\n"))
    return re.sub("[\x00\ud800-\udfff]", "", text)


def _is_scan(page: Any, text: str) -> bool:
    """A page that shows something which its text does not say."""
    letters = len("".join(text.split()))
    if letters == 0:
        return next(page.get_objects(max_depth=1), None) is not None
    return letters < FEW_CHARACTERS and _has_large_picture(page)


def _has_large_picture(page: Any) -> bool:
    half = page.get_width() * page.get_height() / 2
    pictures = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    corners = (picture.get_bounds() for picture in pictures)
    return any((right - left) * (top - bottom) >= half for left, bottom, right, top in corners)


def _notes(page: Any) -> str:
    """Comments and values of form fields, which stand outside the page's own text."""
    texts = []
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        texts += [_annotation_text(annotation, key) for key in (b"Contents", b"V")]
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return "\n".join(filter(None, texts))


def _annotation_text(annotation: Any, key: bytes) -> str:
    size = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    into = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, into, size)
    return _clean(buffer.raw.decode("utf-16-le", "ignore"))


def _metadata(document: Any) -> dict[str, str]:
    facts = document.get_metadata_dict(skip_empty=True)
    return {str(key): _clean(value) for key, value in facts.items()}


XMP_WORDS = re.compile(
    rb"<(dc:title|dc:creator|dc:description|dc:subject|pdf:Keywords)\b[^>]*>(.*?)</\1>", re.DOTALL
)
XMP_MOST = 100_000


def _xmp(source: Source) -> dict[str, str]:
    """The words of the XMP packet; it lies uncompressed so that any program can find it."""
    data = _bytes_of(source)
    start = data.find(b"<x:xmpmeta")
    if start < 0:
        return {}
    found = XMP_WORDS.findall(data, start, start + XMP_MOST)
    texts = {name.decode(): re.sub(rb"<[^>]*>", b" ", value) for name, value in found}
    return {name: _clean(text.decode("utf-8", "ignore")).strip() for name, text in texts.items()}


def _bytes_of(source: Source) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()


def _attachments(document: Any) -> tuple[str, ...]:
    count = document.count_attachments()
    return tuple(_clean(document.get_attachment(index).get_name()) for index in range(count))


ACTIVE = ("JavaScript", "JS", "Launch", "RichMedia", "SubmitForm", "ImportData", "XFA")
NAMES = re.compile(rb"/(" + "|".join(ACTIVE).encode() + rb")(?![A-Za-z0-9_.-])")
STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


def _active(document: Any) -> tuple[str, ...]:
    """Names of actions, as PDFium writes the file out again: without object streams, without
    encryption and without names in disguise (`/J#61vaScript`). Pages' own streams do not count.
    """
    out = io.BytesIO()
    document.save(out, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    found = NAMES.findall(STREAMS.sub(b"", out.getvalue()))
    return tuple(sorted({name.decode() for name in found}))


def _picture(page: Any, width: int) -> Any:
    across, down = page.get_size()
    scale = min(width / across, sqrt(MOST_PIXELS / (across * down)))
    with _closing(page.render(scale=scale)) as bitmap:
        return bitmap.to_pil().convert("RGB")
