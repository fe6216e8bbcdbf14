"""A lost second factor is reset by an administrator who has checked who it is."""

import json
from http import HTTPStatus
from io import StringIO
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.lost_factor import Reset, reset_second_factor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import DomainError, NotAllowed
from tests.accounts.people import account, code, holder, is_logged_in, log_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict")]

FORM = "/registrator/andra-faktor/"
CHECKED = "körkort visat på plats"
OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.fixture
def board() -> UUID:
    return uuid4()


@pytest.fixture
def kim(board: UUID) -> User:
    """A member with a code app and recovery codes, all of them lost."""
    user = with_app(holder(Role.MEMBER, board))
    RecoveryCodes.activate(user)
    return user


def proved(user: User) -> User:
    """As in a request whose login showed a second factor."""
    user.second_factor_at = now()
    return user


@pytest.fixture
def admin(board: UUID) -> User:
    return proved(holder(Role.ADMINISTRATOR, board, "admin"))


def at_the_screen(name: str) -> Client:
    """Logged in by password and code."""
    client = Client()
    log_in(client, name)
    client.post("/logga-in/kod/", {"code": code()})
    assert is_logged_in(client)
    return client


def test_factors_go_logins_end_the_owner_is_told_and_the_log_keeps_it(
    kim: User, admin: User, board: UUID
) -> None:
    theirs = at_the_screen("kim")
    done = reset_second_factor(user=kim, by=admin, checked=CHECKED)
    assert done == Reset(factors=2, sessions=1, letters=1)
    assert not is_logged_in(theirs)
    (letter,) = mail.outbox
    assert letter.to == ["kim@example.org"]
    assert "andra faktor är nollställd" in str(letter.body)
    event = AuditEvent.objects.get(subject=f"user:{kim.pk}", kind="login_changed")
    assert (event.actor, event.organization) == (admin.pk, board)
    assert event.detail == {"what": "second factor reset", "checked": CHECKED}


def test_the_owner_then_makes_a_new_one_and_the_role_waits_for_it(kim: User, admin: User) -> None:
    reset_second_factor(user=kim, by=admin, checked=CHECKED)
    client = Client()
    log_in(client)
    assert is_logged_in(client)
    page = client.get("/sammantradesrum/", follow=True).content.decode()
    assert "Du behöver en andra faktor" in page


def test_nobody_resets_their_own(admin: User) -> None:
    with_app(admin)
    with pytest.raises(NotAllowed):
        reset_second_factor(user=admin, by=admin, checked=CHECKED)
    assert Authenticator.objects.filter(user=admin).exists()


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_may(kim: User, role: Role, board: UUID) -> None:
    other = proved(holder(role, board, "annan"))
    with pytest.raises(NotAllowed):
        reset_second_factor(user=kim, by=other, checked=CHECKED)
    assert Authenticator.objects.filter(user=kim).count() == 2


def test_an_administrator_without_a_second_factor_may_not(kim: User, admin: User) -> None:
    admin.second_factor_at = None
    with pytest.raises(NotAllowed):
        reset_second_factor(user=kim, by=admin, checked=CHECKED)


def test_a_superuser_is_not_an_administrators_to_reset(admin: User) -> None:
    chief = with_app(account("chief"))
    User.objects.filter(pk=chief.pk).update(is_superuser=True)
    chief.refresh_from_db()
    with pytest.raises(NotAllowed):
        reset_second_factor(user=chief, by=admin, checked=CHECKED)


@pytest.mark.parametrize("checked", ["", "   "])
def test_without_a_check_nothing_happens(kim: User, admin: User, checked: str) -> None:
    with pytest.raises(DomainError):
        reset_second_factor(user=kim, by=admin, checked=checked)
    assert mail.outbox == []


def test_when_the_owner_cannot_be_told_nothing_happens(
    kim: User, admin: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody answers there
    with pytest.raises(OSError, match="refused"):
        reset_second_factor(user=kim, by=admin, checked=CHECKED)
    assert Authenticator.objects.filter(user=kim).count() == 2
    assert not AuditEvent.objects.filter(kind="login_changed").exists()


def test_it_is_done_at_the_screen(kim: User, admin: User) -> None:
    with_app(admin)
    client = at_the_screen("admin")
    assert client.get(FORM).status_code == HTTPStatus.OK
    wrong = client.post(FORM, {"user_name": "ingen", "checked": CHECKED})
    assert "Det finns inget sådant konto" in wrong.content.decode()
    own = client.post(FORM, {"user_name": "admin", "checked": CHECKED})
    assert "nollställer en annan administratör" in own.content.decode()
    done = client.post(FORM, {"user_name": "kim@example.org", "checked": CHECKED}, follow=True)
    assert "Andra faktorn för kim är nollställd" in done.content.decode()
    assert not Authenticator.objects.filter(user=kim).exists()


def test_a_registrar_does_not_see_the_screen(board: UUID) -> None:
    with_app(holder(Role.REGISTRAR, board))
    client = at_the_screen("kim")
    assert client.get(FORM).status_code == HTTPStatus.FOUND
    assert FORM not in client.get("/registrator/").content.decode()


def test_the_command_line_does_the_same(kim: User, admin: User) -> None:
    said = StringIO()
    call_command(
        *("reset_second_factor", "kim", "--as", "admin", "--checked", CHECKED, "--json"),
        stdout=said,
    )
    assert json.loads(said.getvalue())["factors"] == 2
    with pytest.raises(CommandError, match="ingen andra faktor"):
        call_command("reset_second_factor", "kim", "--as", "admin", "--checked", CHECKED)
