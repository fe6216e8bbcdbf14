"""The facts of a document, and how to ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.contents import CaseContent, DocumentContent, Numbered, OrganizationContent
from meetings.outlets.links import file_link
from meetings.outlets.web.document_rows import kind_words
from meetings.outlets.web.facts import Entry, Fact, fact, links, on_day
from meetings.outlets.web.known import Known
from meetings.outlets.web.placements import Placement
from meetings.outlets.words import listing
from portal.ledger.contents import FileRef
from portal.ledger.readers import PUBLIC
from portal.ledger.selectors import File
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to open or save; `kind` is what its name ends with: PDF."""

    name: str
    url: str
    kind: str
    media_type: str
    size: int
    sha256: str
    pages: int


def document_facts(
    version: Version, content: DocumentContent, known: Known, placements: Sequence[Placement]
) -> list[Fact]:
    """What the rail tells of a paper."""
    case = _case_of(content, placements)
    facts = [
        fact(_("Slag"), kind_words(content)),
        fact(_("Datum"), on_day(content.date)),
        fact(_("Från"), *links(known, [content.organization]), _parties(content)),
        fact(_("Diarienummer"), *(_registration(line, known) for line in content.registrations)),
        fact(_("Ärende"), _case(known.content(case, CaseContent), known)),
    ]
    if content.redacted_of:
        original = links(known, [content.redacted_of])
        hidden = _("Uppgifter är maskade. Originalet förvaras hos registraturen.")
        facts.append(fact(_("Maskad kopia"), *(original or [Entry(hidden)])))
    if content.provision or version.record.audience != PUBLIC:
        facts.append(fact(_("Sekretess"), content.provision))
    facts.append(fact(_("Version"), _edition(version, content)))
    facts.append(fact(_("Kontakt"), contact_of(content, known)))
    return facts


def contact_of(content: DocumentContent, known: Known) -> Entry | None:
    """Whom to ask: the paper's own contact, its organization's, or the city's."""
    diaries = [
        known.content(line.organization, OrganizationContent) for line in content.registrations
    ]
    issuer = known.content(content.organization, OrganizationContent)
    asked = [content.contact, *(each.contact for each in [issuer, *diaries] if each)]
    address = next((each for each in [*asked, settings.CITY_CONTACT] if each), "")
    if "@" not in address:
        return Entry(address) if address else None
    subject = _("Handling %(number)s: %(title)s") % {
        "number": content.number,
        "title": content.title,
    }
    return Entry(address, f"mailto:{quote(address, safe='@')}?subject={quote(subject)}")


def file_views(
    version: Version, content: DocumentContent, stored: Sequence[File]
) -> list[FileView]:
    """The files of the version, in its order."""
    pages = {file.sha256: file.pages for file in stored}
    return [_file(version, content, ref, pages.get(ref.file_sha256, 0)) for ref in content.files]


def _file(version: Version, content: DocumentContent, ref: FileRef, pages: int) -> FileView:
    return FileView(
        name=ref.name,
        url=file_link(content.path, version.version, ref.name),
        kind=ref.name.rpartition(".")[2].upper()[:4],
        media_type=ref.media_type,
        size=ref.size,
        sha256=ref.file_sha256,
        pages=pages,
    )


def _case_of(content: DocumentContent, placements: Sequence[Placement]) -> UUID | None:
    cases = (content.case, *(each.case for each in placements))
    return next((pk for pk in cases if pk), None)


def _case(case: CaseContent | None, known: Known) -> Entry | None:
    return Entry(case.number, known.url(case.id), note=case.title) if case else None


def _parties(content: DocumentContent) -> str:
    return listing(content.parties)


def _registration(line: Numbered, known: Known) -> Entry:
    number = _("%(number)s, nr %(serial)s") % {"number": line.number, "serial": line.serial}
    return Entry(number, known.url(line.registration), note=known.title(line.organization))


def _edition(version: Version, content: DocumentContent) -> Entry:
    own = content.version_label
    note = _("handlingens egen: %(label)s") % {"label": own} if own else ""
    return Entry(str(version.version), note=note)
