"""The auditor reads the log of their organization, and nobody else knows of it."""

import csv
import io

import pytest
from django.test import Client

from meetings.contents import OrganizationContent
from portal.accounts.roles import Role
from portal.audit.models import AuditEvent
from portal.audit.services import record_event
from portal.audit.states import EventKind
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db
LOG, TABLE = "/granskning/", "/granskning/logg.csv"


@pytest.fixture
def ks() -> OrganizationContent:
    made = make.organization()
    make.publish(made)
    return made


@pytest.fixture
def auditor(ks: OrganizationContent) -> Client:
    client = Client()
    client.force_login(make.user_in(ks, Role.AUDITOR, "revisor"))
    return client


def table(client: Client, address: str = TABLE) -> list[dict[str, str]]:
    answered = client.get(address)
    assert answered.status_code == 200
    read = csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig")))
    return [each for each in read if each["kind"] != EventKind.ROLE_GIVEN]  # of the test's users


def subjects(page: str) -> list[str]:
    return [each for each in ("/a/", "/b/", "/c/", "/d/") if each in page]


def test_the_auditor_reads_who_opened_what(auditor: Client, ks: OrganizationContent) -> None:
    member = make.user_in(ks, Role.MEMBER, "ledamoten")
    record_event(
        kind=EventKind.OPENED,
        actor=member.pk,
        actor_role="member",
        organization=ks.id,
        subject="/handlingar/17/",
    )
    answered = auditor.get(LOG)
    page = answered.content.decode()
    assert all(word in page for word in ("ledamoten", "öppnade", "Kommunstyrelsen"))
    assert "/handlingar/17/" in page
    assert "no-store" in answered.headers["Cache-Control"]


def test_the_log_of_another_organization_is_not_shown(
    auditor: Client, ks: OrganizationContent
) -> None:
    other = make.organization("kf")
    record_event(kind=EventKind.OPENED, organization=ks.id, subject="/a/")
    record_event(kind=EventKind.OPENED, organization=other.id, subject="/b/")
    record_event(kind=EventKind.LOGIN_CHANGED, subject="/c/")
    assert subjects(auditor.get(LOG).content.decode()) == ["/a/", "/c/"]
    assert [each["subject"] for each in table(auditor)] == ["/c/", "/a/"]


@pytest.mark.parametrize("role", [each for each in Role if each != Role.AUDITOR])
def test_no_other_role_is_told_that_there_is_a_log(ks: OrganizationContent, role: Role) -> None:
    client = Client()
    client.force_login(make.user_in(ks, role, "annan"))
    assert [client.get(each).status_code for each in (LOG, TABLE)] == [404, 404]


def test_anonymous_readers_are_asked_to_log_in(client: Client) -> None:
    assert client.get(LOG).headers["Location"].startswith("/logga-in/")


def test_what_is_sought_is_found(auditor: Client, ks: OrganizationContent) -> None:
    record_event(kind=EventKind.OPENED, organization=ks.id, subject="/a/")
    record_event(kind=EventKind.ACTED, organization=ks.id, subject="/b/")
    for query, expected in (
        ("slag=acted", ["/b/"]),
        ("q=/A", ["/a/"]),
        ("till=2016-10-19", []),
        ("fran=2016-10-19", ["/a/", "/b/"]),
        ("slag=nonsens&fran=igår", ["/a/", "/b/"]),
    ):
        assert subjects(auditor.get(f"{LOG}?{query}").content.decode()) == expected


def test_a_long_log_is_read_page_by_page(auditor: Client, ks: OrganizationContent) -> None:
    for number in range(51):
        record_event(kind=EventKind.OPENED, organization=ks.id, subject=f"/nr/{number}.")
    first = auditor.get(LOG).content.decode()
    oldest = AuditEvent.objects.filter(kind=EventKind.OPENED).order_by("pk")[1].pk
    assert f"efter={oldest}" in first
    rest = auditor.get(f"{LOG}?efter={oldest}").content.decode()
    assert ("/nr/0." in first, "/nr/0." in rest, "/nr/1." in rest) == (False, True, False)


def test_taking_the_log_out_is_an_event(auditor: Client) -> None:
    assert table(auditor) == []
    [written] = table(auditor)
    assert (written["kind"], written["actor"], written["detail"]) == (
        "log_exported",
        "revisor",
        "rows: 1",
    )


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_spreadsheet_runs_nothing_of_it(
    auditor: Client, ks: OrganizationContent, evil: str
) -> None:
    record_event(kind=EventKind.OPENED, organization=ks.id, subject=evil)
    assert [each["subject"] for each in table(auditor)] == [f"'{evil}"]


def test_no_text_of_the_log_is_markup(auditor: Client, ks: OrganizationContent) -> None:
    record_event(kind=EventKind.OPENED, organization=ks.id, subject="<script>alert(1)</script>")
    assert b"<script>alert" not in auditor.get(LOG).content
