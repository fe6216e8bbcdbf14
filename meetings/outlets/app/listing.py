"""What of a meeting may be kept on a device: what anybody may read, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import AgendaItemContent, DocumentContent
from meetings.outlets.links import file_link
from meetings.outlets.web.agenda_rows import referred_by
from meetings.outlets.web.designation import designation
from meetings.outlets.web.document_rows import kind_words
from meetings.outlets.web.known import Known, know, url_of
from meetings.outlets.web.outcomes import outcomes_of
from meetings.outlets.words import short_day_words
from portal.core.addresses import localized
from portal.core.canonical import sha256_hex
from portal.core.links import encoded
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import parts_of
from portal.ledger.versions import Version

TAG = 16
"""Characters of a SHA-256, enough to see that something is another."""


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A public document: its page and its files. `size` of the files in bytes."""

    id: UUID
    tag: str
    title: str
    kind: str
    item: str
    size: int
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A meeting with its items and papers. `edition` changes when any of its pages does.

    `records` is everything that the pages show: a change of one of them may change a page.
    """

    title: str
    address: str
    edition: str
    pages: tuple[str, ...]
    papers: tuple[KeptPaper, ...]
    records: tuple[UUID, ...]


def listing_of(meeting: Version) -> Listing:
    """In as many queries for sixty items as for three."""
    items = parts_of(meeting.record.pk, "agenda-item", ANONYMOUS)
    known = know([meeting.record.organization, *referred_by(items)], ANONYMOUS)
    decisions = outcomes_of((each.record.pk for each in items), ANONYMOUS).decisions.values()
    shown = [meeting, *items, *known.versions.values(), *decisions]
    standing = [each for each in items if not each.is_tombstone]
    return Listing(
        title=_title(meeting, known),
        address=url_of(meeting),
        edition=_tag_of(shown),
        pages=tuple(encoded(url_of(each)) for each in (meeting, *standing)),
        papers=tuple(_papers(standing, known)),
        records=tuple(sorted({each.record.pk for each in shown})),
    )


def _title(meeting: Version, known: Known) -> str:
    name, day = known.title(meeting.record.organization), meeting.record.date
    return f"{name} {short_day_words(day)}" if name and day else designation(meeting)


def _papers(items: Sequence[Version], known: Known) -> Iterator[KeptPaper]:
    """Each paper once, at the first item on which it lies."""
    told: set[UUID] = set()
    for item in items:
        assert isinstance(item.content, AgendaItemContent)
        for pk in item.content.documents:
            version = known.version(pk)
            if version and not version.is_tombstone and pk not in told:
                told.add(pk)
                yield _paper(version, item.content.number)


def _paper(version: Version, item: str) -> KeptPaper:
    content = version.content
    assert isinstance(content, DocumentContent)
    files = (file_link(content.path, version.version, file.name) for file in content.files)
    return KeptPaper(
        id=content.id,
        tag=_tag_of([version]),
        title=content.title,
        kind=kind_words(content),
        item=item,
        size=sum(file.size for file in content.files),
        urls=(encoded(localized(content.path)), *files),
    )


def _tag_of(versions: Iterable[Version]) -> str:
    said = sorted(f"{each.record.pk} {each.seq}" for each in versions)
    return sha256_hex("\n".join(said).encode())[:TAG]
