"""What an open workbench asks in the background, and what a broken network costs: nothing."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.crypto import get_random_string

from meetings.models import AgendaEdit, AgendaItem, DroppedFile, Meeting, Organization
from meetings.registry.addresses import workbench_url
from meetings.selectors.drafts import newest_of
from meetings.services.dropped_files import place_files, take_file
from portal.accounts.models import User
from portal.core.ids import new_id
from portal.ledger.models import StoredFile
from tests.factories import pdf
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    return make.organization()


@pytest.fixture
def user(ks: Organization) -> User:
    return make.keeper(ks)


@pytest.fixture
def client(user: User) -> Client:
    return make.client_of(user)


@pytest.fixture
def agenda(ks: Organization) -> Meeting:
    at = make.meeting(ks)
    make.item(at, "1", "Budget")
    make.item(at, "2", "Bro")
    return at


def the(number: str, of: Meeting) -> AgendaItem:
    return next(item for item in newest_of(of).items.all() if item.number == number)


def asked(client: Client, name: str, meeting: Meeting, said: Any) -> Any:
    url = reverse(f"registry:workbench-{name}", args=[meeting.pk])
    body = said if isinstance(said, str) else json.dumps(said)
    return client.post(
        url, body, content_type="application/json", headers={"x-requested-with": "XMLHttpRequest"}
    )


def edit(item: AgendaItem, field: str, value: str, base: str | None = None) -> dict[str, Any]:
    return {"item": str(item.record_id), "field": field, "value": value, "base": base}


def test_fields_are_saved_and_named(client: Client, agenda: Meeting) -> None:
    sent = edit(the("1", agenda), "title", "Budget 2017", "Budget")
    said = asked(client, "edits", agenda, {"edits": [sent]}).json()
    assert [each["field"] for each in said["saved"]] == ["title"]
    assert (said["clashes"], said["refused"]) == ([], [])
    assert the("1", agenda).title == "Budget 2017"


def test_fifty_changes_after_a_lost_session_are_all_kept(user: User, agenda: Meeting) -> None:
    """The page keeps what it has when it is told that nobody is logged in, and sends it again."""
    for number in range(3, 51):
        make.item(agenda, str(number), f"Punkt {number}")
    edits = [
        edit(item, "title", f"Ny {item.number}", item.title)
        for item in newest_of(agenda).items.all()
    ]
    stranger = Client()
    refused = asked(stranger, "edits", agenda, {"edits": edits})
    assert refused.status_code == 403
    assert the("1", agenda).title == "Budget"
    said = asked(make.client_of(user), "edits", agenda, {"edits": edits}).json()
    assert len(said["saved"]) == 50
    titles = [item.title for item in newest_of(agenda).items.all()]
    assert titles == [f"Ny {number}" for number in range(1, 51)]


def test_sent_again_they_change_nothing(client: Client, agenda: Meeting) -> None:
    sent = {"edits": [edit(the("1", agenda), "title", "Budget 2017", "Budget")]}
    asked(client, "edits", agenda, sent)
    said = asked(client, "edits", agenda, sent).json()
    assert said["clashes"] == []
    assert AgendaEdit.objects.count() == 1


def test_the_second_of_two_writers_is_told_what_the_first_wrote(
    client: Client, agenda: Meeting
) -> None:
    other = make.client_of(make.keeper(agenda.organization, username="sekreterare"))
    item = the("1", agenda)
    asked(other, "edits", agenda, {"edits": [edit(item, "title", "Hennes", "Budget")]})
    said = asked(client, "edits", agenda, {"edits": [edit(item, "title", "Mitt", "Budget")]}).json()
    assert [(c["theirs"], c["who"]) for c in said["clashes"]] == [("Hennes", "sekreterare")]
    assert the("1", agenda).title == "Mitt"


def test_they_see_each_other_and_each_others_words(client: Client, agenda: Meeting) -> None:
    other = make.client_of(make.keeper(agenda.organization, username="sekreterare"))
    asked(other, "now", agenda, {"last": 0})
    asked(other, "edits", agenda, {"edits": [edit(the("1", agenda), "title", "Hennes")]})
    said = asked(client, "now", agenda, {"last": 0}).json()
    assert said["others"] == ["sekreterare"]
    assert [(e["field"], e["value"], e["who"]) for e in said["edits"]] == [
        ("title", "Hennes", "sekreterare")
    ]
    assert asked(client, "now", agenda, {"last": said["edits"][0]["id"]}).json()["edits"] == []


def test_an_item_is_dragged_to_anothers_place(client: Client, agenda: Meeting) -> None:
    make.item(agenda, "3", "Tunnel")
    moved = asked(
        client,
        "move",
        agenda,
        {"item": str(the("3", agenda).record_id), "to": str(the("1", agenda).record_id)},
    )
    assert moved.status_code == 200
    titles = [(item.number, item.title) for item in newest_of(agenda).items.all()]
    assert titles == [("1", "Tunnel"), ("2", "Budget"), ("3", "Bro")]


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"edits": 7}', '{"edits": [{"item": 1}]}'])
def test_what_no_page_sends_is_told_so(client: Client, agenda: Meeting, said: str) -> None:
    assert asked(client, "edits", agenda, said).status_code == 400


def test_an_item_that_is_gone_is_told_and_the_rest_is_saved(
    client: Client, agenda: Meeting
) -> None:
    gone = edit(the("1", agenda), "title", "Skrivet länge") | {"item": str(new_id())}
    kept = edit(the("2", agenda), "title", "Bron")
    said = asked(client, "edits", agenda, {"edits": [gone, kept]}).json()
    assert [(e["value"], e["why"]) for e in said["refused"]] == [
        ("Skrivet länge", "Punkten finns inte längre på dagordningen.")
    ]
    assert the("2", agenda).title == "Bron"


def test_one_sitting_is_one_revision(client: Client, agenda: Meeting) -> None:
    for letters in ("B", "Br", "Bron"):
        asked(client, "edits", agenda, {"edits": [edit(the("2", agenda), "title", letters)]})
    agenda.refresh_from_db()
    assert agenda.revisions.count() == 1


class Sender:
    """A browser that sends one file in pieces."""

    def __init__(self, client: Client, meeting: Meeting, data: bytes, name: str) -> None:
        self.client, self.data, self.name = client, data, name
        self.url = reverse("registry:workbench-piece", args=[meeting.pk, new_id()])

    def piece(self, offset: int, size: int) -> Any:
        return self.client.post(
            self.url,
            self.data[offset : offset + size],
            content_type="application/octet-stream",
            headers={
                "x-offset": str(offset),
                "x-size": str(len(self.data)),
                "x-name": self.name,
            },
        )

    def arrived(self) -> int:
        return int(self.client.get(self.url).json()["arrived"])


def test_a_file_goes_on_from_where_the_network_was_lost(client: Client, agenda: Meeting) -> None:
    data = pdf("1. Budget")
    sender = Sender(client, agenda, data, "1.%20Budget.pdf")
    assert sender.piece(0, 1000).json() == {"arrived": 1000}
    assert sender.piece(2000, 1000).json() == {"arrived": 1000}  # the one between was lost
    assert sender.arrived() == 1000
    assert sender.piece(500, 1000).json() == {"arrived": 1500}
    assert sender.piece(1500, len(data)).json()["done"] is True
    row = DroppedFile.objects.get()
    assert (row.name, row.file.size, row.sure) == ("1. Budget.pdf", len(data), row.sure)
    assert sender.arrived() == 0


def test_a_piece_out_of_order_says_how_far_it_came(client: Client, agenda: Meeting) -> None:
    sender = Sender(client, agenda, pdf("Hej"), "hej.pdf")
    response = sender.piece(700, 100)
    assert (response.status_code, response.json()) == (409, {"arrived": 0})


def test_a_file_that_is_refused_says_why_and_leaves_nothing(
    client: Client, agenda: Meeting, files_dir: Path
) -> None:
    sender = Sender(client, agenda, b"MZ" + get_random_string(50).encode(), "program.pdf")
    response = sender.piece(0, 100)
    assert response.status_code == 422
    assert "program.pdf" in response.json()["error"]
    assert not list((files_dir / "incoming").iterdir())
    assert not StoredFile.objects.exists()


def test_nobody_sends_files_to_another_registrys_meeting(agenda: Meeting) -> None:
    other = make.keeper(make.organization("bn", "Byggnadsnämnden"), username="annan")
    sender = Sender(make.client_of(other), agenda, pdf("Hej"), "hej.pdf")
    assert sender.piece(0, 10).status_code == 404
    assert sender.client.get(sender.url).status_code == 404


def filled(agenda: Meeting, user: User, upto: int, first: int) -> None:
    """Items with two papers each, and as many files that wait."""
    case = make.case(agenda.organization, f"{first:04}/26")
    for number in range(first, upto):
        papers = [make.document(agenda.organization, text=f"{number} {n}") for n in range(2)]
        make.item(agenda, str(number), f"Punkt nummer {number}", papers, case=case)
        data = BytesIO(pdf(f"Fil {number}"))
        take_file(meeting=agenda, stream=data, name=f"{number}. fil.pdf", user=user)


@pytest.fixture
def counted(client: Client, agenda: Meeting, user: User) -> Callable[[Callable[[], object]], int]:
    def count(work: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            work()
        return len(queries)

    return count


def test_the_page_takes_as_many_queries_for_many_items_and_files(
    client: Client, agenda: Meeting, user: User, counted: Callable[[Callable[[], object]], int]
) -> None:
    def page() -> object:
        return client.get(workbench_url(agenda))

    filled(agenda, user, 6, 3)
    page()
    few = counted(page)
    filled(agenda, user, 18, 6)
    assert counted(page) == few


def test_a_change_takes_as_many_queries_for_many_items(
    client: Client, agenda: Meeting, user: User, counted: Callable[[Callable[[], object]], int]
) -> None:
    def change(title: str) -> Callable[[], object]:
        sent = {"edits": [edit(the("2", agenda), "title", title)]}
        return lambda: asked(client, "edits", agenda, sent)

    filled(agenda, user, 6, 3)
    change("Först")()
    few = counted(change("Bron"))
    filled(agenda, user, 18, 6)
    change("Sedan")()
    assert counted(change("Bron igen")) == few


def test_placing_takes_as_many_queries_for_many_files(
    agenda: Meeting, user: User, counted: Callable[[Callable[[], object]], int]
) -> None:
    def place(first: int, upto: int) -> Callable[[], object]:
        filled(agenda, user, upto, first)
        rows = DroppedFile.objects.filter(document=None)
        places = {row.pk: str(the("1", agenda).record_id) for row in rows}
        return lambda: place_files(meeting=agenda, places=places, user=user)

    place(3, 5)()
    few = counted(place(5, 7))
    assert counted(place(7, 17)) == few
    assert len(the("1", agenda).papers.all()) == 14
