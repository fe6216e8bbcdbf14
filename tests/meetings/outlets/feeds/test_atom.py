"""Atom feeds of organizations, cases and corrections."""

import datetime
from uuid import uuid5
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.core.clock import local_iso
from portal.ledger.readers import members_of
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
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db

NAMES = {"a": "http://www.w3.org/2005/Atom", "r": "urn:radslag:record"}


def feed(client: Client, address: str) -> ElementTree.Element:
    answered = client.get(address)
    assert answered.status_code == 200
    assert answered.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answered.content)  # noqa: S314  # our own answer


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [each.text or "" for each in root.findall(f"a:entry/a:{name}", NAMES)]


def test_an_entry_has_the_id_of_its_record_and_the_times_of_its_versions(client: Client) -> None:
    ks = organization()
    paper = document(17, of=ks, title="Plan", files=(file_ref("Å.pdf"),))
    first = publish(ks, paper)
    then = correct(paper, reason="Fel bilaga.")
    root = feed(client, "/organ/ks/atom.xml")
    entry = root.find("a:entry", NAMES)
    assert entry is not None
    told = {name: entry.findtext(f"a:{name}", namespaces=NAMES) for name in _TOLD}
    assert told == {
        "id": f"urn:uuid:{paper.id}",
        "title": "Tjänsteutlåtande: Plan",
        "published": local_iso(first.recorded_at),
        "updated": local_iso(then.recorded_at),
        "summary": "Fel bilaga.",
    }
    links = {link.attrib["rel"]: link.attrib["href"] for link in entry.findall("a:link", NAMES)}
    assert links == {
        "alternate": "http://localhost:8000/handlingar/17/",
        "enclosure": "http://localhost:8000/handlingar/17/v2/%C3%85.pdf",
    }
    version = entry.find("r:version", NAMES)
    assert version is not None
    assert version.attrib == {"version": "2", "sha256": paper.sha256}


_TOLD = ("id", "title", "published", "updated", "summary")


def test_the_feed_has_an_id_of_its_own_and_the_time_of_its_newest_entry(client: Client) -> None:
    ks = organization()
    act = publish(ks, document(17, of=ks))
    root = feed(client, "/organ/ks/atom.xml")
    assert root.findtext("a:id", namespaces=NAMES) == f"urn:uuid:{uuid5(ks.id, 'atom')}"
    assert root.findtext("a:updated", namespaces=NAMES) == local_iso(act.recorded_at)
    assert root.findtext("a:title", namespaces=NAMES) == "Kommunstyrelsen, Göteborgs Stad"


def test_an_organization_is_followed_through_its_agendas(client: Client) -> None:
    ks, other = organization(), organization("intraservice")
    plan = case(other, "1451/14", title="Plan")
    paper = document(17, of=other, title="Report")
    line = registration(ks, document=paper.id)
    wednesday = meeting(ks)
    publish(ks, other, plan, paper, line, document(18, of=other, title="Other"))
    publish(wednesday, item(wednesday, "2.2.2", title="Item", case=plan, documents=[paper]))
    assert sorted(texts(feed(client, "/organ/ks/atom.xml"), "title")) == [
        "1451/14 Plan",
        "2.2.2 Item",
        "Kommunstyrelsen 2016-10-19",
        "Tjänsteutlåtande: Report",
    ]


def test_a_case_is_followed_with_its_items_and_papers(client: Client) -> None:
    ks = organization()
    plan, other = case(ks, "1451/14", title="Plan"), case(ks, "1/16", title="Other")
    own = document(17, title="Own", case=plan)
    named = document(18, title="Named", references=())
    wednesday = meeting(ks)
    handled = item(wednesday, "2", title="Item", case=plan, documents=[named])
    publish(ks, plan, other, own, named, document(19, case=other), wednesday, handled)
    found = texts(feed(client, "/arenden/1451-14/atom.xml"), "title")
    assert sorted(found) == [
        "1451/14 Plan",
        "2 Item",
        "Tjänsteutlåtande: Named",
        "Tjänsteutlåtande: Own",
    ]


def test_what_was_withdrawn_stays_with_its_reason_and_without_its_title(client: Client) -> None:
    ks = organization()
    plan = case(ks, "1451/14", title="Plan")
    wednesday = meeting(ks)
    handled = item(wednesday, "2", title="Hemlig rubrik", case=plan)
    publish(ks, plan, wednesday, handled)
    withdraw(handled, reason="Fel ärende.", ground="OSL 21:7")
    for address in ("/arenden/1451-14/atom.xml", "/organ/ks/atom.xml"):
        root = feed(client, address)
        assert texts(root, "title")[0] == "Återtagen: Punkt 2"
        assert texts(root, "summary")[0] == "Fel ärende. OSL 21:7"
        assert texts(root, "id")[0] == f"urn:uuid:{handled.id}"
        assert "Hemlig" not in ElementTree.tostring(root, encoding="unicode")


def test_corrections_are_entries_each_with_an_id_that_stays(client: Client) -> None:
    paper = document(17, title="Plan")
    publish(paper)
    correct(paper, reason="Fel datum.")
    first = texts(feed(client, "/rattelser/atom.xml"), "id")
    withdraw(paper, reason="Fel handling.")
    root = feed(client, "/rattelser/atom.xml")
    assert texts(root, "id") == [f"urn:uuid:{uuid5(paper.id, 'v3')}", *first]
    assert texts(root, "title") == ["Återtagen: Handling 17", "Rättad: Handling 17"]
    assert texts(root, "summary") == ["Fel handling.", "Fel datum."]


@pytest.mark.parametrize(
    "address", ["/organ/ks/atom.xml", "/arenden/1451-14/atom.xml", "/rattelser/atom.xml"]
)
def test_members_alone_are_told_what_is_theirs(client: Client, address: str) -> None:
    ks, other = organization(), organization("intraservice")
    plan = case(ks)
    publish(ks, other, plan)
    secret = document(17, of=ks, title="Hemlig", case=plan)
    publish(secret, audience=members_of(ks.id))
    correct(secret, reason="Hemligt skäl.", audience=members_of(ks.id))
    assert "Heml" not in client.get(address).content.decode()
    client.force_login(user_in(other, username="annan"))
    assert "Heml" not in client.get(address).content.decode()
    client.force_login(user_in(ks))
    answered = client.get(address)
    assert "Hemlig" in answered.content.decode()
    assert set(answered.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_control_characters_leave_the_feed_well_formed(client: Client) -> None:
    ks = organization()
    publish(ks, document(17, of=ks, title="A\x0bB & <C> ]]>"))
    assert texts(feed(client, "/organ/ks/atom.xml"), "title") == ["Tjänsteutlåtande: AB & <C> ]]>"]


@pytest.mark.parametrize(
    "address", ["/organ/ks/atom.xml", "/arenden/1451-14/atom.xml", "/rattelser/atom.xml"]
)
def test_nothing_new_is_304(client: Client, address: str) -> None:
    ks = organization()
    plan = case(ks)
    publish(ks, plan)
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    correct(plan)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_who_has_moved_is_followed_and_who_is_gone_has_a_tombstone(client: Client) -> None:
    board = organization("ks")
    publish(board)
    correct(board.model_copy(update={"short_name": "kst", "path": "/organ/kst/"}))
    moved = client.get("/organ/ks/atom.xml")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/organ/kst/atom.xml")
    assert client.get("/organ/okand/atom.xml").status_code == 404
    withdraw(board)
    assert client.get("/organ/kst/atom.xml").status_code == 410


@pytest.mark.parametrize("address", ["/organ/ks/atom.xml", "/arenden/1451-14/atom.xml"])
def test_thirty_entries_cost_as_many_queries_as_three(client: Client, address: str) -> None:
    ks = organization()
    plan = case(ks)
    publish(ks, plan)
    counts = []
    for numbers in (range(1, 4), range(4, 31)):
        for number in numbers:
            day = meeting(ks, datetime.date(2016, 1, number))
            paper = document(number, case=plan)
            publish(paper, day, item(day, "1", case=plan, documents=[paper]))
        with CaptureQueriesContext(connection) as counted:
            feed(client, address)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 6
