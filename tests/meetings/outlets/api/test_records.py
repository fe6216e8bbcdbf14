"""The list of records: its shape, what it finds, and whom it shows what."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.contents import DocumentContent, OrganizationContent
from meetings.outlets.api.shapes import ListShape
from portal.core.canonical import sha256_hex
from portal.core.clock import local_iso
from portal.ledger.readers import members_of
from portal.ledger.selectors import head_seq
from tests.meetings.outlets.factories import (
    case,
    correct,
    document,
    file_ref,
    item,
    meeting,
    organization,
    publish,
    registration,
    secret_registration,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db

RECORDS = "/api/v1/records"


def get(client: Client, **asked: str) -> dict[str, Any]:
    answered = client.get(RECORDS, asked)
    assert answered.status_code == 200, answered.content
    said: dict[str, Any] = answered.json()
    return said


def titles(client: Client, **asked: str) -> list[str]:
    return [row["title"] for row in get(client, **asked)["data"]]


def test_a_document_has_the_shape_of_the_contract(client: Client) -> None:
    ks = organization()
    paper = document(17, of=ks, references=("1451/14",), files=(file_ref('Ärende "å" 1.pdf'),))
    published = publish(ks, paper)
    assert get(client, kind="document") == {
        "data": [
            {
                "id": str(paper.id),
                "kind": "document",
                "version": 1,
                "sha256": sha256_hex(paper.canonical()),
                "url": "http://localhost:8000/handlingar/17/",
                "title": "Handling 17",
                "date": "2016-09-05",
                "references": ["1451/14"],
                "organization": "ks",
                "files": [
                    {
                        "name": 'Ärende "å" 1.pdf',
                        "file_sha256": paper.files[0].file_sha256,
                        "url": "http://localhost:8000/handlingar/17/v1/"
                        "%C3%84rende%20%22%C3%A5%22%201.pdf",
                    }
                ],
                "recorded_at": local_iso(published.recorded_at),
            }
        ],
        "links": {"next": None},
        "head": 2,
    }


def test_a_time_has_the_offset_of_the_city(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """02:30 comes twice on 30 October 2016; the offset tells which."""
    second = datetime.datetime(2016, 10, 30, 1, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: second)
    publish(organization())
    assert get(client)["data"][0]["recorded_at"] == "2016-10-30T02:30:00+01:00"


def test_a_withdrawn_record_keeps_its_row_and_says_why(client: Client) -> None:
    ks = organization()
    paper = document(17, of=ks, references=("1451/14",))
    publish(ks, paper)
    act = withdraw(paper, reason="Fel bilaga.", ground="OSL 21:7")
    assert get(client, kind="document")["data"] == [
        {
            "id": str(paper.id),
            "kind": "document",
            "version": 2,
            "sha256": None,
            "url": "http://localhost:8000/handlingar/17/",
            "title": "",
            "date": "2016-09-05",
            "references": ["1451/14"],
            "organization": "ks",
            "files": [],
            "recorded_at": local_iso(act.recorded_at),
            "verb": "withdrawn",
            "reason": "Fel bilaga.",
            "ground": "OSL 21:7",
        }
    ]


def test_every_answer_is_what_openapi_promises(client: Client) -> None:
    ks = organization()
    paper = document(17, of=ks)
    publish(ks, paper, document(18))
    withdraw(paper)
    ListShape.model_validate(get(client))


def test_a_corrected_record_shows_its_newest_version_only(client: Client) -> None:
    paper = document(17)
    publish(paper)
    correct(paper.model_copy(update={"title": "Rätt rubrik"}))
    (row,) = get(client)["data"]
    assert (row["title"], row["version"]) == ("Rätt rubrik", 2)


@pytest.fixture
def agenda() -> OrganizationContent:
    """Item 2.2.2 of 19 October 2016 under case 1451/14, with papers that lack its number."""
    ks, intraservice = organization(), organization("intraservice")
    plan = case(ks, "1451/14")
    report = document(1, title="Report", date=datetime.date(2016, 9, 5))
    line = registration(intraservice, "0435/15")
    extract = document(2, of=intraservice, title="Extract", registrations=[line])
    of_case = document(3, title="Of the case", case=plan, references=())
    other = document(4, title="Other", date=datetime.date(2016, 9, 5))
    wednesday = meeting(ks, title="Wednesday")
    handled = item(wednesday, "2.2.2", case=plan, title="Item", documents=[report, extract])
    later = meeting(intraservice, datetime.date(2017, 1, 10), title="Later")
    publish(ks, intraservice, plan, report, line, extract, of_case, other)
    publish(wednesday, handled, later, item(later, "1", title="Later item", documents=[other]))
    return ks


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"reference": "1451/14"}, ["Report", "Extract", "Of the case"]),
        ({"reference": "0435/15"}, ["Extract"]),
        ({"reference": "1451"}, []),
        ({"organization": "ks"}, ["Report", "Extract"]),
        ({"organization": "KS", "date": "2016-10-19"}, ["Report", "Extract"]),
        ({"organization": "intraservice"}, ["Extract", "Other"]),
        ({"date": "2016-09"}, ["Report", "Extract", "Of the case", "Other"]),
        ({"date": "2016-10..2016"}, ["Report", "Extract"]),
        ({"date": "2017"}, ["Other"]),
        ({"organization": "ks", "date": "2017"}, []),
        (
            {"organization": "ks", "date": "2016-10-19", "reference": "1451/14", "page": "1"},
            ["Report", "Extract"],
        ),
    ],
)
def test_a_paper_is_found_by_itself_and_by_where_it_lies(
    client: Client, asked: dict[str, str], expected: list[str]
) -> None:
    assert sorted(titles(client, kind="document", **asked)) == sorted(expected)


@pytest.mark.usefixtures("agenda")
def test_a_case_number_finds_everything_of_the_case(client: Client) -> None:
    assert sorted(titles(client, reference="1451/14")) == [
        "Extract",
        "Item",
        "Of the case",
        "Report",
        "Ärende 1451/14",
    ]


def test_what_lies_on_a_hidden_agenda_is_not_found_by_it(
    client: Client, agenda: OrganizationContent
) -> None:
    paper = document(30, title="Known", references=())
    closed = meeting(agenda, datetime.date(2018, 1, 1))
    hidden = item(closed, "1", documents=[paper], references=("9/18",))
    publish(paper)
    publish(closed, hidden, audience=members_of(agenda.id))
    assert titles(client, reference="9/18") == []
    client.force_login(user_in(agenda))
    assert titles(client, reference="9/18", kind="document") == ["Known"]


def test_an_item_that_was_withdrawn_finds_nothing(client: Client) -> None:
    ks = organization()
    paper = document(30, references=())
    day = meeting(ks)
    handled = item(day, "1", documents=[paper], references=("9/18",))
    publish(ks, paper, day, handled)
    withdraw(handled)
    assert [row["kind"] for row in get(client, reference="9/18")["data"]] == ["agenda-item"]


def test_only_members_read_what_is_theirs(client: Client) -> None:
    ks, other = organization(), organization("intraservice")
    secret = document(17, of=ks, title="Hemlig", provision="OSL 18:8")
    publish(ks, other, secret_registration(ks))
    publish(secret, audience=members_of(ks.id))
    assert titles(client, kind="document") == []
    client.force_login(user_in(other, username="annan"))
    assert titles(client, kind="document") == []
    client.force_login(user_in(ks))
    assert titles(client, kind="document") == ["Hemlig"]


def test_a_secret_registration_shows_number_and_date_only(client: Client) -> None:
    ks = organization()
    line = secret_registration(ks, "0606/18", 1)
    publish(ks, line)
    (row,) = get(client, kind="registration")["data"]
    assert (row["title"], row["date"], row["references"]) == (line.title, "2016-09-05", ["0606/18"])


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("sort=date", ["kind", "organization", "date", "reference", "page"]),
        ("date=igår", None),
        ("organization=finns-inte", None),
        ("page=0", None),
    ],
)
def test_a_wrong_question_is_told_so(client: Client, asked: str, known: list[str] | None) -> None:
    answered = client.get(f"{RECORDS}?{asked}")
    assert answered.status_code == 400
    assert answered.json().get("known") == known
    assert answered.json()["error"].endswith(".")


def test_an_unknown_kind_is_told_the_known_ones(client: Client) -> None:
    assert "document" in client.get(RECORDS, {"kind": "x"}).json()["known"]


def test_fifty_a_page_in_an_order_that_holds(client: Client) -> None:
    first = [document(number, references=("1/16",)) for number in range(1, 31)]
    then = [document(number, references=("1/16",)) for number in range(31, 61)]
    publish(*first)
    publish(*then)
    one = get(client, kind="document", reference="1/16")
    assert len(one["data"]) == 50
    assert one["links"]["next"] == (
        "http://localhost:8000/api/v1/records?kind=document&reference=1/16&page=2"
    )
    correct(first[0].model_copy(update={"title": "Rättad", "date": datetime.date(2020, 1, 1)}))
    publish(document(99, references=("1/16",)))
    two = client.get(one["links"]["next"]).json()
    assert [row["title"] for row in two["data"]][-1] == "Handling 99"
    assert len({row["id"] for row in one["data"] + two["data"]}) == 61
    assert two["links"] == {"next": None}


def test_a_page_after_the_last_is_empty(client: Client) -> None:
    assert get(client, page="7") == {"data": [], "links": {"next": None}, "head": 0}


def test_nothing_new_is_304_and_something_new_is_not(client: Client) -> None:
    publish(document(17))
    tag = client.get(RECORDS).headers["ETag"]
    again = client.get(RECORDS, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    publish(document(18))
    assert client.get(RECORDS, headers={"If-None-Match": tag}).status_code == 200


def test_anyone_may_ask_from_any_origin_and_a_member_from_here(client: Client) -> None:
    ks = organization()
    publish(ks)
    anonymous = client.get(RECORDS)
    assert anonymous.headers["Access-Control-Allow-Origin"] == "*"
    assert anonymous.headers["Cache-Control"] == "no-cache"
    client.force_login(user_in(ks))
    member = client.get(RECORDS)
    assert "Access-Control-Allow-Origin" not in member.headers
    assert set(member.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_a_browser_may_ask_first_and_a_client_ask_for_heads_only(client: Client) -> None:
    preflight = client.options(RECORDS)
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert client.head(RECORDS).status_code == 200
    assert client.post(RECORDS).status_code == 405


@pytest.mark.parametrize(
    "asked", [{}, {"reference": "1451/14", "organization": "ks", "date": "2016"}]
)
def test_thirty_rows_cost_as_many_queries_as_three(client: Client, asked: dict[str, str]) -> None:
    ks = organization()
    publish(ks)
    counts = []
    for numbers in (range(1, 4), range(4, 31)):
        publish(*(_paper(ks, number) for number in numbers))
        with CaptureQueriesContext(connection) as counted:
            get(client, **asked)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 7


def _paper(of: OrganizationContent, number: int) -> DocumentContent:
    return document(number, of=of, references=("1451/14",), files=(file_ref(f"{number}.pdf"),))


def test_the_head_is_that_of_the_ledger(client: Client) -> None:
    publish(document(17), document(18))
    assert get(client)["head"] == head_seq() == 2
