"""Cases as rows of a list."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import CaseContent
from meetings.outlets.web.designation import designation
from meetings.outlets.web.known import Known, know, url_of
from meetings.outlets.web.sources import language_of
from portal.ledger.readers import Reader
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class CaseRow:
    record_id: UUID
    version: int
    sha256: str
    url: str
    title: str
    status: str
    date: datetime.date | None
    lang: str = ""
    number: str = ""
    organization: str = ""
    summary: str = ""
    reason: str = ""


def case_rows(cases: Sequence[Version], reader: Reader) -> list[CaseRow]:
    known = know((each.record.organization for each in cases), reader)
    return [_row(each, known) for each in cases]


def _row(version: Version, known: Known) -> CaseRow:
    content = version.content
    if not isinstance(content, CaseContent):
        return _tombstone(version)
    return CaseRow(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        title=content.title,
        lang=language_of(content),
        status=content.status,
        date=content.date,
        number=content.number,
        organization=known.title(content.organization),
        summary=content.summary,
    )


def _tombstone(version: Version) -> CaseRow:
    return CaseRow(
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        title=designation(version),
        status=version.verb,
        date=version.record.date,
        reason=version.reason,
    )
