"""The files of a document and the pictures of their pages, served through the gate.

A file answers at an address of its version, so the bytes behind an address never change; it is
asked for anew each time (`no-cache`), so that a withdrawal is honoured at once.
"""

import codecs
import logging
import unicodedata

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, quote_etag

from meetings.addresses import document_path
from meetings.outlets.byte_ranges import Part, Unsatisfiable, part_of, pieces
from meetings.outlets.http import fresh, has_tag, not_modified, reader_of_request
from meetings.outlets.web.resolve import gone
from portal.core.errors import DomainError
from portal.ledger.errors import MissingFile
from portal.ledger.files import open_file
from portal.ledger.page_images import PAGE_IMAGE_TYPE, page_image
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import (
    File,
    Head,
    file_at,
    files_of,
    readable_file,
    record_at,
    version_at,
)
from portal.ledger.states import FileState
from portal.ledger.versions import Version

log = logging.getLogger(__name__)

SANDBOX = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-downloads"
)
"""Whatever a file holds, it runs nothing and reaches nothing."""

CHARSET_SAMPLE = 4096
"""Bytes of a text from which its encoding is told."""

DEFAULT_WIDTH = 960
"""Pixels of a page's picture when nothing else is asked for."""


def document_file(request: HttpRequest, number: int, version: int, name: str) -> HttpResponseBase:
    """The file of a version by its name."""
    reader = reader_of_request(request)
    wanted = unicodedata.normalize("NFC", name)
    found = file_at(_document(request, number), version, wanted, reader)
    if found.state is FileState.WITHDRAWN and found.tombstone:
        return gone(request, found.tombstone)
    if found.file is None:
        raise Http404
    try:
        return fresh(request, _answer(request, found.file, wanted), audience=found.audience)
    except MissingFile as error:
        log.error("%s: %s", request.path, error)
        raise Http404 from error


def public_file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase | None:
    """The bytes of a file that a standing public record lists, with a name to keep them under.

    None when there is no such file.
    """
    stored = readable_file(sha256, ANONYMOUS)
    try:
        return _answer(request, stored, name, attached=True) if stored is not None else None
    except MissingFile as error:
        log.error("%s: %s", request.path, error)
        return None


def page_picture(request: HttpRequest, number: int, version: int, page: int) -> HttpResponse:
    """The picture of a page, numbered through all files of the version; `?bredd=` in pixels."""
    shown = version_at(_document(request, number), version, reader_of_request(request))
    if shown is None:
        raise Http404
    if shown.is_tombstone:
        return gone(request, shown)
    answer = _picture(request, *_page_of(shown, page))
    return fresh(request, answer, audience=shown.record.audience)


def _picture(request: HttpRequest, sha256: str, page: int) -> HttpResponse:
    width = _width(request.GET.get("bredd", ""))
    tag = quote_etag(f"{sha256[:32]}-{page}-{width}")
    if has_tag(request, tag):
        return not_modified(tag)
    try:
        picture = page_image(sha256, page, width)
    except DomainError as error:
        log.error("%s: %s", request.path, error)
        raise Http404 from error
    return HttpResponse(picture, content_type=PAGE_IMAGE_TYPE, headers={"ETag": tag})


def _document(request: HttpRequest, number: int) -> Head:
    record = record_at(document_path(number), reader_of_request(request))
    if record is None:
        raise Http404
    return record


def _answer(
    request: HttpRequest, file: File, name: str, *, attached: bool = False
) -> HttpResponseBase:
    tag = quote_etag(file.sha256)
    if has_tag(request, tag):
        return not_modified(tag)
    try:
        part = part_of(request, file.size, tag)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return _streamed(request, file, part, content_disposition_header(attached, name) or "inline")


def _streamed(request: HttpRequest, file: File, part: Part, disposition: str) -> HttpResponseBase:
    opened = open_file(file.sha256)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Disposition": disposition,
        "Content-Length": str(part.length),
        "Content-Security-Policy": SANDBOX,
        "Content-Type": _media_type(file.media_type, opened.read(CHARSET_SAMPLE)),
        "ETag": quote_etag(file.sha256),
        "X-Content-Type-Options": "nosniff",
    }
    if not part.is_whole:
        headers["Content-Range"] = part.content_range
    status = 200 if part.is_whole else 206
    return StreamingHttpResponse(pieces(request, opened, part), status=status, headers=headers)


def _media_type(media_type: str, start: bytes) -> str:
    """Text says its encoding, which is told from its first bytes."""
    if media_type != "text/plain":
        return media_type
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "text/plain; charset=utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "text/plain; charset=windows-1252"
    return "text/plain; charset=utf-8"


def _page_of(version: Version, page: int) -> tuple[str, int]:
    """Which file holds this page of the document, and its number there."""
    for file in files_of(version):
        if 1 <= page <= file.pages:
            return file.sha256, page
        page -= file.pages
    raise Http404


def _width(asked: str) -> int:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else DEFAULT_WIDTH
