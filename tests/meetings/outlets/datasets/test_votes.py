"""Votes as tables: a row for each mandate and round, and no name that the record does not have."""

import csv
import hashlib
import json
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from meetings.addresses import vote_path
from meetings.decision_contents import Ballot, DecisionContent, VoteContent
from portal.core.ids import new_id
from portal.ledger.readers import members_of
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db

CSV = "/api/v1/votes.csv"


def ballot(name: str, choice: str, party: str = "A") -> Ballot:
    return Ballot(person=new_id(), name=name, party=party, choice=choice)


def vote(of: DecisionContent, order: int = 1, **fields: Any) -> VoteContent:
    given: dict[str, Any] = {
        "id": new_id(),
        "path": vote_path(of.path, order),
        "title": of.title,
        "organization": of.organization,
        "date": of.date,
        "decision": of.id,
        "order": order,
        "purpose": "main",
        "detail": "counts",
        "yes": 7,
        "no": 6,
        "won": "yes",
    }
    return VoteContent(**given | fields)


def decided(*, audience: str = "", **fields: Any) -> DecisionContent:
    ks = make.organization()
    meeting = make.meeting(ks)
    of = make.item(meeting, case=(case := make.case(ks)))
    found = make.decision(of, **fields)
    make.publish(ks, meeting, case, of)
    make.publish(found, audience=members_of(ks.id) if audience else "public")
    return found


def rows(client: Client, address: str = CSV) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    body = b"".join(response)
    return list(csv.DictReader(StringIO(body.decode())))


def test_named_votes_have_a_row_for_each_mandate(client: Client) -> None:
    decision = decided(method="vote")
    ballots = (ballot("Ada", "yes"), ballot("Bo", "no", "B"))
    make.publish(vote(decision, detail="named", yes=1, no=1, by_lot=True, ballots=ballots))
    found = rows(client)
    told = [(row["row"], row["name"], row["party"], row["choice"]) for row in found]
    assert told == [("mandate", "Ada", "A", "yes"), ("mandate", "Bo", "B", "no")]
    assert found[0]["reference"] == "1451/14"
    assert found[0]["organization"] == "ks"
    assert found[0]["by_lot"] == "true"


def test_counts_stay_counts(client: Client) -> None:
    decision = decided(method="vote")
    make.publish(vote(decision, absent=0))
    found = [(row["row"], row["choice"], row["count"], row["name"]) for row in rows(client)]
    assert found == [
        ("count", "yes", "7", ""),
        ("count", "no", "6", ""),
        ("count", "absent", "0", ""),
    ]


def test_prose_stays_prose(client: Client) -> None:
    decision = decided(method="vote")
    prose = "Mit Mehrheit, 2 Enthaltungen"
    make.publish(vote(decision, detail="prose", yes=None, no=None, won="", prose=prose))
    assert [(row["row"], row["prose"], row["count"]) for row in rows(client)] == [
        ("prose", prose, "")
    ]


def test_what_was_decided_by_voice_has_one_row(client: Client) -> None:
    decided()
    assert [(row["row"], row["vote"], row["outcome"]) for row in rows(client)] == [
        ("acclamation", "", "approved")
    ]


def test_counter_proposals_are_rounds_of_their_own(client: Client) -> None:
    decision = decided(method="vote")
    make.publish(vote(decision, 1, purpose="counter_proposal"), vote(decision, 2))
    found = {(row["round"], row["purpose"]) for row in rows(client)}
    assert found == {("1", "counter_proposal"), ("2", "main")}


def test_json_says_the_same_as_csv(client: Client) -> None:
    make.publish(vote(decided(method="vote")))
    answered = json.loads(b"".join(client.get("/api/v1/votes.json")))
    assert answered["columns"] == list(rows(client)[0])
    assert [(each["choice"], each["count"]) for each in answered["data"]] == [("yes", 7), ("no", 6)]


def test_what_is_not_for_all_is_not_there_for_anybody(client: Client) -> None:
    decided(audience="members")
    assert rows(client) == []


def test_what_was_withdrawn_is_gone(client: Client) -> None:
    decision = decided(method="vote")
    make.publish(round_ := vote(decision))
    make.withdraw(round_, decision)
    assert rows(client) == []


def test_a_formula_is_not_run_by_a_spreadsheet(client: Client) -> None:
    decided(title='=HYPERLINK("x")')
    assert rows(client)[0]["title"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize(
    ("asked", "found"),
    [("year=2016", 1), ("year=2015", 0), ("organization=ks", 1), ("year=2016&organization=ks", 1)],
)
def test_a_year_or_an_organization(asked: str, found: int, client: Client) -> None:
    decided()
    assert len(rows(client, f"{CSV}?{asked}")) == found


@pytest.mark.parametrize(
    "asked", ["year=x", "year=0", "year=²", "year=99999", "organization=zz", "x=1", "year=1&year=2"]
)
def test_a_question_that_cannot_be_answered_is_refused(asked: str, client: Client) -> None:
    assert client.get(f"{CSV}?{asked}").status_code == 400


def test_an_unknown_parameter_is_told_the_known_ones(client: Client) -> None:
    assert client.get(f"{CSV}?x=1").json()["known"] == ["organization", "year"]


def test_the_manifest_has_the_hash_of_each_file(client: Client) -> None:
    make.publish(vote(decided(method="vote")))
    files = client.get("/datasets/manifest.json").json()["files"]
    assert [each["name"] for each in files] == ["votes-2016.csv", "votes-2016.json"]
    for each in files:
        body = b"".join(client.get(f"/datasets/{each['name']}"))
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (each["sha256"], each["size"])


def test_the_manifest_follows_the_ledger(client: Client) -> None:
    decision = decided(method="vote")
    before = client.get("/datasets/manifest.json").json()
    make.publish(vote(decision))
    after = client.get("/datasets/manifest.json").json()
    assert before["files"][0]["sha256"] != after["files"][0]["sha256"]
    assert before["chain"] != after["chain"]


def test_a_year_without_decisions_has_no_file(client: Client) -> None:
    assert client.get("/datasets/votes-1999.csv").status_code == 404


def test_a_client_that_has_it_is_told_so(client: Client) -> None:
    decided()
    tag = client.get(CSV).headers["ETag"]
    assert client.get(CSV, headers={"If-None-Match": tag}).status_code == 304
    make.publish(make.organization("slk"))
    assert client.get(CSV, headers={"If-None-Match": tag}).status_code == 200


def test_the_page_of_open_data_lists_it(client: Client) -> None:
    decided()
    page = client.get("/api/").content.decode()
    for address in (CSV, "/datasets/dcat", "/datasets/votes-2016.csv"):
        assert f'href="{address}"' in page
