"""The change feed: the whole ledger in order, in pages and in lines, for anybody."""

import json
from typing import Any

import pytest
from django.test import Client

from portal.core.canonical import canonical_bytes, sha256_hex
from portal.core.ids import new_id
from portal.ledger.chain import GENESIS, chain_of, commitment_of
from portal.ledger.readers import members_of
from portal.ledger.selectors import head_chain
from tests.factories import stored
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db

CHANGES = "/api/v1/changes"


def page(**query: str | int) -> dict[str, Any]:
    response = Client().get(CHANGES, query)
    assert response.status_code == 200, response.content
    said: dict[str, Any] = json.loads(response.content)
    return said


def refused(**query: str | int) -> tuple[int, dict[str, Any]]:
    response = Client().get(CHANGES, query)
    return response.status_code, json.loads(response.content)


def test_an_empty_ledger_is_an_empty_page() -> None:
    assert page() == {"data": [], "links": {"next": None}, "last": 0, "head": 0}


def test_pages_follow_on_each_other_without_holes() -> None:
    make.publish(*(make.document(number) for number in range(1, 8)))
    found, asked = [], page(limit=3)
    found += asked["data"]
    while asked["links"]["next"]:
        asked = json.loads(
            Client().get(asked["links"]["next"].removeprefix("http://localhost:8000")).content
        )
        found += asked["data"]
    assert [each["seq"] for each in found] == list(range(1, 8))
    assert (asked["last"], asked["head"]) == (7, 7)


def test_lines_say_the_same_as_pages() -> None:
    make.publish(make.document(1), make.document(2))
    by_format = Client().get(CHANGES, {"format": "ndjson"})
    by_header = Client().get(CHANGES, headers={"Accept": "application/x-ndjson"})
    assert by_format.content == by_header.content
    assert by_format.headers["Content-Type"] == "application/x-ndjson"
    assert "Accept" in by_header.headers["Vary"].split(", ")
    assert [json.loads(line) for line in by_format.content.splitlines()] == page()["data"]


def test_a_line_says_what_was_done_and_the_content_byte_for_byte() -> None:
    paper = make.document(17)
    make.publish(paper)
    make.correct(paper.model_copy(update={"title": 'Rätt "rubrik"\n'}), reason="Fel \\ rubrik.")
    published, corrected = page()["data"]
    assert (published["verb"], published["version"], published["kind"]) == (
        "published",
        1,
        "document",
    )
    assert (corrected["verb"], corrected["version"], corrected["reason"]) == (
        "corrected",
        2,
        "Fel \\ rubrik.",
    )
    assert published["content"] == paper.as_json()
    assert sha256_hex(canonical_bytes(published["content"])) == published["sha256"] == paper.sha256


def test_the_chain_can_be_followed_from_the_first_line_to_the_head() -> None:
    ks, paper = make.organization(), make.document(17)
    make.publish(ks, paper)
    make.publish(make.document(18), audience=members_of(ks.id))
    make.withdraw(paper)
    chain = GENESIS
    for each in page()["data"]:
        chain = chain_of(chain, each["commitment"], each["digest"])
        assert each["chain"] == chain
        if each.get("content"):
            assert commitment_of(each["salt"], each["sha256"]) == each["commitment"]
    assert chain == head_chain()


def test_what_is_for_members_is_a_stub_for_everybody() -> None:
    ks = make.organization()
    make.publish(ks)
    make.publish(make.document(17), audience=members_of(ks.id))
    client = Client()
    client.force_login(make.user_in(ks))
    for reader in (Client(), client):
        stub = json.loads(reader.get(CHANGES, {"after": 1}).content)["data"][0]
        assert set(stub) == {"seq", "commitment", "digest", "chain", "stub"}
        assert stub["stub"] is True


def test_a_withdrawn_version_keeps_its_line_and_loses_its_content() -> None:
    paper = make.document(17)
    make.publish(paper)
    make.withdraw(paper, reason="Fel handling.", ground="21 kap. 1 § OSL")
    make.publish(paper)
    first, second, third = page()["data"]
    assert [first[name] for name in ("sha256", "salt", "content")] == [None, None, None]
    assert (second["reason"], second["ground"]) == ("Fel handling.", "21 kap. 1 § OSL")
    assert third["content"] == paper.as_json()


def test_a_cursor_from_the_future_is_told_where_the_ledger_ends() -> None:
    make.publish(make.document(1))
    for form in ("json", "ndjson"):
        status, said = refused(after=2, format=form)
        assert (status, said["head"]) == (400, 1)
        assert "after=2" in said["error"]
    assert page(after=1)["data"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"after": "-1"},
        {"after": "ett"},
        {"after": "9" * 40},
        {"limit": "0"},
        {"limit": "5001"},
        {"wait": "61"},
        {"wait": "länge"},
        {"format": "xml"},
    ],
    ids=str,
)
def test_a_wrong_question_is_refused(query: dict[str, str]) -> None:
    status, said = refused(**query)
    assert (status, bool(said["error"])) == (400, True)


def test_an_unknown_parameter_is_told_the_known_ones() -> None:
    assert refused(since="1")[1]["known"] == ["after", "limit", "format", "wait"]


def test_a_server_that_cannot_wait_answers_at_once() -> None:
    assert page(wait=60)["data"] == []
    assert refused(format="sse")[0] == 406


def test_answers_have_a_tag_and_are_open_to_every_origin() -> None:
    first = Client().get(CHANGES)
    again = Client().get(CHANGES, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, first.headers["Access-Control-Allow-Origin"]) == (304, "*")


def test_a_file_is_fetched_by_its_hash_while_a_public_record_lists_it() -> None:
    ks = make.organization()
    paper = make.document(17, files=(stored(b"Hej", "hej.txt"),))
    secret = make.document(18, files=(stored(b"Hemligt", "a.txt"),))
    make.publish(ks, paper)
    make.publish(secret, audience=members_of(ks.id))
    [ref], [hidden] = paper.files, secret.files
    response = Client().get(f"/api/v1/files/{ref.file_sha256}")
    assert b"".join(response) == b"Hej"
    assert Client().get(f"/api/v1/files/{hidden.file_sha256}").status_code == 404
    assert Client().get(f"/api/v1/files/{new_id()}").status_code == 404
    make.withdraw(paper)
    assert Client().get(f"/api/v1/files/{ref.file_sha256}").status_code == 404
