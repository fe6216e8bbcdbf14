"""A hundred thousand attempts at a password, from one address and from as many as one likes."""

import time
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.accounts.limits import FORGOTTEN_AFTER, PAUSES, may_try, rest_after
from portal.accounts.models import FailedLogin, User
from portal.accounts.own_data import retention_rules
from portal.accounts.throttle import count_wrong_password, may_try_password
from portal.core.clock import now
from tests.accounts.people import PASSWORD, account, is_logged_in, log_in

ATTEMPTS = 100_000


@pytest.fixture
def standing_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is: no pause and no window runs out during the test."""
    moment, seconds = now(), time.time()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    monkeypatch.setattr("portal.core.throttle.time.time", lambda: seconds)


def attempts_that_count(every: timedelta) -> int:
    """How many of 100 000 attempts, one `every` so often, get their password looked at."""
    failures, tried, begin = 0, 0, now()
    last = begin - FORGOTTEN_AFTER
    for number in range(ATTEMPTS):
        at = begin + number * every
        if may_try(failures, last, at):
            failures, last, tried = failures + 1, at, tried + 1
    return tried


def test_of_a_hundred_thousand_attempts_on_one_account_a_handful_count() -> None:
    """Ten each second is 2 h 47 min of trying; one each second more than a day."""
    assert attempts_that_count(timedelta(milliseconds=100)) <= 24
    assert attempts_that_count(timedelta(seconds=1)) <= 55


def test_pauses_grow() -> None:
    rests = [rest_after(pause.failures) for pause in PAUSES]
    assert rests == sorted(rests)
    assert rest_after(PAUSES[0].failures - 1) == timedelta(0)


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_still")
def test_after_some_wrong_passwords_none_is_tried_however_many_addresses_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account()
    looked: list[str] = []

    def check(_user: User, raw: str) -> bool:
        looked.append(raw)
        return False

    monkeypatch.setattr(User, "check_password", check)
    for number in range(200):
        client = Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")
        log_in(client, password=f"fel {number}")
    assert len(looked) == PAUSES[0].failures


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_still")
def test_one_sender_that_tries_many_accounts_is_stopped(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.RATE_LIMITS = ""
    looked: list[str] = []
    monkeypatch.setattr(User, "set_password", lambda _user, raw: looked.append(raw))
    client = Client()
    answers = [log_in(client, f"kim{number}@example.org", "fel") for number in range(120)]
    assert len(looked) == 100
    assert set(answers[100:]) == {HTTPStatus.TOO_MANY_REQUESTS}


@pytest.mark.django_db
def test_the_right_password_waits_too_and_then_works(client: Client) -> None:
    account()
    for _time in range(PAUSES[0].failures):
        count_wrong_password("kim")
    log_in(client)
    assert not is_logged_in(client)
    FailedLogin.objects.update(last_at=now() - PAUSES[0].rest)
    log_in(client)
    assert is_logged_in(client)
    assert FailedLogin.objects.count() == 0


@pytest.mark.django_db
def test_a_name_that_does_not_exist_is_counted_the_same(client: Client) -> None:
    for _time in range(PAUSES[0].failures):
        count_wrong_password("ingen@example.org")
    answer = client.post("/logga-in/", {"login": "Ingen@example.org", "password": PASSWORD})
    assert "För många försök" in answer.content.decode()


@pytest.mark.django_db
def test_names_are_not_kept_and_old_ones_are_forgotten() -> None:
    count_wrong_password("kim@example.org")
    assert "kim" not in FailedLogin.objects.get().name_hash
    FailedLogin.objects.update(last_at=now() - FORGOTTEN_AFTER - timedelta(seconds=1))
    assert may_try_password("kim@example.org")
    (rule,) = (each for each in retention_rules() if each.name == "failed-logins")
    assert rule.erase(now() - timedelta(days=rule.days)) == 1
