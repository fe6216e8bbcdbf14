"""Calendars: a meeting stays one event, whatever happens to it."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar, Event

from meetings.addresses import meeting_path
from portal.ledger.readers import members_of
from tests.meetings.outlets.factories import (
    case,
    correct,
    item,
    meeting,
    organization,
    publish,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db

KS = "/organ/ks/kalender.ics"
CASE = "/arenden/1451-14/kalender.ics"


def events(client: Client, address: str = KS) -> list[Event]:
    answered = client.get(address)
    assert answered.status_code == 200
    assert answered.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answered.content).events)


def lines(client: Client, address: str = KS) -> list[str]:
    """The content lines, unfolded."""
    return client.get(address).content.decode().replace("\r\n ", "").split("\r\n")


def told(event: Event, *names: str) -> dict[str, Any]:
    return {name: str(event.get(name, "")) for name in names}


def test_a_meeting_is_an_event_in_the_time_of_the_city(client: Client) -> None:
    ks = organization()
    day = meeting(ks, start="2016-10-19T10:00:00+02:00", end="2016-10-19T12:30:00+02:00")
    act = publish(ks, day)
    (event,) = events(client)
    assert told(event, "uid", "sequence", "status", "summary", "location", "url") == {
        "uid": str(day.id),
        "sequence": "0",
        "status": "CONFIRMED",
        "summary": "Kommunstyrelsen",
        "location": "Sessionssalen",
        "url": "http://localhost:8000/moten/ks/2016-10-19/",
    }
    assert "DTSTART;TZID=Europe/Stockholm:20161019T100000" in lines(client)
    assert "DTEND;TZID=Europe/Stockholm:20161019T123000" in lines(client)
    assert f"DTSTAMP:{act.recorded_at:%Y%m%dT%H%M%SZ}" in lines(client)
    assert "BEGIN:VTIMEZONE" in lines(client)


def test_a_moved_meeting_is_the_same_event(client: Client) -> None:
    ks = organization()
    day = meeting(ks)
    publish(ks, day)
    later = datetime.date(2016, 10, 26)
    correct(
        day.model_copy(
            update={
                "date": later,
                "path": meeting_path("ks", later, 1),
                "start": "2016-10-26T10:00:00+02:00",
                "moved_from": day.date,
            }
        ),
        reason="Lokalen var upptagen.",
    )
    (event,) = events(client)
    assert told(event, "uid", "sequence", "status", "description") == {
        "uid": str(day.id),
        "sequence": "1",
        "status": "CONFIRMED",
        "description": "Flyttat från 19 oktober 2016.\nLokalen var upptagen.",
    }
    assert "DTSTART;TZID=Europe/Stockholm:20161026T100000" in lines(client)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("planned", "TENTATIVE"),
        ("called", "CONFIRMED"),
        ("ongoing", "CONFIRMED"),
        ("finished", "CONFIRMED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_the_state_of_a_meeting_is_the_status_of_the_event(
    client: Client, state: str, status: str
) -> None:
    ks = organization()
    publish(ks, meeting(ks, state=state))
    assert told(events(client)[0], "status") == {"status": status}


@pytest.mark.parametrize("address", [KS, CASE])
def test_a_withdrawn_meeting_is_a_cancelled_event(client: Client, address: str) -> None:
    ks = organization()
    plan = case(ks)
    day = meeting(ks)
    handled = item(day, "1", case=plan)
    publish(ks, plan, day, handled)
    withdraw(handled, day, reason="Publicerat av misstag.")
    (event,) = events(client, address)
    assert told(event, "uid", "sequence", "status", "description", "location") == {
        "uid": str(day.id),
        "sequence": "1",
        "status": "CANCELLED",
        "description": "Publicerat av misstag.",
        "location": "",
    }
    assert "DTSTART;VALUE=DATE:20161019" in lines(client, address)


def test_the_hour_that_comes_twice_is_told_apart(client: Client) -> None:
    """RFC 5545: local 02:30 with TZID is the first; the second can only be said in UTC."""
    ks = organization()
    night = datetime.date(2016, 10, 30)
    publish(
        ks,
        meeting(ks, night, start="2016-10-30T02:30:00+02:00"),
        meeting(ks, night, 2, start="2016-10-30T02:30:00+01:00"),
    )
    starts = sorted(
        line for line in lines(client) if line.startswith("DTSTART") and "1030T" in line
    )
    assert starts == ["DTSTART:20161030T013000Z", "DTSTART;TZID=Europe/Stockholm:20161030T023000"]
    moments = {event.decoded("dtstart").astimezone(datetime.UTC) for event in events(client)}
    assert moments == {
        datetime.datetime(2016, 10, 30, hour, 30, tzinfo=datetime.UTC) for hour in (0, 1)
    }


def test_a_meeting_whose_hour_is_not_known_takes_its_day(client: Client) -> None:
    ks = organization()
    publish(ks, meeting(ks, time_known=False))
    assert "DTSTART;VALUE=DATE:20161019" in lines(client)


def test_a_case_has_the_meetings_that_handle_it(client: Client) -> None:
    ks, other = organization(), organization("intraservice")
    plan = case(ks)
    handling = [meeting(ks), meeting(other)]
    days = [datetime.date(2016, 11, 1), datetime.date(2016, 11, 2)]
    not_handling, dropped = meeting(ks, days[0]), meeting(ks, days[1])
    publish(ks, other, plan, *handling, not_handling, dropped)
    fallen = item(dropped, "1", case=plan)
    publish(*(item(each, "1", case=plan) for each in handling), item(not_handling, "1"), fallen)
    withdraw(fallen)
    found = {str(event["uid"]): str(event["summary"]) for event in events(client, CASE)}
    assert found == {
        str(handling[0].id): "Kommunstyrelsen",
        str(handling[1].id): "Intraservice",
    }


def test_members_alone_are_told_of_their_closed_meetings(client: Client) -> None:
    ks, other = organization(), organization("intraservice")
    publish(ks, other)
    publish(meeting(ks), audience=members_of(ks.id))
    assert events(client) == []
    client.force_login(user_in(other, username="annan"))
    assert events(client) == []
    client.force_login(user_in(ks))
    assert [str(event["class"]) for event in events(client)] == ["CONFIDENTIAL"]


@pytest.mark.parametrize("address", [KS, CASE])
def test_nothing_new_is_304(client: Client, address: str) -> None:
    ks = organization()
    plan = case(ks)
    day = meeting(ks)
    publish(ks, plan, day, item(day, "1", case=plan))
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    correct(day)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", [KS, CASE])
def test_thirty_meetings_cost_as_many_queries_as_three(client: Client, address: str) -> None:
    ks = organization()
    plan = case(ks)
    publish(ks, plan)
    counts = []
    for numbers in (range(1, 4), range(4, 31)):
        for number in numbers:
            day = meeting(ks, datetime.date(2016, 1, number))
            publish(day, item(day, "1", case=plan))
        with CaptureQueriesContext(connection) as counted:
            events(client, address)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 9
