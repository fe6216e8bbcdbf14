"""Draft, reviewed, published; and what each kind of reader would see of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Organization, Review, RuleSet
from meetings.selectors.drafts import newest_of
from meetings.services.drafting import store_draft
from portal.ledger.models import Record
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    made = make.organization()
    make.put_live(made)
    return made


@pytest.fixture
def agenda(ks: Organization) -> Meeting:
    at = make.meeting(ks)
    open_paper = make.document(ks, "Öppen skrivelse")
    make.register(open_paper, ks, "0001/26")
    secret = make.document(ks, "Hemlig bilaga", addressed_to="members", provision="OSL 18:8")
    make.register(secret, ks, "0002/26")
    make.item(at, "1", "Budget", [open_paper, secret])
    return at


@pytest.fixture
def author(ks: Organization) -> Client:
    return make.client_of(make.keeper(ks, username="forfattare"))


@pytest.fixture
def colleague(ks: Organization) -> Client:
    return make.client_of(make.keeper(ks, username="kollega"))


def url(name: str, agenda: Meeting) -> str:
    return reverse(f"registry:{name}", args=["meeting", agenda.pk])


def words(client: Client, agenda: Meeting) -> str:
    return str(client.get(url("publish", agenda)).context["reviewed"].words)


def say(client: Client, agenda: Meeting, verdict: str, text: str = "") -> None:
    form = client.get(url("publish", agenda)).context["review_form"]
    client.post(
        url("review", agenda), {"digest": form["digest"].value(), "verdict": verdict, "text": text}
    )


def publish(client: Client, agenda: Meeting) -> Any:
    form = client.get(url("publish", agenda)).context["form"]
    sent = {"key": form["key"].value(), "digest": form["digest"].value(), "manner": "adds"}
    return client.post(url("publish", agenda), sent)


def test_a_draft_goes_from_desk_to_desk(author: Client, colleague: Client, agenda: Meeting) -> None:
    assert words(author, agenda) == "inte granskad"
    say(author, agenda, "asked", "Är punkt 1 rätt?")
    assert words(colleague, agenda) == "väntar på granskning"
    say(colleague, agenda, "returned", "Fel belopp.")
    assert words(author, agenda) == "åter till författaren"
    say(colleague, agenda, "approved")
    say(author, agenda, "comment", "Tack!")
    assert words(author, agenda) == "granskad"
    shown = author.get(url("publish", agenda)).content.decode()
    assert "Fel belopp." in shown
    assert "Tack!" in shown


def test_a_change_takes_the_approval_away(
    author: Client, colleague: Client, agenda: Meeting
) -> None:
    say(colleague, agenda, "approved")
    draft = newest_of(agenda)
    draft.place = "Börsen"
    store_draft(draft, None)
    assert words(author, agenda) == "ändrad sedan den granskades"


def test_sending_back_says_why(colleague: Client, agenda: Meeting) -> None:
    say(colleague, agenda, "returned")
    assert not Review.objects.exists()


def test_where_two_are_asked_for_one_is_not_enough(
    author: Client, colleague: Client, agenda: Meeting
) -> None:
    RuleSet.objects.update(review_required=True)
    assert "Regelverket kräver granskning" in publish(author, agenda).content.decode()
    say(author, agenda, "approved")
    assert "Du har granskat det själv" in publish(author, agenda).content.decode()
    assert not Record.objects.filter(kind="meeting").exists()
    assert publish(colleague, agenda).status_code == 302


def test_otherwise_review_is_a_help_and_no_hindrance(author: Client, agenda: Meeting) -> None:
    assert publish(author, agenda).status_code == 302


def seen(client: Client, agenda: Meeting, as_whom: str) -> str:
    return client.get(url("preview", agenda), {"som": as_whom}).content.decode()


def test_each_reader_is_shown_what_they_will_see(author: Client, agenda: Meeting) -> None:
    item = Client()
    for_all, for_members = seen(author, agenda, ""), seen(author, agenda, "member")
    assert "Öppen skrivelse" in for_all
    assert "Hemlig bilaga" not in for_all
    assert "Hemlig bilaga" in for_members
    in_diary = seen(author, agenda, "diary")
    assert "0001/26-1" in in_diary
    assert "0002/26-1" in in_diary
    assert "Öppen skrivelse" in in_diary
    assert "Hemlig bilaga" not in in_diary
    assert item.get("/moten/ks/2016-10-19/").status_code == 404


def test_the_words_of_a_review_are_never_public(
    author: Client, colleague: Client, agenda: Meeting
) -> None:
    say(colleague, agenda, "comment", "Hemlig anmärkning")
    publish(author, agenda)
    for path in ("/moten/ks/2016-10-19/", "/api/v1/records", "/rattelser/"):
        assert "Hemlig anmärkning" not in Client().get(path).content.decode()
