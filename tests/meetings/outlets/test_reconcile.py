"""Every outlet shows the same version of the same bytes; a difference in any is found."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.contents import OrganizationContent
from meetings.outlets.api import rows as api_rows
from meetings.outlets.diary import rows as diary_rows
from meetings.outlets.feeds import calendar, entries
from meetings.outlets.room import agenda
from portal.ledger.outlets import OUTLETS, Asked, Shown
from portal.ledger.readers import ANONYMOUS, members_of, reader_in
from portal.ledger.reconciliation import reconcile, reconcile_record
from portal.ledger.selectors import Head, record_at
from portal.ledger.versions import Version
from tests.meetings.outlets.factories import (
    case,
    correct,
    document,
    item,
    meeting,
    organization,
    publish,
    registration,
    secret_registration,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> OrganizationContent:
    """A small city: open and confidential papers, corrected and withdrawn records."""
    made = organization()
    plan = case(made)
    paper, old, gone = document(17, of=made), document(18, of=made), document(19, of=made)
    secret = document(20, of=made, title="Hemlig", provision="OSL 18:8")
    lines = [
        registration(made, "1451/14", serial, document=each.id)
        for serial, each in enumerate((paper, old, gone, gone), 1)
    ]
    first, off = (meeting(made, datetime.date(2016, 10, day)) for day in (19, 21))
    handled = item(first, "2.2.2", case=plan, documents=[paper, old, gone, secret])
    fallen, of_off = item(first, "3"), item(off, "1", documents=[paper])
    publish(made, plan, paper, old, gone, *lines, secret_registration(made))
    publish(first, off, handled, fallen, of_off)
    publish(secret, audience=members_of(made.id))
    correct(old.model_copy(update={"title": "Rättad"}))
    withdraw(gone, fallen, lines[3], off)
    return made


def head(path: str, ks: OrganizationContent) -> Head:
    found = record_at(path, reader_in(members_of(ks.id)))
    assert found
    return found


def alone() -> dict[str, Asked]:
    return {name: outlet.shown for name, outlet in OUTLETS.items()}


def in_a_run() -> dict[str, Asked]:
    return {
        name: outlet.remembering() if outlet.remembering else outlet.shown
        for name, outlet in OUTLETS.items()
    }


@pytest.mark.usefixtures("ks")
def test_all_outlets_agree_with_the_ledger() -> None:
    assert list(reconcile()) == []


@pytest.mark.parametrize("asking", [alone, in_a_run])
@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/handlingar/17/", ["api", "diary", "feeds", "oparl", "room", "web"]),
        ("/handlingar/18/", ["api", "diary", "feeds", "oparl", "room", "web"]),
        ("/handlingar/19/", ["api", "diary", "feeds", "oparl", "room", "web"]),
        ("/moten/ks/2016-10-19/", ["api", "calendar", "feeds", "oparl", "room", "web"]),
        ("/moten/ks/2016-10-19/2.2.2/", ["api", "feeds", "oparl", "room", "web"]),
        ("/moten/ks/2016-10-19/3/", ["api", "feeds", "oparl", "room", "web"]),
        ("/moten/ks/2016-10-21/", ["api", "calendar", "feeds", "oparl", "room", "web"]),
        ("/moten/ks/2016-10-21/1/", ["api", "feeds", "oparl", "web"]),
        ("/diarium/ks/1451-14-1/", ["api", "diary", "web"]),
        ("/diarium/ks/1451-14-4/", ["api", "diary", "web"]),
        ("/diarium/ks/0606-18-1/", ["api", "diary", "web"]),
        ("/arenden/1451-14/", ["api", "feeds", "web"]),
    ],
)
def test_each_record_is_shown_where_it_belongs(
    ks: OrganizationContent, asking: Callable[[], dict[str, Asked]], path: str, names: list[str]
) -> None:
    record = head(path, ks)
    shown = {name: ask(record, ANONYMOUS) for name, ask in asking().items()}
    assert sorted(name for name, each in shown.items() if each) == names
    assert {each for each in shown.values() if each} == {Shown(record.version, record.sha256)}


def test_a_confidential_record_is_shown_to_its_members_only(ks: OrganizationContent) -> None:
    record = head("/handlingar/20/", ks)
    assert {ask(record, ANONYMOUS) for ask in alone().values()} == {None}
    reader = reader_in(record.audience)
    shown = {name for name, ask in alone().items() if ask(record, reader)}
    assert shown == {"web", "api", "room", "feeds"}


def _older(build: Callable[..., Any], *given: Any) -> Any:
    """What an outlet with a copy of its own would show: the version before."""
    version: Version = given[0]
    return build(replace(version, version=version.version + 6), *given[1:])


@pytest.mark.parametrize(
    ("outlet", "module", "builder"),
    [
        ("api", api_rows, "_standing"),
        ("diary", diary_rows, "_row"),
        ("feeds", entries, "_entry"),
        ("calendar", calendar, "_event"),
    ],
)
def test_an_outlet_that_shows_another_version_is_found(
    ks: OrganizationContent,
    monkeypatch: pytest.MonkeyPatch,
    outlet: str,
    module: ModuleType,
    builder: str,
) -> None:
    right = getattr(module, builder)
    monkeypatch.setattr(module, builder, lambda *given: _older(right, *given))
    assert {each.promise for each in reconcile()} == {outlet}


def test_a_room_that_lacks_a_paper_is_found(
    ks: OrganizationContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = agenda.room_items
    monkeypatch.setattr(
        agenda,
        "room_items",
        lambda *given: [replace(each, papers=each.papers[1:]) for each in right(*given)],
    )
    found = {(each.promise, each.place) for each in reconcile_record(head("/handlingar/17/", ks))}
    assert found == {("room", "/handlingar/17/ för alla")}


def test_a_run_renders_each_list_once(ks: OrganizationContent) -> None:
    """Ten more lines and papers cost what they cost by themselves: no list is made ten times."""
    costs = []
    for serials in (range(10, 20), range(20, 30)):
        papers = [document(serial + 100, of=ks) for serial in serials]
        lines = [
            registration(ks, "9/16", serial, document=paper.id)
            for serial, paper in zip(serials, papers, strict=True)
        ]
        publish(*papers, *lines)
        with CaptureQueriesContext(connection) as counted:
            assert list(reconcile()) == []
        costs.append(len(counted))
    assert costs[1] - costs[0] < 20 * 30
