"""The papers of a bundle as drafts of documents, with what was read and how sure it is."""

import datetime
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from meetings.intake import Document as ReadDocument
from meetings.models import Case, Document, DocumentFile, Organization, Registration
from meetings.selectors.find import find_organization
from meetings.selectors.registrations import next_serial
from meetings.services.bundle_file import BundleFile, part_of
from meetings.services.drafting import store_draft
from meetings.states import Direction
from portal.accounts.models import User
from portal.ledger.files import store_file
from portal.ledger.models import StoredFile


@dataclass(frozen=True)
class Stored:
    """A paper's own file, kept before the drafts are written."""

    file: StoredFile
    name: str


@dataclass(frozen=True)
class Place:
    """What all papers of a bundle share."""

    organization: Organization
    day: datetime.date
    case: Case | None
    bundle: str


def store_part(bundle: BundleFile, read: ReadDocument) -> Stored:
    data, name = part_of(bundle, read)
    return Stored(store_file(BytesIO(data), name), name)


def draft_of(
    read: ReadDocument, stored: Stored, place: Place, user: User | None
) -> tuple[Document, list[str]]:
    """The draft of one paper, and what could not be placed."""
    issuer = find_organization(name=read.organization or "", day=read.date)
    draft = Document(
        kind=read.kind.value,
        title=read.title[:300],
        date=read.date,
        owner=place.organization,
        issuer=issuer,
        parties=", ".join(read.parties)[:100],
        case=place.case,
        appendix=(read.appendix or "")[:20],
        paragraph=(read.paragraph or "")[:20],
        version_label=(read.version or "")[:20],
        version_date=read.version_date,
        confidence=dict(read.confidence),
        bundle=place.bundle,
    )
    draft.files.add(DocumentFile(file=stored.file, name=stored.name))
    lines, notices = _registrations(read, issuer, place)
    draft.registrations.add(*lines)
    store_draft(draft, user)
    return draft, notices


def _registrations(
    read: ReadDocument, issuer: Organization | None, place: Place
) -> tuple[list[Registration], list[str]]:
    """Proposed lines: its own number in its writer's diary, the case's number in the case's."""
    lines, notices = [], []
    own = read.own_reference
    if own and issuer:
        lines.append(_line(issuer, own, Direction.DRAWN_UP, read, place))
    elif own and not (place.case and own == place.case.number):
        notices.append(
            _("Diarienummer %(number)s fördes inte: ”%(name)s” finns inte i registret.")
            % {"number": own, "name": read.organization or _("okänt organ")}
        )
    case = place.case
    if case and case.number in read.references and case.organization != issuer:
        lines.append(_line(case.organization, case.number, Direction.IN, read, place))
    return lines, notices


def _line(
    organization: Organization, number: str, direction: Direction, read: ReadDocument, place: Place
) -> Registration:
    sender = ", ".join(read.parties) or read.organization or ""
    return Registration(
        organization=organization,
        number=number[:60],
        serial=next_serial(organization, number),
        date=read.date or place.day,
        direction=direction,
        counterpart=sender[:200] if direction == Direction.IN else "",
    )
