"""One record by its UUID: the whole content, any version, tombstones and the gate."""

import pytest
from django.test import Client

from meetings.outlets.api.shapes import TombstoneShape, WholeRecordShape
from portal.core.canonical import canonical_bytes, sha256_hex
from portal.core.clock import local_iso
from portal.core.ids import new_id
from portal.ledger.readers import members_of
from tests.meetings.outlets.factories import (
    correct,
    document,
    organization,
    publish,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db


def address(record_id: object) -> str:
    return f"/api/v1/records/{record_id}"


def test_the_whole_content_has_the_hash_that_is_told(client: Client) -> None:
    ks = organization()
    paper = document(17, of=ks)
    act = publish(ks, paper)
    said = client.get(address(paper.id)).json()
    assert said == {
        "id": str(paper.id),
        "kind": "document",
        "version": 1,
        "sha256": paper.sha256,
        "url": "http://localhost:8000/handlingar/17/",
        "title": "Handling 17",
        "date": "2016-09-05",
        "references": [],
        "organization": "ks",
        "files": [],
        "recorded_at": local_iso(act.recorded_at),
        "verb": "published",
        "reason": "",
        "content": paper.as_json(),
    }
    assert sha256_hex(canonical_bytes(said["content"])) == said["sha256"]
    WholeRecordShape.model_validate(said)


def test_a_correction_says_its_reason_and_leaves_the_older_version(client: Client) -> None:
    paper = document(17)
    publish(paper)
    correct(paper.model_copy(update={"title": "Rätt"}), reason="Fel rubrik.")
    newest = client.get(address(paper.id)).json()
    oldest = client.get(address(paper.id), {"version": "1"}).json()
    assert (newest["version"], newest["verb"], newest["reason"]) == (2, "corrected", "Fel rubrik.")
    assert (oldest["version"], oldest["title"]) == (1, "Handling 17")


def test_a_withdrawn_record_answers_410_with_its_reason(client: Client) -> None:
    paper = document(17)
    publish(paper)
    withdraw(paper, reason="Fel bilaga.")
    for asked in ({}, {"version": "1"}, {"version": "2"}):
        answered = client.get(address(paper.id), asked)
        assert answered.status_code == 410
        assert answered.json()["reason"] == "Fel bilaga."
        assert "content" not in answered.json()
        TombstoneShape.model_validate(answered.json())


@pytest.mark.parametrize("asked", ["?version=3", "?version=1"])
def test_what_a_reader_may_not_read_is_not_there(client: Client, asked: str) -> None:
    ks, other = organization(), organization("intraservice")
    secret = document(17, of=ks, title="Hemlig")
    publish(ks, other)
    publish(secret, audience=members_of(ks.id))
    nothing = client.get(address(new_id()))
    for login in (None, user_in(other, username="annan")):
        if login:
            client.force_login(login)
        hidden = client.get(address(secret.id) + asked)
        assert (hidden.status_code, hidden.content) == (404, nothing.content)


def test_a_member_reads_what_is_theirs_and_nobody_keeps_it(client: Client) -> None:
    ks = organization()
    secret = document(17, of=ks, title="Hemlig")
    publish(ks)
    publish(secret, audience=members_of(ks.id))
    client.force_login(user_in(ks))
    answered = client.get(address(secret.id))
    assert answered.json()["title"] == "Hemlig"
    assert set(answered.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_a_version_that_was_for_members_stays_theirs(client: Client) -> None:
    """First for members, then for all: the public reads the second version only."""
    ks = organization()
    paper = document(17, of=ks, title="Hemlig")
    publish(ks)
    publish(paper, audience=members_of(ks.id))
    publish(paper.model_copy(update={"title": "Öppen"}))
    assert client.get(address(paper.id)).json()["title"] == "Öppen"
    assert client.get(address(paper.id), {"version": "1"}).status_code == 404


def test_a_version_that_became_for_members_is_gone_for_all(client: Client) -> None:
    ks = organization()
    paper = document(17, of=ks, title="Öppen")
    publish(ks, paper)
    withdraw(paper)
    publish(paper, audience=members_of(ks.id))
    for asked in ({}, {"version": "1"}):
        assert client.get(address(paper.id), asked).status_code == 404


@pytest.mark.parametrize("asked", ["version=x", "version=0", "v=1"])
def test_a_wrong_question_is_400(client: Client, asked: str) -> None:
    paper = document(17)
    publish(paper)
    assert client.get(f"{address(paper.id)}?{asked}").status_code == 400


def test_nothing_new_is_304(client: Client) -> None:
    paper = document(17)
    publish(paper)
    tag = client.get(address(paper.id)).headers["ETag"]
    assert client.get(address(paper.id), headers={"If-None-Match": tag}).status_code == 304
    correct(paper)
    assert client.get(address(paper.id), headers={"If-None-Match": tag}).status_code == 200
