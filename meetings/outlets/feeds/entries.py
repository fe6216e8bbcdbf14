"""Records and notices as entries of a feed."""

from collections.abc import Sequence
from uuid import uuid5

from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent, CaseContent, DocumentContent
from meetings.decision_contents import DecisionContent
from meetings.outlets.links import encoded, file_link
from meetings.outlets.web.designation import designation
from meetings.outlets.web.document_rows import kind_words
from meetings.outlets.web.outcomes import decision_words
from portal.core.atom import Entry, FileLink
from portal.core.status import status_word
from portal.ledger.contents import Content
from portal.ledger.selectors import Notice
from portal.ledger.versions import Version


def entries_of(versions: Sequence[Version]) -> list[Entry]:
    return [_entry(each) for each in versions]


def notice_entries(found: Sequence[Notice]) -> list[Entry]:
    """Each correction and withdrawal is an entry of its own, whatever happens to the record."""
    return [
        Entry(
            id=uuid5(notice.record.pk, f"v{notice.version}"),
            title=_notice_title(notice),
            url=encoded(notice.record.path),
            published=notice.recorded_at,
            updated=notice.recorded_at,
            kind=notice.verb,
            summary=_reason(notice),
        )
        for notice in found
    ]


def _entry(version: Version) -> Entry:
    content, record = version.content, version.record
    return Entry(
        id=record.pk,
        title=_title(content)
        if content
        else f"{status_word(version.verb)}: {designation(version)}",
        url=encoded(record.path),
        published=record.first_recorded_at,
        updated=version.recorded_at,
        kind=record.kind,
        summary=_reason(version) or _summary(content),
        version=version.version,
        sha256=version.sha256,
        files=_files(version, content) if content else (),
    )


def _title(content: Content) -> str:
    if isinstance(content, DocumentContent):
        return f"{kind_words(content)}: {content.title}"
    if isinstance(content, AgendaItemContent):
        return f"{content.number} {content.title}"
    if isinstance(content, CaseContent):
        return f"{content.number} {content.title}"
    if isinstance(content, DecisionContent):
        return _("Beslut: %(title)s") % {"title": content.title}
    return content.title


def _summary(content: Content | None) -> str:
    if isinstance(content, AgendaItemContent):
        return content.outcome
    if isinstance(content, DecisionContent):
        return decision_words(content)
    return content.summary if isinstance(content, CaseContent) else ""


def _files(version: Version, content: Content) -> tuple[FileLink, ...]:
    return tuple(
        FileLink(
            name=file.name,
            url=file_link(content.path, version.version, file.name),
            media_type=file.media_type,
            size=file.size,
        )
        for file in content.files
    )


def _reason(told: Version | Notice) -> str:
    return " ".join(each for each in (told.reason, told.ground) if each)


def _notice_title(notice: Notice) -> str:
    named = designation(notice)
    if notice.record.title:
        named = f"{named}, {notice.record.title}"
    return _("%(verb)s: %(record)s") % {"verb": status_word(notice.verb), "record": named}
