"""The log is written once, by whoever opens or changes what is not for all."""

# ruff: noqa: S608 (the name of the table stands in this file)

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction
from django.test import Client

from portal.accounts.roles import Role
from portal.audit.models import AuditEvent
from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.audit.subscribers import log_acts
from portal.core.clock import now
from portal.core.ids import new_id
from portal.ledger.changes import Actor, Change
from portal.ledger.models import Entry
from portal.ledger.readers import members_of
from portal.ledger.relay import deliver_all
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from tests.append_only import lifted
from tests.factories import with_check_digit
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db


def event(**fields: object) -> AuditEvent:
    written = record_event(kind=EventKind.OPENED, **fields)  # type: ignore[arg-type]
    assert written is not None
    return written


def refused(sql: str, *values: str | int) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE audit_auditevent SET subject = 'ändrad'", "DELETE FROM audit_auditevent"],
)
def test_the_database_refuses_to_change_the_log(sql: str) -> None:
    event(subject="/handlingar/17/")
    refused(sql)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_the_database_refuses_to_empty_the_log() -> None:
    event()
    refused("TRUNCATE audit_auditevent")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_the_database_refuses_to_replace_an_event() -> None:
    written = event(key="en")
    columns = "id, at, kind, actor_role, subject, detail, key"
    for number, key in ((written.pk, "två"), (written.pk + 1, "en")):
        refused(
            f"INSERT OR REPLACE INTO audit_auditevent ({columns}) "
            "VALUES (%s, '2016-10-19', 'opened', '', '', '{}', %s)",
            number,
            key,
        )


def test_what_is_ten_years_old_may_be_erased_and_nothing_younger() -> None:
    old, young = event(subject="gammal"), event(subject="ung")
    with lifted():
        AuditEvent.objects.filter(pk=old.pk).update(at=now() - timedelta(days=3660))
        AuditEvent.objects.filter(pk=young.pk).update(at=now() - timedelta(days=3640))
    AuditEvent.objects.filter(pk=old.pk).delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=young.pk).delete()
    assert [each.subject for each in AuditEvent.objects.all()] == ["ung"]


def test_a_missing_trigger_is_told() -> None:
    assert not [each for each in run_checks(databases=["default"]) if each.id == "audit.W001"]
    with lifted():
        assert [each for each in run_checks(databases=["default"]) if each.id == "audit.W001"]


def test_the_same_key_is_one_event() -> None:
    event(key="akt 1")
    assert record_event(kind=EventKind.OPENED, key="akt 1") is None
    assert AuditEvent.objects.count() == 1


def test_a_personal_number_never_stands_in_the_log() -> None:
    number = with_check_digit("850412-999")
    written = event(subject=f"/sok/?q={number}", detail={"reason": f"gäller {number}"})
    written.refresh_from_db()
    assert number not in written.subject + str(written.detail)


def test_a_member_who_opens_a_confidential_record_is_written_down() -> None:
    ks = make.organization()
    paper = make.document(17, of=ks)
    make.publish(ks)
    make.publish(paper, audience=members_of(ks.id))
    member = make.user_in(ks, Role.MEMBER, "ledamot")
    client = Client()
    client.force_login(member)
    assert client.get("/en/handlingar/17/").status_code == 200
    [written] = AuditEvent.objects.filter(kind=EventKind.OPENED)
    assert (written.actor, written.actor_role) == (member.pk, "member")
    assert (written.subject, written.organization) == ("/handlingar/17/", ks.id)
    assert written.detail == {}


def test_public_reading_and_refusals_leave_no_trace() -> None:
    """TF 2:18, law.md D4: the authority does not keep who read what everybody may read."""
    ks = make.organization()
    make.publish(ks, make.document(16, of=ks))
    make.publish(make.document(17, of=ks), audience=members_of(ks.id))
    resident = Client()
    resident.force_login(make.user_in(make.organization("kf"), Role.MEMBER, "annan"))
    for client in (Client(), resident):
        assert client.get("/handlingar/16/").status_code == 200
        assert client.get("/handlingar/17/").status_code == 404
    assert not AuditEvent.objects.filter(kind=EventKind.OPENED).exists()


def test_an_act_is_told_once_for_each_organization_it_touched() -> None:
    ks, kf = make.organization(), make.organization("kf")
    papers = [make.document(17, of=ks), make.document(18, of=ks), make.document(19, of=kf)]
    changes = [Change(each.id, Verb.PUBLISHED, each) for each in papers]
    publish_act(actor=Actor("registrar", 7), changes=changes, key=str(new_id()))
    deliver_all("prov")
    log_acts(list(Entry.objects.all()))
    told = AuditEvent.objects.filter(kind=EventKind.ACTED).order_by("pk")
    assert [(each.organization, each.detail["records"]) for each in told] == [
        (ks.id, "2"),
        (kf.id, "1"),
    ]
    assert {(each.actor, each.actor_role) for each in told} == {(7, "registrar")}
