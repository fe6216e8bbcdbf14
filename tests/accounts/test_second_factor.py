"""Roles wait for a second factor; residents do not."""

import re
from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.core.checks import run_checks
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.selectors import reader_of
from portal.core.clock import now
from tests.accounts.people import (
    PASSWORD,
    SECRET,
    account,
    code,
    holder,
    is_logged_in,
    log_in,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict")]

ROOM = "/sammantradesrum/"
REGISTRY = "/registrator/"


def reader_in(client: Client) -> int:
    """How many grants the ledger sees in this client's session."""
    return len(client.get("/").wsgi_request.reader)  # type: ignore[attr-defined]


def test_a_password_alone_opens_nothing_that_a_role_opens(client: Client) -> None:
    holder(Role.REGISTRAR)
    log_in(client)
    assert reader_in(client) == 0
    assert client.get(ROOM)["Location"] == "/logga-in/andra-faktor/?next=%2Fsammantradesrum%2F"
    assert client.get(REGISTRY)["Location"].startswith("/logga-in/andra-faktor/")


def test_a_superuser_needs_one_too(client: Client) -> None:
    User.objects.create_superuser("kim", "kim@example.org", PASSWORD)
    user = User.objects.get()
    client.force_login(user)
    assert client.get(REGISTRY).status_code == HTTPStatus.FOUND
    assert not user.has_perm("wagtailadmin.access_admin")


def test_a_resident_needs_none(client: Client) -> None:
    account()
    log_in(client)
    assert is_logged_in(client)
    assert client.get(ROOM).status_code == HTTPStatus.OK


@pytest.mark.django_db(transaction=True)  # allauth tells of a new factor once it is committed
def test_who_has_none_is_led_to_getting_one_and_then_goes_in(client: Client) -> None:
    holder(Role.REGISTRAR)
    log_in(client)
    assert "Du behöver en andra faktor" in client.get(ROOM, follow=True).content.decode()
    client.post("/logga-in/igen/", {"password": PASSWORD})
    client.get("/konto/sakerhet/kodapp/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    client.post("/konto/sakerhet/kodapp/", {"code": code()})
    assert reader_in(client) == 1
    assert client.get(ROOM).status_code == HTTPStatus.OK
    assert "En kodapp är tillagd" in "".join(str(letter.body) for letter in mail.outbox)


def test_who_has_one_is_asked_for_it_at_login(client: Client) -> None:
    with_app(holder())
    answer = client.post("/logga-in/", {"login": "kim", "password": PASSWORD})
    assert answer["Location"] == "/logga-in/kod/"
    assert not is_logged_in(client)
    client.post("/logga-in/kod/", {"code": code()})
    assert reader_in(client) == 1


def test_who_has_no_passkey_is_not_asked_for_one(client: Client) -> None:
    """Who has one is: tests/journeys/test_accounts.py."""
    with_app(holder())
    log_in(client)
    assert "data-passkey" not in client.get("/logga-in/kod/").content.decode()


def test_a_wrong_code_lets_nobody_in(client: Client) -> None:
    with_app(holder())
    log_in(client)
    client.post("/logga-in/kod/", {"code": "000000"})
    assert not is_logged_in(client)


def test_a_code_is_worth_something_once(client: Client) -> None:
    with_app(holder())
    log_in(client)
    used = code()
    client.post("/logga-in/kod/", {"code": used})
    other = Client()
    log_in(other)
    other.post("/logga-in/kod/", {"code": used})
    assert (is_logged_in(client), is_logged_in(other)) == (True, False)


@pytest.mark.parametrize("steps_ago", [3, -3])
def test_a_code_of_another_minute_is_worth_nothing(client: Client, steps_ago: int) -> None:
    """OWASP ASVS 5, 6.5.5: half a minute, and one more for clocks that differ."""
    with_app(holder())
    log_in(client)
    client.post("/logga-in/kod/", {"code": code(steps_ago)})
    assert not is_logged_in(client)


def test_a_recovery_code_works_once() -> None:
    user = with_app(holder())
    RecoveryCodes.activate(user)
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    spare = stored.wrap().get_unused_codes()[0]
    assert re.fullmatch(r"\d{8}", spare)
    seen = []
    for _time in range(2):
        client = Client()
        log_in(client)
        client.post("/logga-in/kod/", {"code": spare})
        seen.append(is_logged_in(client))
    assert seen == [True, False]


def test_the_proof_grows_old(client: Client, settings: Settings) -> None:
    with_app(holder())
    log_in(client)
    client.post("/logga-in/kod/", {"code": code()})
    session = client.session
    long_ago = now() - timedelta(hours=settings.SECOND_FACTOR_HOURS)
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = long_ago.timestamp()
    session.save()
    assert reader_in(client) == 0
    asked = client.get(ROOM, follow=True)
    assert asked.redirect_chain[-1][0] == "/logga-in/igen/kod/?next=%2Fsammantradesrum%2F"


def test_another_users_proof_is_not_ones_own(client: Client) -> None:
    with_app(holder())
    holder(name="robin")
    log_in(client)
    client.post("/logga-in/kod/", {"code": code()})
    robin = User.objects.get(username="robin")
    client.force_login(robin)
    assert reader_in(client) == 0


def test_code_without_a_login_sees_no_roles() -> None:
    user = User.objects.get(pk=holder(organization=uuid4()).pk)
    assert reader_of(user) == frozenset()


def test_secrets_of_factors_lie_sealed() -> None:
    with_app(holder())
    assert SECRET not in str(Authenticator.objects.get().data)


def test_the_picture_of_the_key_is_the_owners_alone(client: Client) -> None:
    account()
    log_in(client)
    client.post("/logga-in/igen/", {"password": PASSWORD})
    client.get("/konto/sakerhet/kodapp/")
    answer = client.get("/konto/sakerhet/kodapp/bild.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/konto/sakerhet/kodapp/bild.svg").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(("demo", "found"), [(False, ["accounts.E001"]), (True, [])])
def test_only_the_demo_does_without(settings: Settings, demo: bool, found: list[str]) -> None:
    settings.SECOND_FACTOR_REQUIRED, settings.DEMO, settings.DEBUG = False, demo, False
    problems = [each.id for each in run_checks() if str(each.id).startswith("accounts.")]
    assert problems == found
