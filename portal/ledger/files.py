"""Taking files in and handing them out. The gate is asked before, by `selectors.file_at`."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from portal.core.errors import DomainError
from portal.core.pdf import Pdf, read_pdf
from portal.ledger.contents import FileRef
from portal.ledger.errors import ActiveContent, BrokenFile, MissingFile
from portal.ledger.media_types import (
    CONTROL,
    PDF,
    PICTURES,
    TEXT,
    MediaType,
    media_type_of,
    text_of,
)
from portal.ledger.models import FilePage, StoredFile
from portal.ledger.pictures import cleaned
from portal.ledger.storage import Incoming, Readable, keep, keep_many, object_path, received

LONGEST_NAME = 150


def store_file(stream: Readable, name: str) -> StoredFile:
    """Keep a file by its hash with the text of its pages; the same bytes are kept once.

    `stream` is read in chunks up to FILE_MAX_SIZE. Raises WrongFile (too large, empty, broken,
    locked, not what its name says, no room); then nothing of it is left.
    """
    with received(stream, name) as arrived:
        kind = media_type_of(arrived.path, name)
        incoming = cleaned(arrived, kind, name) if kind in PICTURES else arrived
        known = StoredFile.objects.filter(pk=incoming.sha256, erased_at=None).first()
        if known is not None:
            if not object_path(known.pk).exists():
                keep(incoming)
            return known
        file, pages = _read(incoming, kind, name)
        keep(incoming)
    return _save(file, pages)


def store_texts(texts: Sequence[str]) -> list[StoredFile]:
    """Keep many plain texts at once, with one sync and two writes to the database.

    For imports of what is known to be text. Raises NoSpace; ValueError for a control character.
    """
    for text in texts:
        if not text or CONTROL.search(text):
            raise ValueError("a text file holds words, and no control characters")
    data = [text.encode() for text in texts]
    files = [
        StoredFile(
            sha256=sha256,
            sha512=hashlib.sha512(each).hexdigest(),
            size=len(each),
            media_type=TEXT.name,
        )
        for sha256, each in zip(keep_many(data), data, strict=True)
    ]
    pages = [
        FilePage(file=file, number=1, text=text) for file, text in zip(files, texts, strict=True)
    ]
    with transaction.atomic():
        StoredFile.objects.bulk_create(files, batch_size=500, ignore_conflicts=True)
        FilePage.objects.bulk_create(pages, batch_size=500, ignore_conflicts=True)
        StoredFile.objects.filter(pk__in=[file.pk for file in files]).update(erased_at=None)
    return files


def open_file(sha256: str) -> BinaryIO:
    """The bytes of a stored file. Raises MissingFile."""
    try:
        return object_path(sha256).open("rb")
    except FileNotFoundError as error:
        raise MissingFile(sha256) from error


def file_ref(file: StoredFile, name: str) -> FileRef:
    """The file as a content lists it, under a name that can stand in an address."""
    return FileRef(
        name=file_name(name), media_type=file.media_type, size=file.size, file_sha256=file.sha256
    )


def file_name(name: str) -> str:
    """A file's name without folders, control characters or runs of space; NFC."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printable = "".join(char for char in last if char.isprintable())
    path = Path(" ".join(printable.split()).lstrip(". ") or "fil")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix


def _read(incoming: Incoming, kind: MediaType, name: str) -> tuple[StoredFile, list[FilePage]]:
    file = StoredFile(
        sha256=incoming.sha256, sha512=incoming.sha512, size=incoming.size, media_type=kind.name
    )
    if kind == PDF:
        return file, _describe(file, _pdf(incoming.path, name))
    if kind == TEXT:
        return file, [FilePage(file=file, number=1, text=text_of(incoming.path) or "")]
    return file, []


def _pdf(path: Path, name: str) -> Pdf:
    try:
        read = read_pdf(path)
    except DomainError as error:
        raise BrokenFile(name, str(error)) from error
    if read.active:
        raise ActiveContent(name, read.active)
    return read


def _describe(file: StoredFile, pdf: Pdf) -> list[FilePage]:
    file.pages = len(pdf.pages)
    file.metadata = pdf.metadata
    file.attachments = list(pdf.attachments)
    file.is_tagged = pdf.is_tagged
    return [
        FilePage(file=file, number=number, text=page.text, notes=page.notes, is_scan=page.is_scan)
        for number, page in enumerate(pdf.pages, 1)
    ]


def _save(file: StoredFile, pages: list[FilePage]) -> StoredFile:
    """Two may store the same bytes at once, and erased bytes may be taken in again."""
    columns = {
        field.name: getattr(file, field.name)
        for field in StoredFile._meta.concrete_fields
        if field.name not in {"sha256", "stored_at"}
    }
    with transaction.atomic():
        kept, _is_new = StoredFile.objects.update_or_create(pk=file.pk, defaults=columns)
        FilePage.objects.bulk_create(pages, batch_size=500, ignore_conflicts=True)
    return kept
