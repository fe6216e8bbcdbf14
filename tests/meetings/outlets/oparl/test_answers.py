"""How OParl is answered: any origin, conditions, spellings of addresses, and files to take home."""

import json

import pytest
from django.test import Client

from meetings.contents import DocumentContent
from tests.factories import stored
from tests.meetings.outlets import factories as make
from tests.meetings.outlets.oparl.harvest import ROOT, get, listed

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


@pytest.fixture
def paper() -> DocumentContent:
    made = make.document(17, files=(stored(b"Hej", "hej.txt"),))
    make.publish(made)
    return made


def test_every_origin_may_read_whoever_is_logged_in(paper: DocumentContent) -> None:
    client = Client()
    client.force_login(make.user_in(make.organization()))
    for address in (f"{ROOT}/system", f"{ROOT}/papers", f"{ROOT}/paper/{paper.id}"):
        for reader in (Client(), client):
            response = reader.get(address)
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert response.headers["Content-Type"] == "application/json; charset=utf-8"
            assert response.headers["Cache-Control"] == "no-cache"
        assert client.get(address).content == Client().get(address).content


def test_what_the_client_has_is_not_sent_again(paper: DocumentContent) -> None:
    address = f"{ROOT}/paper/{paper.id}"
    first = Client().get(address)
    by_tag = Client().get(address, headers={"If-None-Match": first.headers["ETag"]})
    by_time = Client().get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (by_tag.status_code, by_time.status_code) == (304, 304)
    assert by_tag.headers["Access-Control-Allow-Origin"] == "*"
    other = Client().get(address, headers={"If-None-Match": '"annat"'})
    assert other.status_code == 200


def test_head_and_options_are_answered_and_nothing_is_written(paper: DocumentContent) -> None:
    address = f"{ROOT}/paper/{paper.id}"
    assert Client().head(address).status_code == 200
    assert Client().options(address).headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    refused = Client().post(address)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("spelling", ["paper/{upper}", "paper/{id}/", "PAPER/{id}", "Papers"])
def test_another_spelling_leads_to_the_address(paper: DocumentContent, spelling: str) -> None:
    asked = spelling.format(id=paper.id, upper=str(paper.id).upper())
    response = Client().get(f"{ROOT}/{asked}?limit=1")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{ROOT}/{asked.lower().rstrip('/')}?limit=1"


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "paper/1",
        "paper/5f0c8c1e-2f51-4a0e-9d0a-6a2f0f4d7b11",
        "file/5f0c8c1e-2f51-4a0e-9d0a-6a2f0f4d7b11/0",
        "consultation/5f0c8c1e-2f51-4a0e-9d0a-6a2f0f4d7b11/5f0c8c1e-2f51-4a0e-9d0a-6a2f0f4d7b11",
        "organization/5f0c8c1e-2f51-4a0e-9d0a-6a2f0f4d7b11/meetings",
        "term/2013",
        "Nothing/Else/",
    ],
)
def test_what_is_not_there_is_an_error_object(db: None, path: str) -> None:
    response = Client().get(f"{ROOT}/{path}")
    assert response.status_code == 404
    assert json.loads(response.content)["type"] == "https://schema.oparl.org/1.1/Error"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_one_object_is_asked_for_without_parameters(paper: DocumentContent) -> None:
    assert Client().get(f"{ROOT}/paper/{paper.id}?version=1").status_code == 400


def test_a_file_is_shown_at_one_address_and_taken_home_at_the_other(
    paper: DocumentContent,
) -> None:
    [file] = listed("file")
    shown = Client().get(file["accessUrl"].removeprefix(SITE))
    taken = Client().get(file["downloadUrl"].removeprefix(SITE))
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="hej.txt"'
    assert b"".join(taken) == b"Hej"
    assert taken.headers["Access-Control-Allow-Origin"] == "*"
    again = Client().get(
        file["downloadUrl"].removeprefix(SITE), headers={"If-None-Match": taken.headers["ETag"]}
    )
    assert again.status_code == 304


def test_the_bytes_of_what_was_withdrawn_are_gone(paper: DocumentContent) -> None:
    [file] = listed("file")
    make.withdraw(paper)
    assert get(file["id"])["deleted"] is True
    for address in (file["accessUrl"], file["downloadUrl"]):
        assert Client().get(address.removeprefix(SITE)).status_code == 410
