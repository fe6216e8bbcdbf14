"""Any page as it was at a moment."""

import datetime

import pytest
from django.test import Client

from portal.core.clock import city_zone, now
from portal.core.ids import new_id
from portal.ledger.changes import Change
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from tests.meetings.outlets.factories import (
    REGISTRAR,
    case,
    correct,
    item,
    meeting,
    organization,
    publish,
    withdraw,
)

pytestmark = pytest.mark.django_db
LONG_AGO = "1900-01-01"


@pytest.fixture
def client() -> Client:
    return Client()


def publish_then(content, moment: datetime.datetime, verb: Verb = Verb.PUBLISHED) -> None:  # type: ignore[no-untyped-def]
    reason = "" if verb == Verb.PUBLISHED else "Fel rubrik."
    change = Change(content.id, verb, content, source_time=moment, reason=reason)
    publish_act(actor=REGISTRAR, changes=[change], key=str(new_id()))


def day(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text}T12:00").replace(tzinfo=city_zone())


def test_page_shows_the_version_of_then_and_says_so(client: Client) -> None:
    ks = organization()
    publish(ks)
    old = case(ks, title="Den gamla rubriken")
    publish_then(old, day("2016-01-01"))
    publish_then(
        old.model_copy(update={"title": "Den nya rubriken"}), day("2017-01-01"), Verb.CORRECTED
    )
    then = client.get(old.path, {"per": "2016-06-01"}).content.decode()
    assert "Den gamla rubriken" in then
    assert "Den nya rubriken" not in then
    assert "som den såg ut 1 juni 2016" in then
    assert "Den nya rubriken" in client.get(old.path).content.decode()


@pytest.mark.parametrize("place", ["/moten/", "/organ/ks/"])
def test_a_meeting_is_to_come_in_the_morning_and_over_in_the_evening(
    client: Client, place: str
) -> None:
    ks = organization()
    publish_then(ks, day("2016-01-01"))
    called = meeting(ks)
    publish_then(called, day("2016-10-01"))
    held = called.model_copy(update={"state": "finished"})
    evening = day("2016-10-19").replace(hour=18)
    publish_then(held, evening)
    for moment, section in (("T09:00", "kommande"), ("T19:00", "tidigare")):
        page = client.get(place, {"per": f"2016-10-19{moment}"}).content.decode()
        assert [each for each in ("kommande", "tidigare") if f'id="{each}"' in page] == [section]


def test_links_keep_the_reader_in_the_past(client: Client) -> None:
    ks = organization()
    held = meeting(ks)
    for content in (ks, held, item(held, number="2.2.2")):
        publish_then(content, day("2016-10-01"))
    html = client.get(held.path, {"per": "2016-10-19T12:00:00+02:00"}).content.decode()
    assert f'href="{held.path}2.2.2/?per=2016-10-19T12%3A00%3A00%2B02%3A00"' in html


def test_meetings_of_then_are_not_called_coming_because_of_later_ones(client: Client) -> None:
    ks = organization()
    held, coming = meeting(ks), meeting(ks, now().date() + datetime.timedelta(days=7))
    for content in (ks, held):
        publish_then(content, day("2016-10-01"))
    publish(coming)
    answer = client.get("/moten/", {"per": "2016-10-25"})
    assert [row.record_id for row in answer.context["held"]] == [held.id]
    assert answer.context["coming"] == []


def test_a_record_that_came_later_was_not_there(client: Client) -> None:
    ks = organization()
    publish(ks)
    answer = client.get(ks.path, {"per": LONG_AGO})
    assert answer.status_code == 404
    assert "Fanns inte då" in answer.content.decode()


def test_lists_before_the_first_act_are_empty(client: Client) -> None:
    ks = organization()
    publish(ks, meeting(ks))
    for path in ("/", "/moten/", "/arenden/", "/organ/", "/diarium/"):
        answer = client.get(path, {"per": LONG_AGO})
        assert (path, answer.status_code) == (path, 200)
        assert "data-record=" not in answer.content.decode()


def test_what_has_been_withdrawn_since_is_not_shown_as_of_before(client: Client) -> None:
    ks = organization()
    publish(ks)
    hidden = case(ks, title="Rubrik med personuppgift")
    publish_then(hidden, day("2016-01-01"))
    withdraw(hidden, reason="Personuppgift.")
    answer = client.get(hidden.path, {"per": "2016-06-01"})
    assert answer.status_code == 410
    assert "Rubrik med personuppgift" not in answer.content.decode()


def test_a_version_published_again_does_not_bring_the_withdrawn_one_back(client: Client) -> None:
    ks = organization()
    publish(ks)
    first = case(ks, title="Hemlig rubrik")
    publish_then(first, day("2016-01-01"))
    withdraw(first, reason="Personuppgift.")
    publish(first.model_copy(update={"title": "Ren rubrik"}))
    answer = client.get(first.path, {"per": "2016-06-01"})
    assert answer.status_code == 410
    assert "Hemlig rubrik" not in answer.content.decode()


@pytest.mark.parametrize("text", ["i går", "2016-13-45", "0000", "2016-10-19T25:00", "9" * 400])
def test_nonsense_is_told_kindly(client: Client, text: str) -> None:
    answer = client.get("/moten/", {"per": text})
    assert answer.status_code == 400
    assert "är ingen tid" in answer.content.decode()


def test_the_future_has_not_been(client: Client) -> None:
    tomorrow = (now() + datetime.timedelta(days=1)).isoformat()
    answer = client.get("/moten/", {"per": tomorrow})
    assert answer.status_code == 400
    assert "har inte varit än" in answer.content.decode()


def test_the_past_is_not_for_search_engines(client: Client) -> None:
    assert client.get("/moten/", {"per": "2016-01-01"})["X-Robots-Tag"] == "noindex"


def test_correcting_now_does_not_change_then(client: Client) -> None:
    ks = organization()
    publish(ks)
    matter = case(ks, title="Rubrik då")
    publish_then(matter, day("2016-01-01"))
    before = client.get(matter.path, {"per": "2016-06-01"}).content
    correct(matter.model_copy(update={"title": "Rubrik nu"}))
    assert client.get(matter.path, {"per": "2016-06-01"}).content == before
