"""Search as data: the same answers, strict about its questions."""

from typing import Any

import pytest
from django.test import Client

from tests.meetings.outlets import factories as make
from tests.search.city import Record, publish_record

pytestmark = pytest.mark.django_db

KNOWN = [
    "q",
    "kind",
    "organization",
    "party",
    "reference",
    "date",
    "sort",
    "page",
    "exact",
]


@pytest.fixture
def record() -> Record:
    return publish_record()


def ask(client: Client, query: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 200, response.content
    said: dict[str, Any] = response.json()
    return said


def urls(said: dict[str, Any]) -> set[str]:
    return {each["url"].removeprefix("http://localhost:8000") for each in said["data"]}


def test_a_hit_says_what_it_is(client: Client, record: Record) -> None:
    said = ask(client, "q=surfzoner")
    (hit,) = said["data"]
    assert hit["id"] == str(record.statement.id)
    assert (hit["kind"], hit["version"], hit["organization"]) == ("document/statement", 1, "ks")
    assert (hit["date"], hit["references"], hit["parties"]) == (
        "2016-10-19",
        ["1451/14"],
        ["M", "L"],
    )
    (excerpt,) = hit["excerpts"]
    assert {"text": "Surfzoner", "marked": True} in excerpt["text"]
    assert excerpt["page"] == 2
    assert excerpt["url"].endswith("/handlingar/27/#sida-2")
    assert said["total"] == 1


def test_filters_and_their_counts(client: Client, record: Record) -> None:
    said = ask(client, "q=wifi&kind=document&organization=ks")
    assert urls(said) == {record.statement.path, record.report.path}
    assert {"value": "document/statement", "count": 1} in said["facets"]["kind"]
    assert said["facets"]["organization"] == [{"value": "ks", "count": 2}]
    assert urls(ask(client, "q=wifi&kind=document/statement")) == {record.statement.path}
    assert urls(ask(client, "party=L&date=2016-10..2017")) == {record.statement.path}
    assert record.case.path in urls(ask(client, "reference=1451/14"))


def test_a_bare_number_is_a_search_here(client: Client, record: Record) -> None:
    assert {record.case.path, record.statement.path} <= urls(ask(client, "q=1451/14"))


def test_pages_lead_on(client: Client) -> None:
    ks = make.organization()
    make.publish(ks, *(make.document(number, of=ks, title="Wifi") for number in range(1, 61)))
    first = ask(client, "q=wifi")
    assert (first["total"], len(first["data"])) == (60, 50)
    assert first["links"]["next"].endswith("/api/v1/search?q=wifi&page=2")
    second = ask(client, "q=wifi&page=2")
    assert (len(second["data"]), second["links"]["next"]) == (10, None)
    assert urls(first).isdisjoint(urls(second))


@pytest.mark.parametrize("name", ["sida", "typ", "x", "Q"])
def test_an_unknown_parameter_is_refused_with_the_known_ones(client: Client, name: str) -> None:
    response = client.get(f"/api/v1/search?{name}=1")
    assert response.status_code == 400
    assert response.json()["known"] == KNOWN


@pytest.mark.parametrize(
    "query", ["page=0", "page=21", "page=x", "sort=x", "date=2016-13", "q=a&q=b", "date=a&date=b"]
)
def test_a_value_that_cannot_be_read_is_refused(client: Client, query: str) -> None:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 400
    assert response.json()["error"]


def test_notices_come_along(client: Client, record: Record) -> None:
    said = ask(client, "q=wifi+organ:finnsinte")
    assert said["notices"] == ["Det finns inget organ som heter ”finnsinte”. Alla organ visas."]


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 10_000, "q=" + "a*+" * 500, "q=%22"])
def test_hostile_text_is_answered(client: Client, query: str) -> None:
    assert ask(client, query)["data"] == []


def test_it_stands_in_openapi(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    names = [each["name"] for each in paths["/api/v1/search"]["get"]["parameters"]]
    assert sorted(names) == sorted(KNOWN)
    assert "/api/v1/search/suggest" in paths


def test_other_methods_and_origins(client: Client, record: Record) -> None:
    assert client.options("/api/v1/search").status_code == 204
    assert client.head("/api/v1/search?q=wifi").status_code == 200
    response = client.get("/api/v1/search?q=wifi")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "private" in response.headers["Cache-Control"]
