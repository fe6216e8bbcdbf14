"""The page that tells what an organization's record of a year lacks."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.contents import OrganizationContent
from meetings.outlets.web.lacking import lacking
from portal.ledger.readers import ANONYMOUS
from tests.meetings.outlets.factories import (
    case,
    decision,
    document,
    item,
    meeting,
    organization,
    publish,
    registration,
    withdraw,
)

pytestmark = pytest.mark.django_db
HELD = datetime.date(2016, 10, 19)
LATER = datetime.date(2016, 12, 1)
PAGE = "/organ/ks/fullstandighet/"


def lacks(ks: OrganizationContent, day: datetime.date = LATER) -> dict[str, list[str]]:
    found = lacking(ks.id, 2016, day, ANONYMOUS)
    return {
        "papers": [each.record.title for each in found.without_papers],
        "decision": [each.record.title for each in found.without_decision],
        "minutes": [str(each.record.date) for each in found.without_minutes],
        "numbers": [gap.first for series in found.series for gap in series.gaps],
    }


def test_an_item_to_decide_owes_papers_and_then_a_decision() -> None:
    ks = organization()
    held = meeting(ks, HELD)
    paper = document(1, of=ks)
    bare = item(held, "2.1", title="Utan allt")
    told = item(held, "2.2", title="Bara anmält", item_kind="notification")
    whole = item(held, "2.3", title="Helt", documents=[paper])
    publish(ks, held, paper, bare, told, whole, decision(whole, 1))
    assert lacks(ks) == {
        "papers": ["Utan allt"],
        "decision": ["Utan allt"],
        "minutes": ["2016-10-19"],
        "numbers": [],
    }


def test_what_is_not_due_yet_is_not_lacking() -> None:
    ks = organization()
    held = meeting(ks, HELD)
    publish(ks, held, item(held, "2.1", title="Punkt"))
    assert lacks(ks, HELD + datetime.timedelta(days=14))["decision"] == []
    assert lacks(ks, HELD + datetime.timedelta(days=15))["decision"] == ["Punkt"]


def test_a_cancelled_meeting_owes_nothing() -> None:
    ks = organization()
    off = meeting(ks, HELD, state="cancelled")
    publish(ks, off, item(off, "2.1"))
    assert lacks(ks) == {"papers": [], "decision": [], "minutes": [], "numbers": []}


def test_minutes_bear_the_day_of_their_meeting() -> None:
    ks = organization()
    minutes = document(1, of=ks, document_kind="minutes", date=HELD)
    publish(ks, meeting(ks, HELD), minutes)
    assert lacks(ks)["minutes"] == []
    withdraw(minutes)
    assert lacks(ks)["minutes"] == ["2016-10-19"]


def test_secret_and_withdrawn_lines_keep_their_numbers_and_are_no_gaps() -> None:
    ks = organization()
    lines = [
        registration(ks, "0001/16", 1),
        registration(ks, "0002/16", 1, secret=True),
        registration(ks, "0003/16", 1),
    ]
    publish(ks, *lines, case(ks, "0005/16", date=datetime.date(2016, 2, 1)))
    withdraw(lines[2])
    assert lacks(ks)["numbers"] == ["0004/16"]


def test_the_page_says_first_what_is_lacking(client: Client) -> None:
    ks = organization()
    held = meeting(ks, HELD)
    publish(ks, held, item(held, "2.1", title="Utan allt"), registration(ks, "0001/16", 1))
    publish(registration(ks, "0003/16", 1))
    page = client.get(f"{PAGE}?ar=2016").content.decode()
    assert "Det här saknas: 1 nummer i diariet, handlingar till 1 punkt" in page
    assert "Saknas: 0002/16" in page
    assert "/moten/ks/2016-10-19/2.1/" in page


def test_an_organization_without_a_record_lacks_nothing(client: Client) -> None:
    publish(organization())
    assert "Ingenting saknas." in client.get(PAGE).content.decode()


def test_a_year_that_is_none_shows_the_newest_and_says_so(client: Client) -> None:
    ks = organization()
    publish(ks, meeting(ks, HELD))
    page = client.get(f"{PAGE}?ar=banan")
    assert (page.status_code, "Inget i listan är från det året." in page.content.decode()) == (
        200,
        True,
    )


def test_the_page_asks_as_often_for_three_rows_as_for_thirty(
    client: Client,
) -> None:
    counts = set()
    for name, rows in (("ks", 3), ("kf", 30)):
        organ = organization(name)
        held = meeting(organ, HELD)
        publish(organ, held, *(item(held, f"2.{n}") for n in range(rows)))
        client.get(f"/organ/{name}/fullstandighet/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/organ/{name}/fullstandighet/?ar=2016")
        counts.add(len(asked))
    assert len(counts) == 1
