"""A small city for the registry's tests: working records as the registry office makes them."""

import datetime
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.test import Client

from meetings.models import (
    AgendaItem,
    Case,
    Document,
    DocumentFile,
    ItemPaper,
    Meeting,
    Organization,
    Registration,
    RuleSet,
    WorkingRecord,
)
from meetings.services.publishing import publish
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.clock import city_zone
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.files import store_file
from portal.ledger.models import Act
from tests.factories import pdf

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
REGISTRAR = Actor(role="registrar")
DAY = datetime.date(2016, 10, 19)


def organization(
    short_name: str = "ks", name: str = "Kommunstyrelsen", **fields: Any
) -> Organization:
    rules, _made = RuleSet.objects.get_or_create(name="Nämnd")
    given: dict[str, Any] = {
        "name": name,
        "short_name": short_name,
        "kind": "committee",
        "rule_set": rules,
        "valid_from": datetime.date(2011, 1, 1),
    }
    return Organization.objects.create(**given | fields)


def case(of: Organization, number: str = "1451/14", **fields: Any) -> Case:
    given: dict[str, Any] = {
        "title": f"Ärende {number}",
        "opened": datetime.date(2014, 1, 22),
        "organization": of,
        "number": number,
    }
    return Case.objects.create(**given | fields)


def document(
    of: Organization, title: str = "Tjänsteutlåtande", text: str = "Hej", **fields: Any
) -> Document:
    """A document with one PDF; `text` is Typst markup."""
    given: dict[str, Any] = {
        "kind": "official_report",
        "title": title,
        "date": datetime.date(2016, 9, 5),
        "owner": of,
    }
    paper = Document(**given | fields)
    file = store_file(BytesIO(pdf(text)), "handling.pdf")
    paper.files.add(DocumentFile(file=file, name="handling.pdf"))
    paper.save()
    return paper


def register(paper: Document, of: Organization, number: str = "1451/14", serial: int = 1) -> None:
    """A line in a diary for a draft."""
    line = Registration(
        organization=of,
        number=number,
        serial=serial,
        date=datetime.date(2016, 9, 5),
        direction="drawn_up",
    )
    paper.registrations.add(line)
    paper.save()


def meeting(of: Organization, day: datetime.date = DAY, **fields: Any) -> Meeting:
    given: dict[str, Any] = {
        "organization": of,
        "start": datetime.datetime.combine(day, datetime.time(10), tzinfo=city_zone()),
        "state": "called",
    }
    return Meeting.objects.create(**given | fields)


def item(
    at: Meeting,
    number: str = "2.2.2",
    title: str = "Handlingsplan",
    papers: Sequence[Document] = (),
    **fields: Any,
) -> AgendaItem:
    made = AgendaItem(number=number, title=title, **fields)
    made.papers.add(*(ItemPaper(document=paper) for paper in papers))
    at.items.add(made)
    at.save()
    return AgendaItem.objects.get(meeting=at, number=number)


def put_live(*records: WorkingRecord) -> Act:
    """Publish these in one act; they are as the database then has them."""
    act = publish(records=records, actor=REGISTRAR, key=str(new_id()))
    for record in records:
        record.refresh_from_db()
    return act


def keeper(
    *organizations: Organization, username: str = "registrator", role: Role = Role.REGISTRAR
) -> User:
    user = User.objects.create_user(username=username, password="demo")
    for each in organizations:
        give_role(user=user, role=role, organization=each.record_id, valid_from=LONG_AGO)
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
