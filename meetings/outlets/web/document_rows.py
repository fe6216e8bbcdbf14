"""Papers as rows of a list (components/document_row.html)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.contents import DocumentContent
from meetings.outlets.links import file_link
from meetings.outlets.web.designation import designation
from meetings.outlets.web.known import Known, url_of
from meetings.outlets.web.sources import language_of
from meetings.outlets.words import short_day_words
from meetings.states import DocumentKind
from portal.core.memory import Memory
from portal.ledger.readers import PUBLIC
from portal.ledger.states import Verb
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to fetch; `kind` is what its name ends with: PDF."""

    url: str
    name: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    record_id: UUID
    version: int
    sha256: str
    url: str
    kind: str
    title: str
    lang: str = ""
    parties: tuple[str, ...] = ()
    organization: str = ""
    date: datetime.date | None = None
    number: str = ""
    status: str = ""
    reason: str = ""
    file: FileLink | None = None


def document_rows(ids: Iterable[UUID], known: Known) -> list[DocumentRow]:
    """Rows of those that the reader may read, in the order given; tombstones keep theirs."""
    found = (known.version(pk) for pk in ids)
    return [document_row(version, known) for version in found if version]


def document_row(version: Version, known: Known) -> DocumentRow:
    """Made once of the same versions in each language; an agenda has hundreds."""
    issuer = known.version(version.content.organization) if version.content else None
    by = issuer.sha256 if issuer else ""
    at = (version.record.pk, version.seq, version.record.path)
    key = (*at, version.sha256, by, get_language())
    made = _made.get(key)
    if made is None:
        made = _document_row(version, known)
        _made.put(key, made)
    return made


_made: Memory[DocumentRow] = Memory(most=10_000)


def _document_row(version: Version, known: Known) -> DocumentRow:
    content = version.content
    if not isinstance(content, DocumentContent):
        return _tombstone(version)
    return DocumentRow(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        kind=kind_words(content),
        title=content.title,
        lang=language_of(content),
        parties=content.parties,
        organization=known.title(content.organization),
        date=content.date,
        number=", ".join(dict.fromkeys(line.number for line in content.registrations)),
        status=_status(version),
        reason=version.reason if version.verb == Verb.CORRECTED else "",
        file=_first_file(version, content),
    )


def kind_words(content: DocumentContent) -> str:
    """`Tjänsteutlåtande`, `Protokollsutdrag § 136`, `Plan, bilaga 1, version 1.0`."""
    kind = str(DocumentKind(content.document_kind).label)
    words = [kind[0].upper() + kind[1:]]
    if content.paragraph:
        words[0] += f" § {content.paragraph.removeprefix('§').strip()}"
    if content.appendix:
        words.append(_("bilaga %(number)s") % {"number": content.appendix})
    if content.version_label:
        words.append(_version_words(content))
    return ", ".join(words)


def _version_words(content: DocumentContent) -> str:
    named = _("version %(label)s") % {"label": content.version_label}
    return f"{named} ({short_day_words(content.version_date)})" if content.version_date else named


def _status(version: Version) -> str:
    """What a reader must see of a standing paper: that it is not for all, or was corrected."""
    if version.record.audience != PUBLIC:
        return "members"
    return str(version.verb) if version.verb == Verb.CORRECTED else ""


def _first_file(version: Version, content: DocumentContent) -> FileLink | None:
    if not content.files:
        return None
    file = content.files[0]
    return FileLink(
        url=file_link(content.path, version.version, file.name),
        name=file.name,
        size=file.size,
        kind=file.name.rpartition(".")[2].upper()[:4],
    )


def _tombstone(version: Version) -> DocumentRow:
    return DocumentRow(
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        kind="",
        title=designation(version),
        date=version.record.date,
        status=version.verb,
        reason=version.reason,
    )
