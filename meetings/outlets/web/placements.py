"""Where a paper lies: the agenda items that name it, with their meetings."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import AgendaItemContent
from meetings.outlets.web.known import know, url_of
from portal.ledger.readers import Reader
from portal.ledger.selectors import records, versions_of
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class Placement:
    """An agenda item on which the paper lies."""

    record_id: UUID
    version: int
    sha256: str
    url: str
    number: str
    title: str
    organization: str
    date: datetime.date | None
    case: UUID | None


def placements_of(document: UUID, reader: Reader) -> list[Placement]:
    """Every standing item that names the document and may be read, the newest meeting first."""
    items = records(reader).standing().filter(kind="agenda-item", links__target=document)
    found = list(versions_of(items.order_by("-date", "position", "pk")).values())
    known = know((each.record.organization for each in found), reader)
    return [
        _placement(each, each.content, known.title(each.record.organization))
        for each in found
        if isinstance(each.content, AgendaItemContent)
    ]


def _placement(version: Version, content: AgendaItemContent, organization: str) -> Placement:
    return Placement(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        number=content.number,
        title=content.title,
        organization=organization,
        date=content.date,
        case=content.case,
    )
