"""A role holds from one moment to another, and ends at noon if it ends at noon."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Grant
from portal.accounts.permissions import Permission, may
from portal.accounts.roles import Role
from portal.accounts.selectors import reader_of
from portal.accounts.services import close_account
from portal.accounts.standing import NOBODY, standing_of, standing_of_session
from portal.core.clock import parse_moment
from tests.accounts.people import holder, log_in

pytestmark = pytest.mark.django_db

NOON = parse_moment("2026-06-01T12:00")
INSTANT = timedelta(microseconds=1)


def at(moment: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_role_that_ends_at_noon_ends_at_noon() -> None:
    organization = uuid4()
    user = holder(Role.SECRETARY, organization, until=NOON)
    held = [
        may(user, Permission.KEEP_RECORDS, organization, at=moment)
        for moment in (NOON - INSTANT, NOON, NOON + INSTANT)
    ]
    assert held == [True, False, False]
    assert len(reader_of(user, NOON - INSTANT)) == 1
    assert reader_of(user, NOON) == frozenset()


def test_a_session_that_is_open_loses_it_at_noon(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder(Role.REGISTRAR, until=NOON)
    log_in(client)
    at(NOON - INSTANT, monkeypatch)
    client.force_login(Grant.objects.get().user)
    before = client.get("/registrator/").status_code
    at(NOON, monkeypatch)
    after = client.get("/registrator/").status_code
    assert (before, after) == (HTTPStatus.OK, HTTPStatus.FOUND)


def test_what_stays_open_is_told_when_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    user = holder(until=NOON)
    at(NOON - timedelta(hours=1), monkeypatch)
    standing = standing_of(user)
    assert (len(standing.reader), standing.until) == (1, NOON)
    at(NOON, monkeypatch)
    assert (standing_of(user).reader, standing_of(user).until) == (frozenset(), None)


def test_a_role_that_begins_later_is_a_reason_to_ask_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = holder()
    Grant.objects.update(valid_from=NOON)
    at(NOON - timedelta(hours=1), monkeypatch)
    assert (standing_of(user).reader, standing_of(user).until) == (frozenset(), NOON)


def test_a_session_that_ended_stands_for_nobody(client: Client) -> None:
    user = holder()
    log_in(client)
    key = client.session.session_key
    assert key is not None
    assert standing_of_session(key).user_id == user.pk
    assert len(standing_of_session(key).reader) == 1
    close_account(user=user)
    assert standing_of_session(key) == NOBODY


def test_a_password_changed_elsewhere_ends_a_socket_too(client: Client) -> None:
    user = holder()
    log_in(client)
    key = client.session.session_key
    assert key is not None
    user.set_password("fyra gula bussar")
    user.save()
    assert standing_of_session(key) == NOBODY


@pytest.mark.usefixtures("strict")
def test_a_socket_without_a_second_factor_reads_as_anybody(client: Client) -> None:
    holder()
    log_in(client)
    key = client.session.session_key
    assert key is not None
    assert standing_of_session(key).reader == frozenset()
