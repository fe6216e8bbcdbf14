"""A paper in the meeting room: to read, to write beside, and what has changed since.

Opening it marks its newest version as read, for the reader alone. The note stays when the paper is
corrected or withdrawn; it is shown beside what changed after it was written.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.addresses import document_path
from meetings.contents import DocumentContent
from meetings.outlets.comparison import Line, compare
from meetings.outlets.http import reader_of_request
from meetings.outlets.room.agenda import room_paper_path
from meetings.outlets.room.membership import user_of
from meetings.outlets.version_text import known_of, lines_of
from meetings.outlets.web.designation import designation
from meetings.outlets.web.resolve import Page, finish
from meetings.outlets.web.viewer import viewer_pages
from meetings.selectors.room import Note, own_of
from meetings.services.room import mark_read, write_note
from portal.core.addresses import localized
from portal.ledger.readers import PUBLIC, Reader
from portal.ledger.selectors import files_of, record_at, version_at, version_of
from portal.ledger.versions import Version


@dataclass(frozen=True)
class Since:
    """What changed after the version that the reader knew."""

    before: Version
    after: Version
    lines: list[Line]


@dataclass(frozen=True)
class WrittenNote:
    """The reader's own words; `is_older` when they were written to an earlier version."""

    text: str = ""
    version: int = 0
    written_at: datetime | None = None
    is_older: bool = False


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper_in_room(request: HttpRequest, number: int) -> HttpResponse:
    """POST writes the note, with `version` telling which one the writer had open."""
    version = _paper(number, reader_of_request(request))
    user = user_of(request)
    if request.method == "POST" and user is not None:
        return _written(request, user, number, version)
    return _shown(request, number, version)


def _paper(number: int, reader: Reader) -> Version:
    """Whatever the reader may read; a withdrawn one too: a note on it is still its writer's."""
    record = record_at(document_path(number), reader)
    if record is None:
        raise Http404
    return version_of(record)


def _written(request: HttpRequest, user: int, number: int, version: Version) -> HttpResponse:
    said, text = request.POST.get("version", ""), request.POST.get("text", "")
    at = int(said) if said.isdecimal() and int(said) <= version.version else version.version
    try:
        write_note(user_id=user, record=version.record.pk, version=at, text=text)
    except ValidationError as error:
        return _shown(request, number, version, text=text, problems=error.messages)
    return HttpResponseRedirect(localized(room_paper_path(number)) + "#anteckning")


def _shown(
    request: HttpRequest, number: int, version: Version, *, text: str = "", problems: object = ()
) -> HttpResponse:
    user, record = user_of(request), version.record.pk
    own = own_of(user, [record])
    note, read = own.notes.get(record), own.read.get(record, version.version)
    if user is not None:
        mark_read(user_id=user, record=record, version=version.version)
    content = version.content
    assert content is None or isinstance(content, DocumentContent)
    known_version = min(read, note.version) if note else read
    context = {
        "title": designation(version),
        "address": localized(room_paper_path(number)),
        "paper_url": localized(document_path(number)),
        "note": WrittenNote(text=text) if text else _note(note, version),
        "problems": problems,
        "pages": viewer_pages(version, content, files_of(version)) if content else [],
        "provision": _provision(version),
        "since": _since(version, known_version, reader_of_request(request)),
    }
    status = 400 if problems else 410 if version.is_tombstone else 200
    return finish(request, Page("room/one_paper.html", context), status=status, version=version)


def _note(note: Note | None, version: Version) -> WrittenNote:
    if note is None:
        return WrittenNote()
    is_older = note.version < version.version
    return WrittenNote(note.text, note.version, note.written_at, is_older)


def _provision(version: Version) -> str:
    """Why it is confidential; empty for what all may read."""
    if version.record.audience == PUBLIC or not isinstance(version.content, DocumentContent):
        return ""
    return version.content.provision or _("Bestämmelse: uppgift saknas")


def _since(version: Version, known_version: int, reader: Reader) -> Since | None:
    """Nothing where nothing changed, and where what was may not be read any more."""
    if known_version >= version.version or version.is_tombstone:
        return None
    before = version_at(version.record, known_version, reader)
    if before is None or before.is_tombstone:
        return None
    known = known_of([before, version], reader)
    return Since(before, version, compare(lines_of(before, known), lines_of(version, known)))
