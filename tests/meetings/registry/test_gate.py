"""Two registries: what one keeps does not exist for the other, at any address."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from meetings.models import (
    Case,
    Document,
    Meeting,
    Membership,
    Organization,
    Person,
    WorkingRecord,
)
from portal.accounts.models import Grant, User
from portal.accounts.roles import Role
from portal.core.clock import now
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import admin_url, save, shown_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    return make.organization()


@pytest.fixture
def theirs(ks: Organization) -> dict[str, WorkingRecord]:
    """What the registry of KS has in its drafts, a confidential paper among it."""
    case = make.case(ks, title="Hemligheten")
    paper = make.document(
        ks, "Hemligheten", case=case, addressed_to="members", provision="OSL 18:8"
    )
    agenda = make.meeting(ks, place="Hemligheten")
    make.item(agenda, title="Hemligheten", papers=[paper], case=case)
    person = Person.objects.create(name="Anna Demo-And")
    member = Membership.objects.create(
        person=person, organization=ks, role="member", valid_from="2015-01-01"
    )
    records: list[WorkingRecord] = [ks, case, paper, agenda, member]
    for record in records:
        record.refresh_from_db()
        record.save_revision()
    return {str(record._meta.model_name): record for record in records}


@pytest.fixture
def other(theirs: dict[str, WorkingRecord]) -> Client:
    """The secretary of another organization."""
    mine = make.organization("nf", "Nämnden för allt annat")
    return make.client_of(make.keeper(mine, username="annan", role=Role.SECRETARY))


def addresses_of(record: WorkingRecord) -> list[str]:
    """Every address in the admin that takes this record's key."""
    model, pk = record._meta.model_name, record.pk
    revision = record.latest_revision
    assert revision is not None
    found = []
    for namespace in (
        f"wagtailsnippets_meetings_{model}",
        f"wagtailsnippetchoosers_meetings_{model}",
    ):
        for name in _names(namespace):
            for args in ([pk], [pk, revision.pk], [pk, "earliest", "latest"]):
                try:
                    found.append(reverse(f"{namespace}:{name}", args=args))
                except NoReverseMatch:
                    continue
    acts = [
        reverse(f"registry:{name}", args=[model, pk]) for name in ("publish", "withdraw", "preview")
    ]
    return [*found, *acts]


@pytest.mark.parametrize("model", ["organization", "case", "document", "meeting", "membership"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_a_record_answers_another_registry(
    other: Client, theirs: dict[str, WorkingRecord], model: str, method: str
) -> None:
    record = theirs[model]
    addresses = addresses_of(record)
    assert len(addresses) > 10
    answers = {url: getattr(other, method)(url).status_code for url in addresses}
    assert {url: code for url, code in answers.items() if code not in {404, 405}} == {}


@pytest.mark.parametrize("model", ["organization", "case", "document", "meeting", "membership"])
def test_lists_and_choosers_leave_out_what_another_registry_keeps(
    other: Client, theirs: dict[str, WorkingRecord], model: str
) -> None:
    record = theirs[model]
    choose = f"wagtailsnippetchoosers_meetings_{model}"
    pages = [
        other.get(admin_url(type(record), "list")),
        other.get(admin_url(type(record), "list"), {"q": "Hemlig"}),
        other.get(reverse(f"{choose}:choose")),
        other.get(reverse(f"{choose}:choose_results"), {"q": "Hemlig"}),
        other.get(reverse(f"{choose}:chosen_multiple"), {"id": record.pk}),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "Hemligheten" not in page.content.decode()
        assert str(record) not in page.content.decode()


def test_other_doors_are_closed_too(other: Client, theirs: dict[str, WorkingRecord]) -> None:
    agenda = theirs["meeting"]
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["meetings", "meeting", agenda.pk, 1])
    assert other.post(ping).status_code == 404
    for url in ("/registrator/", "/registrator/reports/site-history/", "/registrator/snippets/"):
        assert "Hemligheten" not in other.get(url, follow=True).content.decode()


def test_a_form_takes_no_record_of_another_registry(
    other: Client, theirs: dict[str, WorkingRecord]
) -> None:
    mine = Organization.objects.get(short_name="nf")
    agenda = make.meeting(mine)
    make.item(agenda, "1")
    data = shown_form(other, agenda)
    for field, value in (
        ("items-0-case", theirs["case"].pk),
        ("organization", theirs["organization"].pk),
    ):
        response = save(other, agenda, data | {field: value})
        assert response.status_code == 200
        assert "Hemligheten" not in response.content.decode()
    assert Meeting.objects.get(pk=agenda.pk).organization == mine


def test_what_all_may_read_may_be_chosen(other: Client, theirs: dict[str, WorkingRecord]) -> None:
    make.put_live(theirs["organization"], theirs["case"])
    chooser = reverse("wagtailsnippetchoosers_meetings_case:choose")
    assert "Hemligheten" in other.get(chooser).content.decode()
    assert other.get(admin_url(theirs["case"], "edit")).status_code == 404


def test_a_confidential_paper_is_never_offered(
    other: Client, theirs: dict[str, WorkingRecord]
) -> None:
    make.put_live(theirs["organization"], theirs["case"], theirs["document"])
    chooser = reverse("wagtailsnippetchoosers_meetings_document:choose")
    assert "Hemligheten" not in other.get(chooser).content.decode()


def test_its_own_registry_sees_it(ks: Organization, theirs: dict[str, WorkingRecord]) -> None:
    client = make.client_of(make.keeper(ks))
    for record in theirs.values():
        assert client.get(admin_url(record, "edit")).status_code == 200


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CLERK, Role.MODERATOR, Role.AUDITOR])
def test_other_roles_do_not_enter(ks: Organization, role: Role) -> None:
    client = make.client_of(make.keeper(ks, role=role))
    response = client.get("/registrator/")
    assert response.status_code == 302
    assert "/logga-in/" in response["Location"]


def test_a_grant_that_has_ended_opens_nothing(
    ks: Organization, theirs: dict[str, WorkingRecord]
) -> None:
    user = make.keeper(ks)
    Grant.objects.filter(user=user).update(valid_to=now() - timedelta(seconds=1))
    client = make.client_of(user)
    assert client.get(admin_url(theirs["meeting"], "edit")).status_code == 302


def test_a_grant_that_has_not_begun_opens_nothing(ks: Organization) -> None:
    user = make.keeper(ks)
    Grant.objects.filter(user=user).update(valid_from=datetime(2999, 1, 1, tzinfo=UTC))
    assert make.client_of(user).get("/registrator/").status_code == 302


def test_an_administrator_keeps_everything(theirs: dict[str, WorkingRecord]) -> None:
    elsewhere = make.organization("x", "X")
    client = make.client_of(make.keeper(elsewhere, username="a", role=Role.ADMINISTRATOR))
    for record in theirs.values():
        assert client.get(admin_url(record, "edit")).status_code == 200


def test_a_registry_gives_no_rights_by_membership(
    ks: Organization, theirs: dict[str, WorkingRecord]
) -> None:
    client = make.client_of(make.keeper(ks))
    member = theirs["membership"]
    for role in (Role.ADMINISTRATOR, Role.REGISTRAR, Role.SECRETARY):
        response = save(client, member, shown_form(client, member) | {"role": role.value})
        assert response.status_code == 200
    assert Membership.objects.get(pk=member.pk).role == "member"


def test_a_registry_ties_no_login_to_a_person(ks: Organization) -> None:
    user = make.keeper(ks)
    person = Person.objects.create(name="Anna Demo-And")
    client = make.client_of(user)
    data = shown_form(client, person)
    assert "user" not in data
    save(client, person, data | {"user": user.pk})
    assert Person.objects.get(pk=person.pk).user is None


def test_only_an_administrator_makes_an_organization(ks: Organization) -> None:
    registrar = make.client_of(make.keeper(ks))
    admin = make.client_of(User.objects.create_superuser("root", password="demo"))
    assert registrar.get(admin_url(Organization, "add")).status_code == 302
    assert admin.get(admin_url(Organization, "add")).status_code == 200


def test_drafts_in_the_admin_ask_for_a_login(client: Client, ks: Organization) -> None:
    paper = make.document(ks)
    for url in (admin_url(paper, "edit"), "/registrator/intag/"):
        assert client.get(url).status_code == 302
    assert Document.objects.count() == 1
    assert Case.objects.count() == 0


def _names(namespace: str) -> list[str]:
    return [p.name for p in _find(get_resolver(), namespace).url_patterns if p.name]


def _find(resolver: Any, namespace: str) -> Any:
    for pattern in resolver.url_patterns:
        if getattr(pattern, "namespace", None) == namespace:
            return pattern
        if hasattr(pattern, "url_patterns") and (found := _find(pattern, namespace)):
            return found
    return None
