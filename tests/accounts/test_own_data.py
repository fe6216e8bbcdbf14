"""Who logs in can read, take away and erase what the portal keeps about them (law.md E7)."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django.fixtures import Settings

from meetings.models import Drop, Organization, Person, RuleSet
from portal.accounts.models import Grant, User
from portal.accounts.mydata.services import erase_account
from portal.accounts.roles import Role
from portal.audit.models import AuditEvent
from portal.core.clock import now, today
from portal.core.errors import NotAllowed
from portal.core.retention import terms
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db
PAGE, FILE = "/konto/uppgifter/", "/konto/uppgifter/uppgifter.json"


@pytest.fixture
def resident() -> User:
    return User.objects.create_user("boende", "boende@example.se", "hemligt-ord-17")


@pytest.fixture
def logged_in(resident: User) -> Client:
    client = Client()
    client.force_login(resident)
    return client


def test_the_page_says_what_is_kept_and_why(logged_in: Client) -> None:
    answered = logged_in.get(PAGE)
    page = answered.content.decode()
    assert "boende@example.se" in page
    assert "Behövs för att du ska kunna logga in." in page
    assert "no-store" in answered.headers["Cache-Control"]


def test_everything_comes_as_a_file_and_that_is_written_down(
    logged_in: Client, resident: User
) -> None:
    person = Person.objects.create(name="Bo Ende", user=resident)
    answered = logged_in.get(FILE)
    said = answered.json()
    assert said["account"]["rows"][0]["E-post"] == "boende@example.se"
    assert said["person"]["rows"][0]["Namn"] == person.name
    assert set(said) >= {"account", "grants", "person", "memberships", "registry"}
    assert "attachment" in answered.headers["Content-Disposition"]
    [written] = AuditEvent.objects.filter(kind="data_exported")
    assert (written.actor, written.subject) == (resident.pk, f"user:{resident.pk}")


def test_another_persons_data_is_not_there(logged_in: Client) -> None:
    User.objects.create_user("granne", "granne@example.se")
    assert "granne" not in logged_in.get(FILE).content.decode()


def test_an_account_is_erased_and_the_record_stays(logged_in: Client, resident: User) -> None:
    person = Person.objects.create(name="Bo Ende", user=resident)
    answered = logged_in.post(PAGE, {"sure": "on", "password": "hemligt-ord-17"})
    assert answered.status_code == 200
    assert not User.objects.filter(pk=resident.pk).exists()
    person.refresh_from_db()
    assert (person.user, person.name) == (None, "Bo Ende")
    assert logged_in.get(PAGE).status_code == 302
    [written] = AuditEvent.objects.filter(kind="data_erased")
    assert written.subject == f"user:{resident.pk}"
    assert "boende" not in str(written.detail)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"sure": "on", "password": "fel"}, "Lösenordet stämmer inte."),
        ({"password": "hemligt-ord-17"}, "field-error"),
        ({}, "field-error"),
    ],
)
def test_nothing_is_erased_by_a_slip(
    logged_in: Client, resident: User, form: dict[str, str], said: str
) -> None:
    answered = logged_in.post(PAGE, form)
    assert answered.status_code == 400
    assert said in answered.content.decode()
    assert User.objects.filter(pk=resident.pk).exists()


def test_a_role_that_holds_ends_first(logged_in: Client, resident: User) -> None:
    make.user_in(make.organization(), Role.MEMBER, "boende")
    page = logged_in.get(PAGE).content.decode()
    assert "Du har en behörighet som gäller." in page
    assert "Ja, radera mitt konto" not in page
    assert logged_in.post(PAGE, {"sure": "on", "password": "hemligt-ord-17"}).status_code == 400
    with pytest.raises(NotAllowed):
        erase_account(user_id=resident.pk)
    assert User.objects.filter(pk=resident.pk).exists()


# ---- retention ----------------------------------------------------------------------------------


def run(*words: str) -> str:
    out = StringIO()
    call_command("retention", *words, stdout=out)
    return out.getvalue()


def account(name: str, days: int, **fields: Any) -> User:
    user = User.objects.create_user(name, **fields)
    User.objects.filter(pk=user.pk).update(
        date_joined=now() - timedelta(days=days + 10), last_login=now() - timedelta(days=days)
    )
    return user


def names() -> list[str]:
    return sorted(User.objects.values_list("username", flat=True))


def test_what_is_too_old_is_shown_first_and_erased_when_told() -> None:
    account("gammal", 1_100)
    account("ung", 1_000)
    holder = account("ledamot", 1_100)
    Grant.objects.create(
        user=holder,
        role=Role.MEMBER,
        organization=make.organization().id,
        valid_from=now() - timedelta(days=2_000),
    )
    shown = run()
    assert shown.count("  konto ") == 1
    assert "Inget är raderat." in shown
    assert names() == ["gammal", "ledamot", "ung"]
    run("--erase", "--only", "accounts")
    assert names() == ["ledamot", "ung"]


def test_the_city_chooses_its_own_terms(settings: Settings) -> None:
    settings.RETENTION = "accounts=900 drops=90"
    days = {each.rule.name: each.days for each in terms()}
    assert (days["accounts"], days["drops"], days["scheduled"]) == (900, 90, 365)


@pytest.mark.parametrize("text", ["audit=30", "okänd=900", "accounts", "accounts=länge"])
def test_a_term_that_cannot_be_is_refused(settings: Settings, text: str) -> None:
    settings.RETENTION = text
    with pytest.raises(CommandError, match="RETENTION"):
        run("--erase")


def test_notes_of_bundles_go_after_their_term() -> None:
    rules = RuleSet.objects.create(name="Nämnd prov")
    organ = Organization.objects.create(
        name="Nämnden", short_name="prov", kind="committee", rule_set=rules, valid_from=today()
    )
    for days in (300, 400):
        drop = Drop.objects.create(sha256=f"{days}".zfill(64), owner=organ, file_name=f"{days}.pdf")
        Drop.objects.filter(pk=drop.pk).update(taken_at=now() - timedelta(days=days))
    assert "  400.pdf" in run()
    run("--erase")
    assert [drop.file_name for drop in Drop.objects.all()] == ["300.pdf"]
