"""An agenda as rows: its sections as headings, its items in natural order (2.2.2 before 2.10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import AgendaItemContent, CaseContent
from meetings.outlets.web.designation import designation
from meetings.outlets.web.document_rows import DocumentRow, document_rows
from meetings.outlets.web.known import Known, url_of
from meetings.outlets.web.outcomes import UNDECIDED, Outcomes
from meetings.outlets.web.sources import language_of
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item (components/agenda_row.html), or the heading of a section without record."""

    number: str
    title: str
    lang: str = ""
    url: str = ""
    case_number: str = ""
    case_url: str = ""
    outcome: str = ""
    outcome_url: str = ""
    status: str = ""
    reason: str = ""
    closed: bool = False
    documents: tuple[DocumentRow, ...] = ()
    is_heading: bool = False
    record_id: UUID | None = None
    version: int = 0
    sha256: str = ""


def agenda_rows(
    items: Sequence[Version], known: Known, outcomes: Outcomes = UNDECIDED
) -> list[AgendaRow]:
    """Items and the headings of their sections, in the order of the items."""
    return list(_with_headings(items, known, outcomes))


def agenda_row(version: Version, known: Known, outcomes: Outcomes = UNDECIDED) -> AgendaRow:
    """One item with its papers; a withdrawn one shows its reason and no title."""
    content = version.content
    if not isinstance(content, AgendaItemContent):
        return _tombstone(version)
    return AgendaRow(
        number=content.number,
        title=content.title,
        lang=language_of(content),
        url=url_of(version),
        case_number=case_number(content, known),
        case_url=known.url(content.case),
        outcome=outcomes.words(content),
        outcome_url=outcomes.url(content),
        closed=content.closed,
        documents=tuple(document_rows(content.documents, known)),
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
    )


def case_number(item: AgendaItemContent, known: Known) -> str:
    """The case's number; from the item itself where the case may not be read."""
    case = known.content(item.case, CaseContent)
    return case.number if case else ", ".join(item.references)


def referred_by(items: Sequence[Version]) -> Iterator[UUID | None]:
    """Everything that these items point at."""
    for version in items:
        if isinstance(version.content, AgendaItemContent):
            yield version.content.case
            yield from version.content.documents


def _with_headings(
    items: Sequence[Version], known: Known, outcomes: Outcomes
) -> Iterator[AgendaRow]:
    above = ""
    for version in items:
        content = version.content
        section = content.section if isinstance(content, AgendaItemContent) else above
        if section and section != above:
            yield AgendaRow(number="", title=section, is_heading=True)
        above = section
        yield agenda_row(version, known, outcomes)


def _tombstone(version: Version) -> AgendaRow:
    last = version.record.path.strip("/").rpartition("/")[2]
    return AgendaRow(
        number=last,
        title=designation(version),
        url=url_of(version),
        status=version.verb,
        reason=version.reason,
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
    )
