"""What stands in the log, and what never does."""

import json
import logging
import sys

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.models import User
from portal.config.operations.logs import JsonFormatter, MaskingFilter
from tests.factories import with_check_digit

PERSON = with_check_digit("850412-999")


def record(message: str, *args: object, **facts: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "prov", "levelname": "INFO", "msg": message, **facts})
    made.args = args
    return made


def line(made: logging.LogRecord) -> dict[str, object]:
    read: dict[str, object] = json.loads(JsonFormatter().format(made))
    return read


def test_a_line_is_one_json_object_with_its_facts() -> None:
    written = line(record("läste %s\nrader", 3, status=200))
    assert written | {"at": ""} == {
        "at": "",
        "level": "INFO",
        "logger": "prov",
        "message": "läste 3\nrader",
        "status": 200,
    }
    assert "\n" not in JsonFormatter().format(record("två\nrader"))


def test_facts_about_people_are_left_out() -> None:
    assert not {"user", "email"} & set(line(record("inloggning", user="anna", email="a@b.se")))


def test_an_exception_comes_with_its_trace() -> None:
    made = record("fel")
    try:
        raise RuntimeError("prov")
    except RuntimeError:
        made.exc_info = sys.exc_info()
    assert "RuntimeError: prov" in str(line(made)["exception"])


def test_a_personal_number_is_masked_wherever_it_comes_from() -> None:
    made = record("sökte %s", PERSON)
    assert MaskingFilter().filter(made)
    assert PERSON not in made.getMessage()


@pytest.mark.django_db
def test_the_access_log_knows_the_network_and_not_the_reader(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ACCESS_LOG = True
    client, user = Client(), User.objects.create(username="boende")
    client.force_login(user)
    with caplog.at_level(logging.INFO, "portal.access"):
        client.get("/diarium/?q=granne", REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Bläddrare")
    [written] = [each for each in caplog.records if each.name == "portal.access"]
    said = JsonFormatter().format(written)
    assert '"path": "/diarium/"' in said
    assert '"network": "192.0.2.0"' in said
    for secret in ("192.0.2.77", "boende", "granne", "Bläddrare", f'"{user.pk}"'):
        assert secret not in said


@pytest.mark.django_db
def test_nothing_is_logged_of_readers_unless_the_city_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "portal.access"):
        Client().get("/diarium/")
    assert [each for each in caplog.records if each.name == "portal.access"] == []
