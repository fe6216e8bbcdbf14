"""The administrator gives and ends roles; nobody else sees the screen, and every change is told."""

from http import HTTPStatus
from uuid import UUID, uuid4

import pytest
from django.test import Client

from portal.accounts.models import Grant, User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.audit.models import AuditEvent
from portal.core.clock import parse_moment
from tests.accounts.people import LONG_AGO, account
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db

SCREEN = "/registrator/behorigheter/"
OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.fixture
def board() -> UUID:
    return make.organization().record_id


def logged_in(role: Role, organization: UUID) -> tuple[Client, User]:
    user = User.objects.create(username=f"som {role}")
    give_role(user=user, role=role, organization=organization, valid_from=LONG_AGO)
    client = Client()
    client.force_login(user)
    return client, user


def form(board: UUID, **fields: str) -> dict[str, str]:
    return {
        "user_name": "kim@example.org",
        "role": "clerk",
        "organization": str(board),
        "valid_from": "2026-01-01 00:00",
        "valid_to": "2026-06-01 12:00",
        **fields,
    }


def test_an_administrator_gives_a_role(board: UUID) -> None:
    kim = account()
    client, admin = logged_in(Role.ADMINISTRATOR, board)
    answer = client.post(f"{SCREEN}new/", form(board))
    assert answer.status_code == HTTPStatus.FOUND
    grant = Grant.objects.get(user=kim)
    assert (grant.role, grant.organization) == ("clerk", board)
    assert grant.valid_to == parse_moment("2026-06-01T12:00")
    event = AuditEvent.objects.get(subject=f"user:{kim.pk}")
    assert (event.kind, event.actor, event.organization) == ("role_given", admin.pk, board)
    assert event.detail["role"] == "clerk"


def test_an_administrator_ends_a_role(board: UUID) -> None:
    grant = give_role(user=account(), role=Role.CLERK, organization=board, valid_from=LONG_AGO)
    client, admin = logged_in(Role.ADMINISTRATOR, board)
    client.post(f"{SCREEN}edit/{grant.pk}/", {"valid_to": "2026-06-01 12:00", "role": "chair"})
    grant.refresh_from_db()
    assert (grant.role, grant.valid_to) == ("clerk", parse_moment("2026-06-01T12:00"))
    event = AuditEvent.objects.filter(kind="role_ended").get()
    assert (event.actor, event.subject) == (admin.pk, f"user:{grant.user_id}")


def test_the_list_names_people_and_organizations(board: UUID) -> None:
    give_role(user=account(), role=Role.CLERK, organization=board, valid_from=LONG_AGO)
    client, _admin = logged_in(Role.ADMINISTRATOR, board)
    shown = client.get(SCREEN).content.decode()
    assert [word in shown for word in ("kim", "handläggare", "gäller")] == [True] * 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"user_name": "ingen"}, "Det finns inget sådant konto"),
        ({"valid_to": "2025-01-01 00:00"}, "Slutet måste komma efter början"),
        ({"organization": str(uuid4())}, "organization"),
        ({"role": "kung"}, "kung"),
    ],
)
def test_what_cannot_be_is_told(board: UUID, fields: dict[str, str], said: str) -> None:
    account()
    client, _admin = logged_in(Role.ADMINISTRATOR, board)
    answer = client.post(f"{SCREEN}new/", form(board, **fields))
    assert answer.status_code == HTTPStatus.OK
    assert said in answer.content.decode()
    assert Grant.objects.filter(role="clerk").count() == 0


def test_a_role_of_a_membership_is_ended_by_its_membership(board: UUID) -> None:
    grant = give_role(
        user=account(), role=Role.MEMBER, organization=board, valid_from=LONG_AGO, source=uuid4()
    )
    client, _admin = logged_in(Role.ADMINISTRATOR, board)
    answer = client.post(f"{SCREEN}edit/{grant.pk}/", {"valid_to": "2026-06-01 12:00"})
    assert "följer av ett uppdrag" in answer.content.decode()
    grant.refresh_from_db()
    assert grant.valid_to is None


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_gives_roles(board: UUID, role: Role) -> None:
    account()
    client, _user = logged_in(role, board)
    for path in (SCREEN, f"{SCREEN}new/", f"{SCREEN}edit/{Grant.objects.get().pk}/"):
        assert client.get(path).status_code == HTTPStatus.FOUND
    client.post(f"{SCREEN}new/", form(board))
    assert Grant.objects.filter(user__username="kim").count() == 0


def test_nobody_deletes_a_role(board: UUID) -> None:
    grant = give_role(user=account(), role=Role.CLERK, organization=board, valid_from=LONG_AGO)
    client, _admin = logged_in(Role.ADMINISTRATOR, board)
    assert client.post(f"{SCREEN}delete/{grant.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert Grant.objects.filter(pk=grant.pk).exists()
