"""Contents with sensible values, and the acts that put them in the ledger.

Every factory returns a content and stores nothing; `publish` stores. What a test is about
stands in its own call: `publish(ks := organization(), meeting(ks, state="cancelled"))`.
"""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from meetings.addresses import (
    case_path,
    decision_path,
    document_path,
    item_path,
    meeting_path,
    membership_path,
    organization_path,
    person_path,
    registration_path,
)
from meetings.contents import (
    AgendaItemContent,
    CaseContent,
    DocumentContent,
    MeetingContent,
    MembershipContent,
    Numbered,
    OrganizationContent,
    PersonContent,
    RegistrationContent,
)
from meetings.decision_contents import DecisionContent
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.canonical import sha256_hex
from portal.core.ids import new_id, slug
from portal.ledger.changes import Actor, Change
from portal.ledger.contents import Content, FileRef
from portal.ledger.models import Act, StoredFile
from portal.ledger.readers import PUBLIC
from portal.ledger.services import publish_act
from portal.ledger.states import Verb

DAY = datetime.date(2016, 10, 19)
REGISTRAR = Actor(role="registrar")


def publish(
    *contents: Content,
    audience: str = PUBLIC,
    verb: Verb = Verb.PUBLISHED,
    reason: str = "",
) -> Act:
    """One act with these contents; `verb` CORRECTED needs a `reason`."""
    changes = [Change(content.id, verb, content, audience=audience) for content in contents]
    return publish_act(actor=REGISTRAR, changes=changes, key=str(new_id()), reason=reason)


def correct(*contents: Content, reason: str = "Fel datum.", audience: str = PUBLIC) -> Act:
    return publish(*contents, audience=audience, verb=Verb.CORRECTED, reason=reason)


def withdraw(*contents: Content, reason: str = "Fel handling.", ground: str = "") -> Act:
    changes = [Change(content.id, Verb.WITHDRAWN, ground=ground) for content in contents]
    return publish_act(actor=REGISTRAR, changes=changes, key=str(new_id()), reason=reason)


def organization(short_name: str = "ks", **fields: Any) -> OrganizationContent:
    """Kommunstyrelsen, unless told otherwise."""
    given: dict[str, Any] = {
        "id": new_id(),
        "path": organization_path(short_name),
        "title": "Kommunstyrelsen" if short_name == "ks" else short_name.capitalize(),
        "short_name": short_name,
        "organization_kind": "executive_board" if short_name == "ks" else "committee",
        "meetings_public": False,
        "valid_from": datetime.date(2011, 1, 1),
    }
    return OrganizationContent(**given | fields)


def person(number: int = 1, **fields: Any) -> PersonContent:
    given: dict[str, Any] = {
        "id": new_id(),
        "path": person_path(number),
        "title": f"Person {number}",
        "number": number,
        "is_invented": True,
    }
    return PersonContent(**given | fields)


def membership(who: PersonContent, where: OrganizationContent, **fields: Any) -> MembershipContent:
    """A member from 1 January 2015, unless told otherwise."""
    first_day = fields.get("date", datetime.date(2015, 1, 1))
    given: dict[str, Any] = {
        "id": new_id(),
        "path": membership_path(who.number, where.short_name, first_day),
        "title": f"{who.title}, {where.title}",
        "organization": where.id,
        "date": first_day,
        "person": who.id,
        "role": "member",
        "party": who.party,
    }
    return MembershipContent(**given | fields)


def case(of: OrganizationContent, number: str = "1451/14", **fields: Any) -> CaseContent:
    given: dict[str, Any] = {
        "id": new_id(),
        "path": case_path(slug(number)),
        "title": f"Ärende {number}",
        "organization": of.id,
        "date": datetime.date(2014, 1, 22),
        "references": (number,),
        "number": number,
    }
    return CaseContent(**given | fields)


def document(
    number: int = 17,
    *,
    of: OrganizationContent | None = None,
    case: CaseContent | None = None,
    registrations: Sequence[RegistrationContent] = (),
    **fields: Any,
) -> DocumentContent:
    """An official report, found by its own registration numbers and its case's number."""
    own = [each.number for each in registrations]
    given: dict[str, Any] = {
        "id": new_id(),
        "path": document_path(number),
        "title": f"Handling {number}",
        "organization": of.id if of else None,
        "date": datetime.date(2016, 9, 5),
        "references": tuple(dict.fromkeys([*own, *([case.number] if case else [])])),
        "number": number,
        "document_kind": "official_report",
        "case": case.id if case else None,
        "registrations": tuple(_numbered(each) for each in registrations),
    }
    return DocumentContent(**given | fields)


def registration(
    of: OrganizationContent,
    number: str = "1451/14",
    serial: int = 1,
    *,
    document: UUID | None = None,
    **fields: Any,
) -> RegistrationContent:
    """A public line of a diary. A secret one: `secret=True, direction="", matter=""`."""
    given: dict[str, Any] = {
        "id": new_id(),
        "path": registration_path(of.short_name, number, serial),
        "title": f"{number} nr {serial}",
        "organization": of.id,
        "date": datetime.date(2016, 9, 5),
        "references": (number,),
        "number": number,
        "serial": serial,
        "secret": False,
        "direction": "in",
        "matter": f"Matter {number} {serial}",
        "document": document,
    }
    return RegistrationContent(**given | fields)


def secret_registration(
    of: OrganizationContent, number: str = "0606/18", serial: int = 1
) -> RegistrationContent:
    """Number and date only."""
    return registration(of, number, serial, secret=True, direction="", counterpart="", matter="")


def meeting(
    of: OrganizationContent, date: datetime.date = DAY, ordinal: int = 1, **fields: Any
) -> MeetingContent:
    """A called meeting at ten o'clock, unless told otherwise."""
    given: dict[str, Any] = {
        "id": new_id(),
        "path": meeting_path(of.short_name, date, ordinal),
        "title": f"{of.title} {date}",
        "organization": of.id,
        "date": date,
        "ordinal": ordinal,
        "start": f"{date}T10:00:00+02:00",
        "place": "Sessionssalen",
        "state": "called",
        "is_public": False,
    }
    return MeetingContent(**given | fields)


def item(
    at: MeetingContent,
    number: str = "2.2.2",
    *,
    case: CaseContent | None = None,
    documents: Sequence[DocumentContent] = (),
    **fields: Any,
) -> AgendaItemContent:
    given: dict[str, Any] = {
        "id": new_id(),
        "path": item_path(at.path, number),
        "title": f"Punkt {number}",
        "organization": at.organization,
        "date": at.date,
        "references": (case.number,) if case else (),
        "meeting": at.id,
        "number": number,
        "item_kind": "decision",
        "case": case.id if case else None,
        "documents": tuple(each.id for each in documents),
    }
    return AgendaItemContent(**given | fields)


def decision(of: AgendaItemContent, number: int = 1, **fields: Any) -> DecisionContent:
    """What the organization decided on the item, by acclamation."""
    given: dict[str, Any] = {
        "id": new_id(),
        "path": decision_path(number),
        "title": of.title,
        "organization": of.organization,
        "date": of.date,
        "references": of.references,
        "number": number,
        "item": of.id,
        "sentence": "Kommunstyrelsen sa ja.",
        "outcome": "approved",
        "method": "acclamation",
    }
    return DecisionContent(**given | fields)


def file_ref(name: str = "handling.pdf", data: bytes = b"%PDF-1.7 demo") -> FileRef:
    """A file known to the ledger by its hash; its bytes are not in storage."""
    sha256 = sha256_hex(data)
    StoredFile.objects.get_or_create(
        pk=sha256, defaults={"size": len(data), "media_type": "application/pdf", "pages": 1}
    )
    return FileRef(name=name, media_type="application/pdf", size=len(data), file_sha256=sha256)


def user_in(
    where: OrganizationContent, role: Role = Role.MEMBER, username: str = "ledamot"
) -> User:
    """Somebody who holds a role in the organization since 2000: `client.force_login(...)`."""
    user, _created = User.objects.get_or_create(username=username)
    since = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    give_role(user=user, role=role, organization=where.id, valid_from=since)
    return user


def _numbered(line: RegistrationContent) -> Numbered:
    assert line.organization is not None
    return Numbered(
        organization=line.organization,
        number=line.number,
        serial=line.serial,
        registration=line.id,
    )
