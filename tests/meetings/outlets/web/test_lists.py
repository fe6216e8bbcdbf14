"""The lists and the start page."""

import datetime
import re

import pytest
from django.test import Client

from meetings.outlets.web.paging import PAGE_SIZE
from portal.core.clock import today
from tests.meetings.outlets.factories import (
    DAY,
    case,
    item,
    meeting,
    organization,
    person,
    publish,
    withdraw,
)
from tests.meetings.outlets.web.html import main_of, records_of, text_of

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta


def next_page(html: str) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', html)
    return found[1].replace("&amp;", "&") if found else ""


def test_coming_meetings_stand_first_the_next_one_on_top(client: Client) -> None:
    ks, day = organization(), today()
    later, soon = meeting(ks, day + DAYS(20)), meeting(ks, day + DAYS(2))
    held, older = meeting(ks, day - DAYS(2)), meeting(ks, day - DAYS(20))
    publish(ks, later, soon, older, held)
    shown = main_of(client.get("/moten/"))
    places = [shown.index(each.path) for each in (soon, later, held, older)]
    assert places == sorted(places)


def test_a_list_is_walked_by_key_and_shows_every_row_once(client: Client) -> None:
    ks = organization()
    held = [meeting(ks, DAY - DAYS(number // 2), 1 + number % 2) for number in range(60)]
    publish(ks, *held)
    seen: list[str] = []
    path = "/moten/"
    while path:
        response = client.get(path)
        seen += records_of(response)
        path = next_page(main_of(response))
    assert sorted(seen) == sorted(str(each.id) for each in held)
    assert -(-len(held) // PAGE_SIZE) == 3


def test_a_new_record_does_not_shift_the_next_page(client: Client) -> None:
    ks = organization()
    held = [meeting(ks, DAY - DAYS(number)) for number in range(PAGE_SIZE + 5)]
    publish(ks, *held)
    path = next_page(main_of(client.get("/moten/")))
    publish(meeting(ks, DAY + DAYS(1)))
    assert sorted(records_of(client.get(path))) == sorted(str(e.id) for e in held[PAGE_SIZE:])


def test_meetings_are_narrowed_by_organization_and_year(client: Client) -> None:
    ks, kf = organization(), organization("kf")
    mine, other, older = meeting(ks), meeting(kf), meeting(ks, DAY.replace(year=2014))
    publish(ks, kf, mine, other, older)
    assert list(records_of(client.get("/moten/?organ=ks&ar=2016"))) == [str(mine.id)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("organ=finns-inte", "Inget organ med det namnet"),
        ("ar=förra", "Inget i listan är från det året"),
        ("efter=skräp", ""),
        ("efter=2016~skräp", ""),
        ("efter=%00~%00", ""),
        ("efter=skräp~00000000-0000-4000-8000-000000000000", ""),
    ],
)
def test_a_question_that_makes_no_sense_shows_all_and_says_so(
    client: Client, query: str, said: str
) -> None:
    ks = organization()
    publish(ks, meeting(ks))
    response = client.get(f"/moten/?{query}")
    assert response.status_code == 200
    assert said in text_of(response)
    assert len(records_of(response)) == 1


def test_a_withdrawn_meeting_keeps_its_row(client: Client) -> None:
    ks = organization()
    gone = meeting(ks)
    publish(ks, gone)
    withdraw(gone, reason="Dubblett.")
    assert "Dubblett." in text_of(client.get("/moten/"))


def test_cases_and_people_have_lists(client: Client) -> None:
    ks = organization()
    plan, ada = case(ks, title="Handlingsplanen"), person(title="Ada Demo")
    publish(ks, plan, ada)
    assert "Handlingsplanen" in text_of(client.get("/arenden/"))
    assert "Ada Demo" in text_of(client.get("/personer/"))


def test_empty_lists_say_that_they_are(client: Client) -> None:
    assert "Inga sammanträden är publicerade än." in text_of(client.get("/moten/"))
    assert "Inga ärenden är publicerade än." in text_of(client.get("/arenden/"))
    assert "Inget möte är utlyst" in text_of(client.get("/"))


def test_the_start_page_shows_the_running_meeting_before_the_next(client: Client) -> None:
    ks, kf = organization(), organization("kf", title="Kommunfullmäktige")
    running, coming = meeting(kf, today(), state="ongoing"), meeting(ks, today() + DAYS(1))
    publish(ks, kf, running, coming, item(running, "1", title="Val av justerare"))
    page = text_of(client.get("/"))
    assert page.index("Pågår nu") < page.index("Val av justerare") < page.index("Kommunstyrelsen")


def test_the_start_page_tells_decisions_in_a_sentence(client: Client) -> None:
    ks = organization()
    held = meeting(ks, state="finished")
    publish(ks, held, item(held, title="Taxan", outcome="Kommunstyrelsen sa ja"))
    page = text_of(client.get("/"))
    assert page.index("Taxan") < page.index("Kommunstyrelsen sa ja.")
