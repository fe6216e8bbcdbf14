"""A protected name is in no outlet, index, feed or older version, and comes back in none."""

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from meetings.errors import ReasonMissing
from meetings.models import Membership, Organization, Person, RuleSet
from meetings.services.protection import plan_protection, protect_identity
from meetings.services.publishing import publish
from portal.accounts.roles import Role
from portal.audit.models import AuditEvent
from portal.ledger.changes import Actor
from portal.ledger.errors import GateStopped
from portal.ledger.models import Record
from portal.ledger.verification import verify
from tests.contracts.crawl import crawl, found
from tests.factories import pdf, stored
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db
NAME = "Anna-Lisa Öbergsdotter"
ACTOR = Actor("registrar", 7)
SEEDS = [
    "/",
    "/personer/",
    "/moten/",
    "/beslut/",
    "/arenden/",
    "/diarium/",
    "/rattelser/",
    "/organ/",
]
SEEDS += ["/rattelser/atom.xml", "/organ/ks/atom.xml", "/api/v1/records", "/?per=2100-01-01"]


@pytest.fixture
def person() -> Person:
    """Somebody with a membership, a paper that names them, and a corrected older version of it."""
    ks = make.organization()
    who = Person.objects.create(name=NAME, party="X", contact="anna@stad.se")
    publish(records=[who], actor=ACTOR, key="person")
    paper = make.document(17, of=ks, title=f"Yrkande av {NAME}")
    make.publish(
        ks, paper, make.membership(make.person(who.number or 0, id=who.record_id, title=NAME), ks)
    )
    make.correct(make.document(17, id=paper.id, of=ks, title="Yrkande"))
    return who


def everything(client: Client) -> list[Any]:
    ids = Record.objects.values_list("pk", flat=True)
    of_records = [f"/post/{pk}/versioner/" for pk in ids] + [f"/post/{pk}/bevis/" for pk in ids]
    of_records += [f"/api/v1/records/{pk}?version={n}" for pk in ids for n in (1, 2, 3)]
    of_records += [
        f"{each.path}v{n}/" for each in Record.objects.filter(kind="document") for n in (1, 2)
    ]
    return crawl(client, [*SEEDS, *of_records])


def test_the_name_is_gone_from_every_address_and_older_version(
    client: Client, person: Person
) -> None:
    assert found(everything(client), [NAME])
    protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    assert found(everything(client), [NAME, "anna@stad.se"]) == []
    page = client.get(f"/personer/{person.number}/").content.decode()
    assert "Skyddad identitet" in page
    assert list(verify()) == []


def test_nothing_is_written_before_it_is_asked_for(person: Person) -> None:
    before = list(Record.objects.order_by("pk").values_list("version", flat=True))
    planned = plan_protection(person)
    assert list(Record.objects.order_by("pk").values_list("version", flat=True)) == before
    done = protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    assert (done.records, done.acts) == (planned.records, 1)
    assert len(planned.records) == 3


def test_a_second_time_there_is_nothing_to_do(person: Person) -> None:
    protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    again = protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    assert (again.records, again.acts) == ([], 0)


def test_the_name_does_not_come_back_by_a_new_publication(person: Person) -> None:
    protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    with pytest.raises(GateStopped) as stopped:
        make.publish(make.document(18, title=f"Svar till {NAME.upper()}"))
    assert NAME.casefold() not in str(stopped.value).casefold()
    person.refresh_from_db()
    assert person.to_record().title == "Skyddad identitet"
    assert person.to_record().contact == ""


def test_a_new_membership_is_published_without_the_name(person: Person) -> None:
    protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    person.refresh_from_db()
    rules = RuleSet.objects.create(name="Nämnd prov")
    organ = Organization.objects.create(
        name="Nämnden",
        short_name="namnden",
        kind="committee",
        rule_set=rules,
        valid_from=datetime.date(2011, 1, 1),
    )
    role = Membership(
        person=person, organization=organ, role=Role.MEMBER, valid_from=datetime.date(2026, 1, 1)
    )
    assert role.to_record().title == "Skyddad identitet, Nämnden"


def test_a_file_that_says_the_name_is_told(person: Person) -> None:
    make.publish(make.document(19, files=(stored(pdf(f"Ordförande: {NAME}")),)))
    done = protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    assert done.by_hand == ["/handlingar/19/"]


def test_it_rests_on_a_decision(person: Person) -> None:
    with pytest.raises(ReasonMissing):
        protect_identity(person=person, actor=ACTOR, ground=" ")
    person.refresh_from_db()
    assert not person.is_protected


def test_the_audit_log_knows_who_did_it_and_not_the_name(person: Person) -> None:
    protect_identity(person=person, actor=ACTOR, ground="Dnr 1/26")
    [written] = AuditEvent.objects.filter(kind="name_protected")
    assert (written.actor, written.subject) == (7, f"person:{person.number}")
    assert NAME not in str(written.detail)


def test_the_command_tells_first_and_acts_when_told(person: Person) -> None:
    ks = Record.objects.get(kind="organization")
    make.user_in(make.organization(id=ks.pk), Role.REGISTRAR, "registrator")

    def told(*more: str) -> dict[str, Any]:
        out = StringIO()
        call_command(
            "protect", str(person.number), "--as", "registrator", "--json", *more, stdout=out
        )
        answer: dict[str, Any] = json.loads(out.getvalue())
        return answer

    assert told()["acts"] == 0
    person.refresh_from_db()
    assert not person.is_protected
    assert told("--do", "--ground", "Dnr 1/26")["acts"] == 1
    with pytest.raises(CommandError, match="finns inte"):
        call_command("protect", "999", "--as", "registrator")
