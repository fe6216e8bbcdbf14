"""A remembered page is never another than the one that would be made now."""

import datetime
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.outlets.web import remembered as module
from meetings.outlets.web.remembered import remembered
from portal.core.clock import now
from portal.core.memory import Memory
from portal.core.ports import Port
from portal.ledger.changes import Change
from portal.ledger.models import Record
from portal.ledger.readers import ANONYMOUS, members_of
from portal.ledger.selectors import head_seq, records
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from portal.ledger.stirred import stirred
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db

LISTS = ("/diarium/", "/moten/", "/arenden/", "/beslut/")
LATER = make.DAY + datetime.timedelta(days=7)


@pytest.fixture(autouse=True)
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has just begun to watch the ledger."""
    monkeypatch.setattr(module, "_pages", Memory(10_000_000, lambda page: page.size))
    stirred.watch(head_seq)
    yield
    stirred.watch(None)


class City:
    """An organization, a case on an agenda with two papers, a line of the diary, a decision."""

    def __init__(self) -> None:
        self.ks = make.organization()
        self.case = make.case(self.ks)
        self.line = make.registration(self.ks)
        self.paper = make.document(17, of=self.ks, case=self.case, registrations=[self.line])
        self.other = make.document(18, of=self.ks)
        self.line = self.line.model_copy(update={"document": self.paper.id})
        self.meeting = make.meeting(self.ks)
        self.item = make.item(self.meeting, case=self.case, documents=[self.paper, self.other])
        self.decision = make.decision(self.item)
        make.publish(self.ks, self.case, self.line, self.paper, self.other, self.meeting, self.item)

    def rename_the_organization(self) -> None:
        make.correct(self.ks.model_copy(update={"title": "Stadsstyrelsen"}))

    def correct_a_paper_on_the_agenda(self) -> None:
        make.correct(self.other.model_copy(update={"title": "Rättad bilaga"}))

    def withdraw_a_paper(self) -> None:
        make.withdraw(self.paper)

    def withdraw_a_line(self) -> None:
        make.withdraw(self.line)

    def add_an_item(self) -> None:
        make.publish(make.item(self.meeting, "3"))

    def move_an_item_to_another_meeting(self) -> None:
        later = make.meeting(self.ks, LATER)
        moved = {"meeting": later.id, "path": f"{later.path}2.2.2/", "date": LATER}
        make.publish(later)
        make.correct(self.item.model_copy(update=moved))

    def decide(self) -> None:
        make.publish(self.decision)

    def take_the_case_up_again(self) -> None:
        later = make.meeting(self.ks, LATER)
        make.publish(later, make.item(later, "4", case=self.case))

    def add_a_paper_to_the_case(self) -> None:
        make.publish(make.document(19, of=self.ks, case=self.case))

    def give_a_paper_another_number(self) -> None:
        moved = {"references": (self.case.number,), "case": self.case.id}
        make.correct(self.other.model_copy(update=moved))

    def cancel_the_meeting(self) -> None:
        make.correct(self.meeting.model_copy(update={"state": "cancelled"}), reason="Inställt.")

    def register_another_paper(self) -> None:
        make.publish(make.registration(self.ks, "2000/16"))

    def give_the_address_of_a_withdrawn_item_to_another(self) -> None:
        make.withdraw(self.item)
        _pages()
        make.publish(make.item(self.meeting, title="En annan"))

    def publish_a_paper_to_its_members_alone(self) -> None:
        make.withdraw(self.other)
        make.publish(self.other, audience=members_of(self.ks.id))

    def erase_a_paper(self) -> None:
        changes = [Change(self.other.id, Verb.ERASED)]
        publish_act(actor=make.REGISTRAR, changes=changes, key="x", reason="Gallring.")


PANELS_ASKED = 3
"""Queries of the apps above that show something in a meeting while it runs."""

ACTS = [name for name, member in vars(City).items() if name[0] != "_" and callable(member)]


def _pages() -> dict[str, bytes]:
    paths = [*LISTS, *Record.objects.values_list("path", flat=True)]
    in_both = [path for each in sorted(paths) for path in (each, f"/en{each}")]
    return {path: Client().get(path).content for path in in_both}


@pytest.mark.parametrize("act", ACTS)
def test_every_page_is_as_it_would_be_made_after(act: str) -> None:
    city = City()
    before = _pages()
    getattr(city, act)()
    shown = _pages()
    stirred.watch(None)
    assert shown == _pages() != before


def _cost(path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", ["meeting", "case", "diary"])
def test_an_act_elsewhere_leaves_a_page_as_it_is(page: str) -> None:
    city = City()
    path = {"meeting": city.meeting.path, "case": city.case.path, "diary": "/diarium/"}[page]
    _cost(path)
    make.publish(make.person())
    catching_up = 1 + 2
    panels = PANELS_ASKED if page == "meeting" else 0
    assert [_cost(path), _cost(path)] == [1 + catching_up + panels, 1 + panels]


def test_a_panel_is_shown_as_soon_as_an_app_above_has_one(rf: Any) -> None:
    given: list[int] = []
    shown: Port[[], list[int]] = Port()
    shown.fill(lambda: given)
    made = []

    @remembered
    def view(_request: HttpRequest) -> HttpResponse:
        made.append([list(each) for each in shown.ask()])
        return HttpResponse(b"", headers={"ETag": '"1"'})

    def ask() -> int:
        view(_anonymous(rf.get("/")))
        return len(made)

    assert [ask(), ask()] == [1, 1]
    given.append(1)
    assert [ask(), ask()] == [2, 3]
    given.clear()
    assert [ask(), ask()] == [3, 3]  # the page of before is the right one again


class TestWhoGetsIt:
    def test_not_a_member(self) -> None:
        city = City()
        Client().get(city.meeting.path)
        member = Client()
        member.force_login(make.user_in(city.ks))
        own = member.get(city.meeting.path)
        assert own.headers["Cache-Control"] == "private, no-store"
        assert Client().get(city.meeting.path).headers["Cache-Control"] == "no-cache"

    def test_not_who_asks_for_a_moment_that_has_been(self) -> None:
        city = City()
        Client().get(city.meeting.path)
        assert Client().get(city.meeting.path, {"per": "2016-01-01"}).status_code == 404

    def test_not_who_asks_on_another_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        city = City()
        before = Client().get(city.meeting.path).content
        monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2016, 10, 19, 6, tzinfo=UTC))
        assert Client().get(city.meeting.path).content != before

    def test_not_who_asks_inside_an_act_that_is_taken_back(self) -> None:
        city = City()
        before = Client().get(city.meeting.path).content
        with transaction.atomic():
            city.correct_a_paper_on_the_agenda()
            assert b"R\xc3\xa4ttad bilaga" in Client().get(city.meeting.path).content
            transaction.set_rollback(True)
        assert Client().get(city.meeting.path).content == before
        city.rename_the_organization()
        assert b"Stadsstyrelsen" in Client().get(city.meeting.path).content

    def test_who_has_it_already_is_told_so(self) -> None:
        city = City()
        tag = Client().get(city.meeting.path).headers["ETag"]
        again = Client().get(city.meeting.path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


Read = Callable[[], object]
port: Port[[], int] = Port()
port.fill(lambda: 1)


@pytest.mark.parametrize(
    "read",
    [
        lambda: list(records(ANONYMOUS)),
        now,
        lambda: list(port.ask()),
    ],
    ids=["a query of which nobody told", "the clock", "an app above"],
)
def test_what_may_change_untold_is_made_anew(read: Read, rf: Any) -> None:
    made = []

    @remembered
    def view(_request: HttpRequest) -> HttpResponse:
        made.append(read())
        return HttpResponse(b"", headers={"ETag": '"1"'})

    for _ in range(2):
        view(_anonymous(rf.get("/")))
    assert len(made) == 2


def _anonymous(request: Any) -> Any:
    request.user, request.reader = Client().get("/moten/").wsgi_request.user, ANONYMOUS
    return request
