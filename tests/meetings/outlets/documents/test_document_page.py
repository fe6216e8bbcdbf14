"""The page of a document."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.outlets.web.viewer import paragraphs
from portal.ledger.readers import members_of
from tests.factories import pdf, stored
from tests.meetings.outlets.factories import (
    case,
    correct,
    document,
    item,
    meeting,
    organization,
    publish,
    registration,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db


def text(client: Client, address: str = "/handlingar/17/") -> str:
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def test_the_page_shows_facts_files_places_and_text(client: Client) -> None:
    ks = organization(contact="ks@exempel.se")
    plan = case(ks, "1451/14", title="Handlingsplan")
    line = registration(ks, "1451/14", 4)
    file = stored(pdf("Kommunstyrelsen får i uppdrag"), "tu.pdf")
    paper = document(17, of=ks, case=plan, registrations=[line], title="Plan", files=(file,))
    wednesday = meeting(ks)
    handled = item(wednesday, "2.2.2", case=plan, title="E-samhället", documents=[paper])
    publish(ks, plan, line, paper, wednesday, handled)
    shown = text(client)
    for part in (
        "Tjänsteutlåtande",
        "5 september 2016",
        "1451/14, nr 4",
        "Handlingsplan",
        "Ligger på dagordningen för Kommunstyrelsen onsdag 19 oktober 2016, punkt 2.2.2.",
        f'data-record="{handled.id}" data-version="1" data-sha256="{handled.sha256}"',
        f'data-record="{paper.id}" data-version="1" data-sha256="{paper.sha256}"',
        f"/api/v1/records/{paper.id}",
        file.file_sha256,
        'href="/handlingar/17/v1/tu.pdf"',
        'src="/handlingar/17/v1/sida/1.png"',
        'loading="lazy"',
        "Kommunstyrelsen får i uppdrag",
        "mailto:ks@exempel.se?subject=Handling%2017%3A%20Plan",
    ):
        assert part in shown, part


def test_a_paper_without_anything_says_what_is_not_known(client: Client) -> None:
    publish(document(17, date=None))
    shown = text(client)
    assert "uppgift saknas" in shown
    assert "Handlingen har ingen fil att visa här." in shown


def test_the_newest_version_stands_at_its_own_address_too(client: Client) -> None:
    paper = document(17)
    publish(paper)
    shown = text(client, "/handlingar/17/v1/")
    assert '<link rel="canonical" href="http://localhost:8000/handlingar/17/">' in shown
    assert "Det finns en nyare" not in shown
    assert f'data-sha256="{paper.sha256}"' in shown


def test_an_older_version_says_that_it_is_one(client: Client) -> None:
    paper = document(17, title="Fel rubrik")
    publish(paper)
    correct(paper.model_copy(update={"title": "Rätt rubrik"}), reason="Rubriken var fel.")
    older, newest = text(client, "/handlingar/17/v1/"), text(client)
    assert "Du läser version 1. Det finns en nyare." in older
    assert f'data-record="{paper.id}" data-version="1" data-sha256="{paper.sha256}"' in older
    assert "<h1>Fel rubrik</h1>" in older
    assert "http://localhost:8000/handlingar/17/v1/ (sha256" in older
    assert "http://localhost:8000/handlingar/17/ (sha256" in newest
    assert "<h1>Rätt rubrik</h1>" in newest
    assert "Rubriken var fel." in newest
    assert 'href="/handlingar/17/v1/"' in newest


def test_a_withdrawn_paper_is_410_at_every_address(client: Client) -> None:
    paper = document(17, files=(stored(pdf("Hej"), "a.pdf"),))
    publish(paper)
    withdraw(paper, reason="Fel bilaga.")
    for address in ("", "v1/", "v2/", "v1/a.pdf", "v1/sida/1.png"):
        answered = client.get(f"/handlingar/17/{address}")
        assert (answered.status_code, "Fel bilaga." in answered.content.decode()) == (410, True)
    assert client.get("/handlingar/17/v3/").status_code == 404


def test_a_member_sees_that_a_paper_is_confidential_and_why(client: Client) -> None:
    ks = organization()
    publish(ks)
    publish(document(17, of=ks, provision="OSL 18:8"), audience=members_of(ks.id))
    assert client.get("/handlingar/17/").status_code == 404
    client.force_login(user_in(ks))
    shown = text(client)
    assert "OSL 18:8" in shown
    assert "status-members" in shown


def test_a_page_of_english_furniture_has_the_same_record(client: Client) -> None:
    paper = document(17)
    publish(paper)
    assert f'data-sha256="{paper.sha256}"' in text(client, "/en/handlingar/17/")
    assert client.get("/en/handlingar/17/v1/").status_code == 200


def test_nothing_new_is_304(client: Client) -> None:
    publish(document(17))
    for address in ("/handlingar/17/", "/handlingar/17/v1/"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_thirty_pages_and_places_cost_as_many_queries_as_three(client: Client) -> None:
    ks = organization()
    few = document(17, of=ks, files=(stored(pdf("#pagebreak()" * 2), "a.pdf"),))
    many = document(18, of=ks, files=(stored(pdf("#pagebreak()" * 29), "b.pdf"),))
    publish(ks, few, many)
    for number in range(1, 31):
        day = meeting(ks, datetime.date(2016, 1, number))
        papers = [few, many] if number <= 3 else [many]
        publish(day, item(day, "1", documents=papers))
    counts = []
    for number in (17, 18):
        with CaptureQueriesContext(connection) as counted:
            text(client, f"/handlingar/{number}/")
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 20


def test_lines_broken_by_the_margin_are_joined() -> None:
    marked = "Rubrik\nStadsledningskontoret får i \nuppdrag att göra.\n1. Ett\n2. Två"
    assert paragraphs(marked) == [
        "Rubrik",
        "Stadsledningskontoret får i uppdrag att göra.",
        "1. Ett",
        "2. Två",
    ]


def test_without_marks_a_full_line_goes_on() -> None:
    unmarked = "Rubrik\r\nStadsledningskontoret får i uppdrag\r\natt göra.\r\n\r\nSlut"
    assert paragraphs(unmarked) == [
        "Rubrik",
        "Stadsledningskontoret får i uppdrag att göra.",
        "Slut",
    ]


def test_a_soft_hyphen_at_the_margin_leaves_no_trace() -> None:
    assert paragraphs("Stadslednings\xad\nkontoret") == ["Stadsledningskontoret"]


def test_a_page_without_text_has_no_paragraphs() -> None:
    assert paragraphs("") == []
