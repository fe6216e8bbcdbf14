"""An agenda as the members of an organization read it: every paper, one tap away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import AgendaItemContent, DocumentContent, MeetingContent
from meetings.outlets.web.agenda_rows import AgendaRow, agenda_rows, referred_by
from meetings.outlets.web.document_rows import DocumentRow
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.meeting_rows import meeting_note
from meetings.outlets.web.meeting_words import when_words
from meetings.outlets.words import short_day_words
from meetings.selectors.room import Own, own_of
from meetings.states import PaperSeen
from portal.core.addresses import localized
from portal.ledger.readers import PUBLIC, Reader
from portal.ledger.selectors import parts_of
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class RoomPaper:
    """A paper; one that is not for all is marked with the provision that it rests on.

    `seen` is what the reader has done with it; `url` its page in the room.
    """

    document: DocumentRow
    is_confidential: bool
    provision: str
    seen: PaperSeen
    has_note: bool
    url: str


@dataclass(frozen=True, slots=True)
class RoomItem:
    """An item, or the heading of a section."""

    item: AgendaRow
    anchor: str
    proposal: str
    papers: tuple[RoomPaper, ...]


@dataclass(frozen=True, slots=True)
class RoomMeeting:
    """A meeting with its agenda."""

    version: Version
    title: str
    status: str
    when: str
    place: str
    note: str
    url: str
    items: list[RoomItem]
    confidential_count: int
    known: Known

    @property
    def papers(self) -> list[RoomPaper]:
        return [paper for item in self.items for paper in item.papers]

    @property
    def new_count(self) -> int:
        return sum(paper.seen == PaperSeen.NEW for paper in self.papers)

    @property
    def changed_count(self) -> int:
        return sum(paper.seen == PaperSeen.CHANGED for paper in self.papers)


def room_meeting(version: Version, url: str, reader: Reader, user_id: int | None) -> RoomMeeting:
    """A standing meeting with everything on its agenda that the reader may read, and what the
    user has read of it."""
    content = version.content
    assert isinstance(content, MeetingContent)
    items = parts_of(content.id, "agenda-item", reader)
    known = _known(version, items, reader)
    shown = room_items(items, known, own_of(user_id, set(_papers(items))))
    return RoomMeeting(
        version=version,
        title=_title(content, known),
        status=content.state,
        when=when_words(content),
        place=content.place,
        note=meeting_note(version, content),
        url=url,
        items=shown,
        confidential_count=sum(each.is_confidential for one in shown for each in one.papers),
        known=known,
    )


def _title(content: MeetingContent, known: Known) -> str:
    organization = known.title(content.organization)
    if not organization or content.date is None:
        return content.title
    return f"{organization} {short_day_words(content.date)}"


def room_items(items: Sequence[Version], known: Known, own: Own) -> list[RoomItem]:
    """The agenda in order, with the headings of its sections."""
    proposals = {
        each.record.pk: each.content.proposal
        for each in items
        if isinstance(each.content, AgendaItemContent)
    }
    return [
        RoomItem(
            item=row,
            anchor=f"punkt-{row.number}" if row.record_id else "",
            proposal=proposals.get(row.record_id, "") if row.record_id else "",
            papers=tuple(_paper(document, known, own) for document in row.documents),
        )
        for row in agenda_rows(items, known)
    ]


def _known(version: Version, items: Sequence[Version], reader: Reader) -> Known:
    """Papers and cases of the agenda, and then who issued the papers."""
    named = [version.record.organization, *referred_by(items)]
    known = know(named, reader)
    issuers = set(_issuers(known)) - set(known.versions)
    return Known({**known.versions, **know(issuers, reader).versions}) if issuers else known


def _papers(items: Sequence[Version]) -> Iterator[UUID]:
    for version in items:
        if isinstance(version.content, AgendaItemContent):
            yield from version.content.documents


def _issuers(known: Known) -> Iterator[UUID]:
    for version in known.versions.values():
        if isinstance(version.content, DocumentContent) and version.content.organization:
            yield version.content.organization


def _paper(document: DocumentRow, known: Known, own: Own) -> RoomPaper:
    version = known.version(document.record_id)
    content = known.content(document.record_id, DocumentContent)
    return RoomPaper(
        document=document,
        is_confidential=version is not None and version.record.audience != PUBLIC,
        provision=content.provision if content else "",
        seen=_seen(document, own) if content else PaperSeen.GONE,
        has_note=document.record_id in own.notes,
        url=localized(room_paper_path(content.number)) if content else document.url,
    )


def _seen(document: DocumentRow, own: Own) -> PaperSeen:
    read = own.read.get(document.record_id)
    if read is None:
        return PaperSeen.NEW
    return PaperSeen.READ if read >= document.version else PaperSeen.CHANGED


def room_paper_path(number: int) -> str:
    return f"/sammantradesrum/handling/{number}/"
