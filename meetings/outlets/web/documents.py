"""The page of a document, in its newest version and in older ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.addresses import document_path, version_path
from meetings.contents import DocumentContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.links import absolute
from meetings.outlets.web.document_facts import document_facts, file_views
from meetings.outlets.web.document_rows import kind_words
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.placements import Placement, placements_of
from meetings.outlets.web.record_page import Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, finish, gone, page
from meetings.outlets.web.viewer import viewer_pages
from meetings.outlets.words import day_words, listing, short_day_words
from portal.core.addresses import localized
from portal.core.clock import local
from portal.ledger.readers import PUBLIC, Reader
from portal.ledger.selectors import files_of, history_of, record_at, version_at
from portal.ledger.states import Verb
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class Edition:
    """One version in the list of all: what was done, when and why."""

    version: int
    verb: str
    date: datetime
    reason: str
    url: str
    is_shown: bool


@page("document")
def document_page(request: HttpRequest, version: Version) -> Page:
    return show_document(version, reader_of_request(request))


def document_version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """A version at its own address: the newest as it is, an older one with a banner."""
    reader = reader_of_request(request)
    record = record_at(document_path(number), reader)
    shown = version_at(record, version, reader) if record else None
    if shown is None:
        raise Http404
    if shown.is_tombstone:
        return gone(request, shown)
    return finish(request, _at_own_address(show_document(shown, reader), shown), version=shown)


def show_document(version: Version, reader: Reader) -> Page:
    """The page of a version that the reader may read."""
    content = version.content
    assert isinstance(content, DocumentContent)
    placements = placements_of(content.id, reader)
    known = know(_referred(content, placements), reader)
    files = files_of(version)
    return RecordPage(
        template="meetings/document.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=kind_words(content),
            status=_status(version),
            lead=_lead(content, placements, known),
        ),
        facts=document_facts(version, content, known, placements),
        crumbs=[crumb(_("Diarium"), "/diarium/")],
        cited=_cited(content, known),
        parts={
            "document": content,
            "files": file_views(version, content, files),
            "pages": viewer_pages(version, content, files),
            "placements": placements,
            "editions": _editions(version, reader),
            "is_for_all": version.record.audience == PUBLIC,
        },
    ).as_page()


def _at_own_address(shown: Page, version: Version) -> Page:
    """Search engines are led to the newest version; a reader of an older one is told."""
    newest, path = version.record.version, version.record.path
    own = absolute(localized(version_path(path, version.version)))
    said = shown.context["citation"].replace(absolute(localized(path)), own)
    return replace(
        shown,
        context={
            **shown.context,
            "canonical_url": absolute(path),
            "citation": said,
            "foot": replace(shown.context["foot"], address=own),
            "newest_url": localized(version.record.path) if version.version < newest else "",
            "json_url": f"{shown.context['json_url']}?version={version.version}",
        },
    )


def _referred(content: DocumentContent, placements: Sequence[Placement]) -> Iterator[UUID | None]:
    yield content.case
    yield content.organization
    yield content.redacted_of
    for line in content.registrations:
        yield line.organization
        yield line.registration
    yield from (each.case for each in placements)


def _status(version: Version) -> str:
    if version.record.audience != PUBLIC:
        return "members"
    return str(version.verb) if version.verb == Verb.CORRECTED else ""


def _lead(content: DocumentContent, placements: Sequence[Placement], known: Known) -> str:
    """Who wrote it and when, and where it lies."""
    sender = listing(content.parties) or known.title(content.organization)
    day = short_day_words(content.date) if content.date else ""
    written = ", ".join(each for each in (sender, day) if each)
    parts = [_("Från %(written)s.") % {"written": written}] if sender else []
    if placements and placements[0].date:
        lies = placements[0]
        parts.append(
            _("Ligger på dagordningen för %(organization)s %(day)s, punkt %(number)s.")
            % {
                "organization": lies.organization,
                "day": day_words(lies.date) if lies.date else "",
                "number": lies.number,
            }
        )
    return " ".join(parts)


def _cited(content: DocumentContent, known: Known) -> list[str]:
    sender = listing(content.parties) or known.title(content.organization)
    numbers = ", ".join(dict.fromkeys(line.number for line in content.registrations))
    day = short_day_words(content.date) if content.date else ""
    return [sender, kind_words(content), content.title, numbers, day]


def _editions(shown: Version, reader: Reader) -> list[Edition]:
    """Every version, the newest first; nothing when there is but one."""
    history = history_of(shown.record, reader) if shown.record.version > 1 else []
    return [
        Edition(
            version=each.version,
            verb=each.verb,
            date=local(each.recorded_at),
            reason=each.reason,
            url=""
            if each.is_tombstone
            else localized(version_path(shown.record.path, each.version)),
            is_shown=each.version == shown.version,
        )
        for each in reversed(history)
    ]
