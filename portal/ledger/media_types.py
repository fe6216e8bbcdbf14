"""The types of file that can be taken in, told by their content and never by their name."""

import codecs
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from portal.ledger.errors import BrokenFile, WrongContent, WrongExtension

HEAD = 4096
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""Text has no control characters but line ends, tabs and form feeds."""

MOST_PIXELS = 50_000_000
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
)


@dataclass(frozen=True)
class MediaType:
    """A type with the file name endings that announce it."""

    name: str
    word: Promise
    extensions: tuple[str, ...]


PDF = MediaType("application/pdf", _("PDF"), (".pdf",))
TEXT = MediaType("text/plain", _("text"), (".txt", ".md"))
PNG = MediaType("image/png", _("PNG-bild"), (".png",))
JPEG = MediaType("image/jpeg", _("JPEG-bild"), (".jpg", ".jpeg"))
DOCX = MediaType(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    _("Word-dokument"),
    (".docx",),
)
ACCEPTED = (PDF, TEXT, PNG, JPEG, DOCX)

PICTURES = frozenset({PNG, JPEG})

OTHER_SIGNATURES: tuple[tuple[bytes, Promise], ...] = (
    (b"\xd0\xcf\x11\xe0", _("äldre eller lösenordslåst Office-dokument")),
    (b"PK", _("zip-arkiv")),
    (b"MZ", _("program")),
    (b"\x7fELF", _("program")),
    (b"GIF8", _("GIF-bild")),
    (b"II*\x00", _("TIFF-bild")),
    (b"MM\x00*", _("TIFF-bild")),
    (b"{\\rtf", _("RTF-dokument")),
)


def media_type_of(path: Path, name: str) -> MediaType:
    """The type of what lies at `path`, which must be the one that `name` announces.

    Raises WrongExtension, WrongContent, BrokenFile.
    """
    announced = _announced(name)
    found = _found(path)
    if found is None:
        raise WrongContent(name, announced.word, _other_word(path))
    if found != announced:
        raise WrongContent(name, announced.word, found.word)
    if found in PICTURES:
        _check_image(path, name)
    return found


def text_of(path: Path) -> str | None:
    """The text of a text file; None when the bytes are no text."""
    data = path.read_bytes()
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None


def _announced(name: str) -> MediaType:
    ending = Path(name).suffix.lower()
    for kind in ACCEPTED:
        if ending in kind.extensions:
            return kind
    raise WrongExtension(name, [each for kind in ACCEPTED for each in kind.extensions])


def _found(path: Path) -> MediaType | None:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK"):
        return DOCX if _is_docx(path) else None
    if any(head.startswith(signature) for signature, _word in OTHER_SIGNATURES):
        return None
    return TEXT if text_of(path) is not None else None


def _is_docx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            return "word/document.xml" in names and not any(map(_is_macro, names))
    except zipfile.BadZipFile:
        return False


def _is_macro(name: str) -> bool:
    """A program in a document, whatever the document calls itself."""
    return name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "activex" in name.lower()


def _other_word(path: Path) -> Promise:
    with path.open("rb") as file:
        head = file.read(HEAD)
    for signature, word in OTHER_SIGNATURES:
        if head.startswith(signature):
            return word
    return _("något annat")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8-sig", "cp1252")


def _check_image(path: Path, name: str) -> None:
    """A picture must decode to its end; a very large one only begin well."""
    try:
        with Image.open(path) as image:
            image.verify()
        with Image.open(path) as image:
            if image.width * image.height <= MOST_PIXELS:
                image.load()
    except UNREADABLE as error:
        raise BrokenFile(name) from error
