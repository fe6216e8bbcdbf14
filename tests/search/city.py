"""A small record to search in: two papers on wifi, one of them for members, and their case."""

import datetime
from dataclasses import dataclass

from meetings.contents import CaseContent, DocumentContent, OrganizationContent, PersonContent
from portal.ledger.readers import members_of
from tests.factories import pdf, stored
from tests.meetings.outlets import factories as make


@dataclass(frozen=True)
class Record:
    """What was published; `secret` is for the members of ks."""

    ks: OrganizationContent
    case: CaseContent
    statement: DocumentContent
    report: DocumentContent
    secret: DocumentContent
    person: PersonContent


def publish_record() -> Record:
    ks = make.organization()
    case = make.case(ks, title="Handlingsplan för e-samhälle")
    statement = make.document(
        27,
        of=ks,
        case=case,
        title="Yttrande om fritt wifi",
        document_kind="statement",
        parties=("M", "L"),
        date=datetime.date(2016, 10, 19),
        files=(stored(pdf("Först om annat. #pagebreak() Surfzoner med trådlöst nätverk.")),),
    )
    report = make.document(28, of=ks, case=case, title="Tjänsteutlåtande om wifi")
    secret = make.document(29, of=ks, title="Hemligt om wifi och kodnyckeln")
    person = make.person(3, title="Astrid Demo-Wifi")
    make.publish(ks, case, statement, report, person)
    make.publish(secret, audience=members_of(ks.id))
    return Record(ks, case, statement, report, secret, person)
