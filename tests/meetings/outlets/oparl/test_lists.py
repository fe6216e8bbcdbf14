"""Lists: pages that lose nothing, filters that stay in links, and questions that are refused."""

import datetime
import json

import pytest
from django.test import Client
from django.utils.http import urlencode

from tests.meetings.outlets import factories as make
from tests.meetings.outlets.oparl.conftest import Later
from tests.meetings.outlets.oparl.harvest import LISTS, ROOT, body, get, listed, pages

pytestmark = pytest.mark.django_db

PAPERS = f"{ROOT}/papers"


def papers(*numbers: int) -> list[str]:
    contents = [make.document(number) for number in numbers]
    make.publish(*contents)
    return [str(content.id) for content in contents]


def names(*found: dict[str, str]) -> list[str]:
    return [each["name"] for each in found]


def test_a_list_is_read_page_by_page_without_loss_or_repetition() -> None:
    wanted = papers(*range(1, 8))
    found = [each for page in pages(PAPERS, limit="3") for each in page["data"]]
    assert sorted(each["id"].rpartition("/")[2] for each in found) == sorted(wanted)
    assert [len(page["data"]) for page in pages(PAPERS, limit="3")] == [3, 3, 1]


def test_a_correction_while_somebody_reads_hides_nothing(later: Later) -> None:
    """The order is that of first publication, whatever happens to what was read already."""
    contents = [make.document(number) for number in range(1, 7)]
    for content in contents:
        make.publish(content)
        later()
    first = get(PAPERS, limit="2")
    make.correct(contents[0].model_copy(update={"title": "Rättad"}))
    make.withdraw(contents[1])
    make.publish(make.document(7))
    rest = [each for page in pages(first["links"]["next"]) for each in page["data"]]
    assert names(*rest) == [f"Handling {number}" for number in range(3, 8)]


@pytest.mark.parametrize("name", LISTS)
def test_filters_stay_in_every_link(name: str) -> None:
    asked = {
        "created_since": "2001-01-01T00:00:00+01:00",
        "created_until": "2099-01-01T00:00:00+01:00",
        "modified_since": "2001-01-01T00:00:00+01:00",
        "modified_until": "2099-01-01T00:00:00+01:00",
    }
    paper = make.document(2, files=(make.file_ref(),))
    who, ks, held = make.person(), make.organization(), make.organization("b")
    one, two = make.meeting(ks), make.meeting(held, make.DAY.replace(year=2012))
    items = [make.item(one, documents=[paper]), make.item(two, documents=[paper])]
    others = [make.document(1, files=(make.file_ref(),)), make.person(2)]
    members = [make.membership(who, ks), make.membership(who, held)]
    make.publish(paper, who, ks, held, one, two, *items, *others, *members)
    first, second = pages(body()[name], limit="1", **asked)
    for links in (first["links"], second["links"]):
        assert all(urlencode(asked) in link for link in links.values())
    assert (set(first["links"]), set(second["links"])) == (
        {"first", "self", "next"},
        {"first", "self"},
    )


def test_the_four_times(later: Later) -> None:
    first = make.document(1)
    make.publish(first)
    at = later()
    make.publish(make.document(2))
    later()
    make.correct(first.model_copy(update={"title": "Rättad"}))
    assert names(*listed("paper", created_since=at)) == ["Handling 2"]
    assert names(*listed("paper", created_until=at)) == ["Rättad", "Handling 2"]
    assert names(*listed("paper", modified_until=at)) == ["Handling 2"]
    assert names(*listed("paper", modified_since=at)) == ["Rättad", "Handling 2"]
    assert names(*listed("paper", created_until=at, created_since=at)) == ["Handling 2"]


def test_a_time_is_compared_as_it_is_shown(later: Later) -> None:
    """Entries have microseconds, OParl has not."""
    at = later()
    papers(1)
    assert len(listed("paper", modified_since=at, modified_until=at)) == 1


def test_a_tombstone_is_listed_with_modified_since_only(later: Later) -> None:
    paper = make.document(1)
    make.publish(paper)
    since = later()
    make.withdraw(paper, reason="Fel handling.", ground="21 kap. 1 § OSL")
    assert listed("paper") == listed("paper", created_since="2001-01-01T00:00:00+01:00") == []
    [told] = listed("paper", modified_since=since)
    assert told == {
        "id": told["id"],
        "type": "https://schema.oparl.org/1.1/Paper",
        "created": "2026-05-04T10:00:00+02:00",
        "modified": "2026-05-04T10:01:00+02:00",
        "deleted": True,
        "radslag:verb": "withdrawn",
        "radslag:reason": "Fel handling.",
        "radslag:ground": "21 kap. 1 § OSL",
        "radslag:version": 2,
    }
    assert get(told["id"]) == told


def test_internal_fields_are_left_out_when_asked() -> None:
    who, ks = make.person(), make.organization()
    meeting = make.meeting(ks)
    paper = make.document(1, files=(make.file_ref("a.pdf"), make.file_ref("b.pdf", b"%PDF b")))
    make.publish(who, ks, make.membership(who, ks), meeting, make.item(meeting), paper)
    inner = {"person": "membership", "meeting": "agendaItem", "paper": "auxiliaryFile"}
    for name, field in inner.items():
        assert field in listed(name)[0]
        assert field not in listed(name, omit_internal="true")[0]
    assert "legislativeTerm" not in get(f"{ROOT}/bodies", omit_internal="true")["data"][0]


def test_an_organization_has_its_own_meetings_and_consultations() -> None:
    ks, kf = make.organization(), make.organization("kf")
    paper = make.document(1)
    held = [make.meeting(each) for each in (ks, kf)]
    make.publish(ks, kf, paper, *held, *(make.item(each, documents=[paper]) for each in held))
    for content, meeting in zip((ks, kf), held, strict=True):
        shown = get(f"{ROOT}/organization/{content.id}")
        assert names(*get(shown["meeting"])["data"]) == [meeting.title]
        [consultation] = get(shown["consultation"])["data"]
        assert consultation["organization"] == [shown["id"]]


@pytest.mark.parametrize(
    "query",
    [
        {"page": "2"},
        {"modified_since": "igår"},
        {"modified_since": "2016-10-19"},
        {"modified_since": "2016-10-19T10:00:00"},
        {"created_until": "0000-01-01T00:00:00+00:00"},
        {"created_until": "0001-01-01T00:00:00+01:00"},
        {"limit": "0"},
        {"limit": "1001"},
        {"omit_internal": "1"},
        {"after": "ingenting"},
        {"after": "5f0c8c1e-2f51-4a0e-9d0a-6a2f0f4d7b11"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["papers", "consultations", "files", "locations", "terms"])
def test_a_wrong_question_is_an_error_object(name: str, query: dict[str, str]) -> None:
    response = Client().get(f"{ROOT}/{name}", query)
    said = json.loads(response.content)
    assert response.status_code == 400
    assert said["type"] == "https://schema.oparl.org/1.1/Error"
    assert said["message"]


def test_an_unknown_parameter_is_told_the_known_ones() -> None:
    for address in (PAPERS, f"{ROOT}/meetings"):
        said = json.loads(Client().get(address, {"seit": "1"}).content)
        assert said["radslag:known"] == [
            "created_since",
            "created_until",
            "modified_since",
            "modified_until",
            "omit_internal",
            "limit",
            "after",
        ]


def test_a_plus_sign_that_was_not_encoded_is_understood() -> None:
    papers(1)
    page = json.loads(Client().get(f"{PAPERS}?modified_since=2001-01-01T00:00:00+01:00").content)
    assert len(page["data"]) == 1


def test_terms_are_those_in_which_there_are_meetings(later: Later) -> None:
    ks = make.organization()
    make.publish(ks, make.meeting(ks, datetime.date(2014, 10, 14)))
    since = later()
    make.publish(make.meeting(ks, datetime.date(2014, 10, 15)))
    shown = [(each["startDate"], each["endDate"]) for each in listed("legislativeTermList")]
    assert shown == [("2010-11-01", "2014-10-14"), ("2014-10-15", "2018-10-14")]
    assert len(listed("legislativeTermList", created_since=since)) == 1
    embedded = [each["id"] for each in body()["legislativeTerm"]]
    assert embedded == [each["id"] for each in listed("legislativeTermList")]
