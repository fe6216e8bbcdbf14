"""Lines of the diary as rows (components/diary_table.html)."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import RegistrationContent
from meetings.outlets.web.designation import designation
from meetings.outlets.web.known import Known, know, url_of
from meetings.states import Direction
from portal.ledger.readers import Reader
from portal.ledger.selectors import with_numbers
from portal.ledger.states import Verb
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class PaperLink:
    """The registered paper with the version that stands now; a withdrawn one is still named."""

    url: str
    title: str
    record_id: UUID
    version: int
    sha256: str
    status: str


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """One line. A secret one has number and date only, and never a silent gap (law.md D2)."""

    record_id: UUID
    version: int
    sha256: str
    url: str
    number: str
    date: datetime.date | None
    organization: str
    secret: bool = False
    direction: str = ""
    counterpart: str = ""
    matter: str = ""
    status: str = ""
    reason: str = ""
    document: PaperLink | None = None


def diary_rows(lines: Sequence[Version], reader: Reader) -> list[DiaryRow]:
    """Rows of these registrations in their order; withdrawn ones keep theirs."""
    known = know(_referred(lines), reader)
    with_numbers(each.record for each in lines if each.is_tombstone)
    return [_row(each, known) for each in lines]


def _referred(lines: Iterable[Version]) -> Iterator[UUID | None]:
    for version in lines:
        yield version.record.organization
        yield version.record.parent


def _row(version: Version, known: Known) -> DiaryRow:
    content = version.content
    if not isinstance(content, RegistrationContent):
        return _tombstone(version, known)
    return DiaryRow(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        number=f"{content.number}-{content.serial}",
        date=content.date,
        organization=known.title(content.organization),
        secret=content.secret,
        direction=_direction(content),
        counterpart=content.counterpart,
        matter=content.matter,
        status=version.verb if version.verb == Verb.CORRECTED else "",
        reason=version.reason if version.verb == Verb.CORRECTED else "",
        document=_paper(known.version(content.document)),
    )


def _direction(content: RegistrationContent) -> str:
    return str(Direction(content.direction).label).capitalize() if content.direction else ""


def _paper(version: Version | None) -> PaperLink | None:
    if version is None:
        return None
    return PaperLink(
        url=url_of(version),
        title=version.content.title if version.content else designation(version),
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
        status=version.verb if version.is_tombstone else "",
    )


def _tombstone(version: Version, known: Known) -> DiaryRow:
    """Number and date stay: they are in the head, and the serial is the end of the address."""
    record = version.record
    numbers = ", ".join(sorted(each.number for each in record.numbers.all()))
    serial = record.path.strip("/").rpartition("-")[2]
    return DiaryRow(
        record_id=record.pk,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        number=f"{numbers}-{serial}" if numbers else designation(version),
        date=record.date,
        organization=known.title(record.organization),
        status=version.verb,
        reason=version.reason,
        document=_fallen_paper(known.version(record.parent)),
    )


def _fallen_paper(version: Version | None) -> PaperLink | None:
    """A paper withdrawn with its line is named there; one that stands is not tied to it."""
    return _paper(version) if version and version.is_tombstone else None
