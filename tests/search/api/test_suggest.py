"""What is offered while one types, and what is never offered."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.meetings.outlets import factories as make
from tests.search.city import Record, publish_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Record:
    return publish_record()


def offered(client: Client, text: str, **more: str) -> list[dict[str, Any]]:
    tail = "".join(f"&{name}={value}" for name, value in more.items())
    response = client.get(f"/api/v1/search/suggest?q={quote(text)}{tail}")
    assert response.status_code == 200
    said: list[dict[str, Any]] = response.json()["data"]
    return said


def test_cases_people_and_organizations_by_name(client: Client, record: Record) -> None:
    (case,) = [each for each in offered(client, "handlings") if each["kind"] == "case"]
    assert case == {
        "text": "Handlingsplan för e-samhälle",
        "kind": "case",
        "kind_name": "Ärende",
        "detail": "1451/14",
        "url": "/arenden/1451-14/",
    }
    assert offered(client, "astrid")[0]["url"] == record.person.path
    assert offered(client, "kommunst")[0]["url"] == record.ks.path


def test_in_english(client: Client, record: Record) -> None:
    case = offered(client, "handlings", language="en")[0]
    assert (case["kind_name"], case["url"]) == ("Case", "/en/arenden/1451-14/")


def test_papers_are_not_names_but_their_words_are_offered(client: Client, record: Record) -> None:
    assert [each["text"] for each in offered(client, "fritt wi")] == ["fritt wifi"]


@pytest.mark.parametrize("text", ["", "a", " ", "🙂", "\0", "-", '"'])
def test_less_than_two_letters_offer_nothing(client: Client, record: Record, text: str) -> None:
    assert offered(client, text) == []


@pytest.mark.parametrize("text", ["x" * 10_000, "a*" * 500, '"a "b', "شبكة", "\u202eab"])
def test_no_text_breaks_it(client: Client, record: Record, text: str) -> None:
    assert isinstance(offered(client, text), list)


def test_what_is_for_members_is_offered_to_them_alone(client: Client, record: Record) -> None:
    assert offered(client, "kodnyck") == []
    client.force_login(make.user_in(record.ks))
    assert [each["text"] for each in offered(client, "kodnyck")] == ["kodnyckeln"]


def test_what_was_withdrawn_is_not_offered(client: Client, record: Record) -> None:
    make.withdraw(record.case, record.person)
    assert offered(client, "handlings") == []
    assert [each["kind"] for each in offered(client, "astrid")] == []


def test_unknown_parameters_are_refused(client: Client) -> None:
    response = client.get("/api/v1/search/suggest?q=ab&page=2")
    assert (response.status_code, response.json()["known"]) == (400, ["q", "language"])
    assert client.get("/api/v1/search/suggest?q=ab&language=de").status_code == 400
