"""The registry's own list of the day: what waits, for whom it waits, and at what cost."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import (
    Document,
    ItemPaper,
    Meeting,
    Organization,
    Review,
    ScheduledAct,
)
from meetings.models.scheduled import ScheduledState
from meetings.registry.addresses import (
    decisions_url,
    edit_url,
    publish_item_url,
    publish_url,
    workbench_url,
)
from meetings.registry.today import Chores, chores
from meetings.states import ReviewVerdict
from portal.accounts.models import User
from portal.core.clock import now, today
from tests.meetings.decisions.factories import committee as committee_of
from tests.meetings.decisions.factories import published
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


def days(number: int) -> datetime.date:
    return today() + datetime.timedelta(days=number)


def rows(user: User, key: str) -> list[tuple[str, bool]]:
    """Where each thing of one kind is done, and whether it is urgent."""
    found: list[Chores] = [each for each in chores(user) if each.key == key]
    return [(row.url, row.is_urgent) for each in found for row in each.rows]


def words(user: User, key: str) -> list[str]:
    return [row.words for each in chores(user) if each.key == key for row in each.rows]


@pytest.fixture
def board() -> Organization:
    made = make.organization()
    make.put_live(made)
    return made


@pytest.fixture
def user(board: Organization) -> User:
    return make.keeper(board)


def test_nothing_waits_in_an_empty_registry(user: User) -> None:
    assert chores(user) == []


def test_a_meeting_to_prepare_tells_days_papers_and_files(board: Organization, user: User) -> None:
    meeting = make.meeting(board, days(5))
    make.item(meeting, "1")
    make.meeting(board, days(40))
    make.meeting(board, days(6), state="cancelled")
    assert rows(user, "prepare") == [(workbench_url(meeting), False)]
    assert words(user, "prepare") == ["om 5 dagar · inte publicerat · 1 punkt saknar handlingar"]


def test_a_meeting_that_should_be_announced_is_urgent(board: Organization, user: User) -> None:
    board.rule_set.announce_days = 7
    board.rule_set.save()
    meeting = make.meeting(board, days(5))
    assert rows(user, "prepare") == [(workbench_url(meeting), True)]
    make.put_live(meeting)
    assert rows(user, "prepare") == [(workbench_url(meeting), False)]


def test_a_late_paper_waits_until_its_item_is_published(board: Organization, user: User) -> None:
    meeting = make.meeting(board, days(5))
    paper = make.document(board)
    item = make.item(meeting, "1", papers=[paper])
    make.put_live(paper, meeting)
    assert rows(user, "late") == []
    ItemPaper.objects.update(arrival="late")
    assert rows(user, "late") == [(publish_item_url(item), True)]
    meeting.refresh_from_db()
    make.put_live(meeting)
    assert rows(user, "late") == []


def test_what_a_held_meeting_owes(board: Organization, user: User) -> None:
    meeting = make.meeting(board, days(-15), state="finished")
    make.item(meeting, "1")
    make.item(meeting, "2", kind="information")
    assert rows(user, "decisions") == [(decisions_url(meeting), True)]
    assert rows(user, "minutes") == [(decisions_url(meeting), True)]
    make.document(board, kind="minutes", date=days(-15))
    assert rows(user, "minutes") == []


def test_preliminary_decisions_wait_for_the_minutes(user: User) -> None:
    of = committee_of()
    Meeting.objects.filter(pk=of.meeting.pk).update(start=now() - datetime.timedelta(days=12))
    of.meeting.refresh_from_db()
    secretary = make.keeper(of.organization, username="sekreterare")
    made = published(of, preliminary=True)
    make.document(of.organization, kind="minutes", date=made.date)
    assert rows(secretary, "decisions") == []
    assert words(secretary, "minutes") == [
        "1 beslut är preliminärt · hölls för 12 dagar sedan",
    ]
    assert rows(user, "minutes") == []


def test_gaps_in_this_years_numbers(board: Organization, user: User) -> None:
    year = today().year % 100
    for number in (1, 2, 5):
        make.case(board, f"{number:04}/{year:02}", opened=today())
    assert words(user, "gaps") == [f"0003/{year:02}–0004/{year:02}"]


def test_a_review_waits_for_somebody_else(board: Organization, user: User) -> None:
    meeting = make.meeting(board, days(30))
    other = make.keeper(board, username="kollega")
    Review.objects.create(
        record=meeting.record_id, digest="-", verdict=ReviewVerdict.ASKED, user=other
    )
    assert rows(user, "reviews") == [(publish_url(meeting), False)]
    assert rows(other, "reviews") == []
    make.put_live(meeting)
    assert rows(user, "reviews") == []


def test_what_came_in_without_a_case(board: Organization, user: User) -> None:
    paper: Document = make.document(board)
    make.register(paper, board)
    paper.registrations.update(direction="in", date=today())
    assert rows(user, "cases") == [(edit_url(paper), False)]


def test_acts_that_were_stopped_or_are_near(board: Organization, user: User) -> None:
    meeting = make.meeting(board, days(30))
    given: dict[str, Any] = {"owner": board.record_id, "records": [["Meeting", meeting.pk]]}
    ScheduledAct.objects.create(due=now() + datetime.timedelta(hours=2), title="Snart", **given)
    ScheduledAct.objects.create(due=now() + datetime.timedelta(days=2), title="Sedan", **given)
    stopped = ScheduledAct.objects.create(
        due=now() - datetime.timedelta(days=1),
        title="Stoppad",
        state=ScheduledState.FAILED,
        **given,
    )
    place = reverse("registry:scheduled")
    assert rows(user, "scheduled") == [(place, True), (place, False)]
    make.put_live(meeting)
    assert stopped.due < now()
    assert rows(user, "scheduled") == [(place, False)]


def test_nothing_of_another_registry_is_told(board: Organization) -> None:
    other = make.organization("kf", "Kommunfullmäktige")
    meeting = make.meeting(board, days(5))
    make.item(meeting, "1")
    held = make.meeting(board, days(-15), state="finished")
    make.item(held, "1")
    assert chores(make.keeper(other, username="annan")) == []


def test_the_page_costs_the_same_however_much_waits(board: Organization, user: User) -> None:
    client = make.client_of(user)
    fill(board, 2)
    client.get("/registrator/")
    with CaptureQueriesContext(connection) as few:
        answer = client.get("/registrator/")
    assert "Att göra i dag" in answer.content.decode()
    fill(board, 7, start=2)
    with CaptureQueriesContext(connection) as many:
        client.get("/registrator/")
    assert len(many) == len(few)


def fill(board: Organization, count: int, start: int = 0) -> None:
    """Some of everything that the list tells of."""
    for n in range(start, start + count):
        meeting = make.meeting(board, days(3), ordinal=n + 1)
        paper = make.document(board, title=f"Handling {n}")
        make.register(paper, board, number=f"{2 * n + 1:04}/{today().year % 100:02}")
        paper.registrations.update(direction="in", date=today())
        make.item(meeting, "1", papers=[paper])
        held = make.meeting(board, days(-15), ordinal=n + 1, state="finished")
        make.item(held, "1")
        Review.objects.create(record=meeting.record_id, digest="-", verdict=ReviewVerdict.RETURNED)
        ScheduledAct.objects.create(
            due=now() - datetime.timedelta(hours=1),
            owner=board.record_id,
            title=f"Akt {n}",
            state=ScheduledState.FAILED,
            records=[["Meeting", meeting.pk]],
        )
