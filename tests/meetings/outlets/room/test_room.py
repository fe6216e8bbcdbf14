"""The meeting room: members read their papers, and nobody else knows that they are there."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.contents import DocumentContent, MeetingContent, OrganizationContent
from portal.accounts.roles import Role
from portal.ledger.readers import ANONYMOUS, members_of
from portal.ledger.selectors import record_at, version_of
from tests.meetings.outlets.factories import (
    case,
    correct,
    document,
    file_ref,
    item,
    meeting,
    organization,
    publish,
    user_in,
    withdraw,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_12_october_2016")]

ROOM = "/sammantradesrum/"
MEETING = "/sammantradesrum/ks/2016-10-19/"


def text(client: Client, address: str = ROOM) -> str:
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


@pytest.fixture
def wednesday(ks: OrganizationContent) -> MeetingContent:
    """KS 19 October with item 2.2.2, an open paper and a confidential one."""
    plan = case(ks)
    open_paper = document(17, of=ks, title="Öppen plan", files=(file_ref("plan.pdf"),))
    secret = document(18, of=ks, title="Hemlig bilaga", provision="OSL 18:8")
    made = meeting(ks)
    handled = item(
        made,
        "2.2.2",
        case=plan,
        title="E-samhället",
        documents=[open_paper, secret],
        proposal="Ja.",
    )
    publish(plan, open_paper, made, handled)
    publish(secret, audience=members_of(ks.id))
    return made


def test_whoever_is_not_logged_in_is_asked_to(client: Client) -> None:
    for address, login in (
        (ROOM, "/logga-in/"),
        (MEETING, "/logga-in/"),
        (f"/en{ROOM}", "/en/logga-in/"),
    ):
        answered = client.get(address)
        assert answered.status_code == 302
        assert answered.headers["Location"] == f"{login}?next={address}"


@pytest.mark.usefixtures("wednesday")
def test_whoever_is_no_member_is_told_so_and_sees_nothing(client: Client) -> None:
    other = organization("intraservice")
    publish(other)
    client.force_login(user_in(other, Role.CLERK, username="handlaggare"))
    shown = text(client)
    assert "Du är inte ledamot" in shown
    assert "2.2.2" not in shown
    assert client.get(MEETING).status_code == 404


@pytest.mark.usefixtures("wednesday")
@pytest.mark.parametrize("address", [ROOM, MEETING])
def test_a_member_of_another_organization_has_another_room(client: Client, address: str) -> None:
    other = organization("intraservice")
    publish(other)
    client.force_login(user_in(other, username="annan"))
    answered = client.get(address)
    assert "Hemlig" not in answered.content.decode()
    assert "2.2.2" not in answered.content.decode()


@pytest.mark.parametrize("address", [ROOM, MEETING])
def test_a_member_reads_every_paper_and_sees_which_is_confidential_and_why(
    client: Client, ks: OrganizationContent, wednesday: MeetingContent, address: str
) -> None:
    client.force_login(user_in(ks))
    shown = text(client, address)
    for part in (
        f'data-record="{wednesday.id}" data-version="1" data-sha256="{wednesday.sha256}"',
        "E-samhället",
        "Öppen plan",
        "Hemlig bilaga",
        "<span>OSL 18:8</span>",
        "1 handling med sekretess",
        'href="/handlingar/17/v1/plan.pdf"',
        "Ja.",
    ):
        assert part in shown, part


def test_the_room_shows_the_same_records_as_the_web(
    client: Client, ks: OrganizationContent, wednesday: MeetingContent
) -> None:
    client.force_login(user_in(ks))
    rows = client.get("/api/v1/records", {"organization": "ks", "date": "2016-10-19"}).json()
    shown = text(client)
    told = [row for row in rows["data"] if row["kind"] in {"meeting", "agenda-item", "document"}]
    assert len(told) == 4
    for row in told:
        assert (
            f'data-record="{row["id"]}" data-version="{row["version"]}" '
            f'data-sha256="{row["sha256"]}"'
        ) in shown


@pytest.mark.usefixtures("wednesday")
@pytest.mark.parametrize("address", [ROOM, MEETING, "/sammantradesrum/"])
def test_nobody_keeps_what_the_room_says(
    client: Client, ks: OrganizationContent, address: str
) -> None:
    client.force_login(user_in(ks))
    answered = client.get(address)
    assert set(answered.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_the_next_meeting_stands_first_and_cancelled_ones_are_not_next(
    client: Client, ks: OrganizationContent
) -> None:
    days = [datetime.date(2016, 10, day) for day in (5, 13, 14, 20)]
    states = ["finished", "cancelled", "called", "planned"]
    publish(*(meeting(ks, day, state=state) for day, state in zip(days, states, strict=True)))
    client.force_login(user_in(ks))
    shown = text(client)
    following = shown.index('id="nasta"')
    places = [shown.index(f"{ROOM}ks/{day}/") for day in days]
    assert following < places[2] < places[1] < places[3] < places[0]
    assert shown.index('id="kommande"') < places[1]
    assert shown.index('id="tidigare"') < places[0]


def test_the_meeting_that_runs_is_the_next(client: Client, ks: OrganizationContent) -> None:
    publish(
        meeting(ks, datetime.date(2016, 10, 12), title="Först"),
        meeting(ks, datetime.date(2016, 10, 12), 2, state="ongoing"),
    )
    client.force_login(user_in(ks))
    shown = text(client)
    assert shown.index("2016-10-12-2/") < shown.index(f"{ROOM}ks/2016-10-12/")


def test_without_a_meeting_the_room_says_what_will_come(
    client: Client, ks: OrganizationContent
) -> None:
    client.force_login(user_in(ks))
    assert "Inget sammanträde är utlyst" in text(client)


def test_what_was_withdrawn_is_said_to_be_so(
    client: Client, ks: OrganizationContent, wednesday: MeetingContent
) -> None:
    client.force_login(user_in(ks))
    paper = _paper(17)
    withdraw(paper, reason="Fel bilaga.")
    assert "Fel bilaga." in text(client)
    withdraw(wednesday, reason="Publicerat av misstag.")
    answered = client.get(MEETING)
    assert answered.status_code == 410
    assert "Publicerat av misstag." in answered.content.decode()
    assert "Publicerat av misstag." in text(client)


def _paper(number: int) -> DocumentContent:
    record = record_at(f"/handlingar/{number}/", ANONYMOUS)
    assert record
    content = version_of(record).content
    assert isinstance(content, DocumentContent)
    return content


def test_a_moved_meeting_is_found_at_its_former_address(
    client: Client, ks: OrganizationContent, wednesday: MeetingContent
) -> None:
    later = {"date": datetime.date(2016, 10, 26), "path": "/moten/ks/2016-10-26/"}
    correct(wednesday.model_copy(update=later))
    client.force_login(user_in(ks))
    moved = client.get(MEETING)
    assert (moved.status_code, moved.headers["Location"]) == (302, f"{ROOM}ks/2016-10-26/")


def test_a_membership_that_ended_closes_the_room(
    client: Client, ks: OrganizationContent, wednesday: MeetingContent
) -> None:
    user = user_in(ks)
    user.grants.update(valid_to=datetime.datetime(2016, 10, 1, tzinfo=datetime.UTC))
    client.force_login(user)
    assert "Du är inte ledamot" in text(client)
    assert client.get(MEETING).status_code == 404


def test_held_meetings_are_paged_by_key(client: Client, ks: OrganizationContent) -> None:
    first = datetime.date(2015, 1, 1)
    publish(*(meeting(ks, first + datetime.timedelta(days=day)) for day in range(30)))
    client.force_login(user_in(ks))
    shown = text(client)
    assert "ks/2015-01-30/" in shown
    assert "ks/2015-01-05/" not in shown
    key = shown.split("efter=")[1].split('"')[0]
    assert "ks/2015-01-05/" in text(client, f"{ROOM}?efter={key}")


def test_thirty_items_and_papers_cost_as_many_queries_as_three(
    client: Client, ks: OrganizationContent
) -> None:
    client.force_login(user_in(ks))
    made = meeting(ks)
    publish(made)
    counts = []
    for numbers in (range(1, 4), range(4, 31)):
        for number in numbers:
            issuer = organization(f"org{number}")
            paper = document(number, of=issuer)
            publish(issuer, paper, item(made, str(number), documents=[paper]))
        with CaptureQueriesContext(connection) as counted:
            text(client)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 21  # one of them asks for the session
