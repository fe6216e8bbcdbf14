"""A whole meeting as one PDF: bookmarked by item and paper, tagged, every page of every paper.

Made of the versions that the reader may read at the moment of asking, so it is as current as the
page; `tag` says what it is made of, so a client that has it is not sent it again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.contents import DocumentContent
from meetings.outlets.room.agenda import RoomItem, RoomMeeting, RoomPaper
from meetings.outlets.words import listing, short_day_words
from portal.core.canonical import sha256_hex
from portal.core.links import absolute
from portal.core.typeset import NotTypeset, typeset_with
from portal.ledger.selectors import File, files_of_many
from portal.ledger.storage import object_path

MAIN = Path(__file__).with_name("meeting.typ")
PDF = "application/pdf"
Given = dict[str, Any]


@dataclass(frozen=True)
class Binding:
    """What is to be bound: what the markup is given, and the PDFs by the name it knows them by."""

    given: Given
    files: dict[str, Path]
    tag: str


def binding_of(meeting: RoomMeeting) -> Binding:
    """Everything that the PDF will say. Two queries, however many papers; nothing is typeset."""
    files = files_of_many(_documents(meeting))
    given = {
        "title": meeting.title,
        "author": settings.CITY_NAME,
        "lang": get_language() or settings.LANGUAGE_CODE,
        "facts": [each for each in (meeting.when, meeting.place, meeting.note) if each],
        "items": [_item(each, files) for each in meeting.items if each.anchor],
        "words": {"contents": _("Innehåll"), "proposal": _("Förslag till beslut")},
    }
    pdfs = {
        _name(file): path
        for own in files.values()
        for file in own
        if (path := object_path(file.sha256)).exists() and file.media_type == PDF
    }
    return Binding(given, pdfs, sha256_hex(repr((given, sorted(pdfs))).encode()))


def bind(binding: Binding, created: datetime) -> bytes:
    """The PDF. A paper that cannot be bound says so, and where its file is."""
    try:
        return typeset_with(MAIN, binding.given, binding.files, created=created)
    except NotTypeset:
        sound = {name: path for name, path in binding.files.items() if _can_be_bound(path, created)}
        return typeset_with(MAIN, _only(sound, binding.given), sound, created=created)


def _documents(meeting: RoomMeeting) -> Iterator[DocumentContent]:
    for item in meeting.items:
        for paper in item.papers:
            content = meeting.known.content(paper.document.record_id, DocumentContent)
            if content is not None:
                yield content


def _item(item: RoomItem, files: Mapping[UUID, list[File]]) -> Given:
    row = item.item
    closed = _("Bakom stängda dörrar") if row.closed else ""
    case = _("Ärende %(number)s") % {"number": row.case_number} if row.case_number else ""
    return {
        "title": f"{row.number} {row.title}",
        "notes": [each for each in (case, closed, row.reason, row.outcome) if each],
        "proposal": item.proposal,
        "papers": [_paper(each, files.get(each.document.record_id, [])) for each in item.papers],
    }


def _paper(paper: RoomPaper, files: Iterable[File]) -> Given:
    row = paper.document
    day = short_day_words(row.date) if row.date else ""
    sender = listing(row.parties) or row.organization
    version = _("version %(number)s") % {"number": row.version}
    secret = paper.provision or _("Bestämmelse: uppgift saknas")
    return {
        "title": row.title,
        "facts": ", ".join(each for each in (row.kind, sender, day, row.number, version) if each),
        "notes": [row.reason] if row.reason else [],
        "provision": _("Sekretess. %(provision)s") % {"provision": secret}
        if paper.is_confidential
        else "",
        "files": [_file(each, absolute(row.url)) for each in files],
    }


def _file(file: File, url: str) -> Given:
    """Its pages, each with its text for those who do not see; a file that is no PDF has none."""
    texts = {page.number: page.text for page in file.page_texts.all()}
    pages = range(1, file.pages + 1) if file.media_type == PDF else ()
    return {
        "name": _name(file),
        "pages": [texts.get(number, "") for number in pages],
        "elsewhere": _("Filen går inte att binda in. Den finns på %(url)s") % {"url": url},
    }


def _name(file: File) -> str:
    return f"{file.sha256}.pdf"


def _can_be_bound(path: Path, created: datetime) -> bool:
    given = {"title": "", "author": "", "lang": "sv", "facts": [], "words": {"contents": ""}}
    paper = {"title": "–", "facts": "", "notes": [], "provision": ""}
    file = {"name": "a.pdf", "pages": [""], "elsewhere": ""}
    item = {"title": "–", "notes": [], "proposal": "", "papers": [{**paper, "files": [file]}]}
    try:
        typeset_with(MAIN, {**given, "items": [item]}, {"a.pdf": path}, created=created)
    except NotTypeset:
        return False
    return True


def _only(sound: Mapping[str, Path], given: Given) -> Given:
    """The same, where the pages of every other file are left out."""

    def file(one: Given) -> Given:
        return one if one["name"] in sound else {**one, "pages": []}

    def paper(one: Given) -> Given:
        return {**one, "files": [file(each) for each in one["files"]]}

    items = [
        {**item, "papers": [paper(each) for each in item["papers"]]} for item in given["items"]
    ]
    return {**given, "items": items}
