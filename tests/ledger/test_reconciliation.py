"""Outlets are asked what they show; one that lies about one record is found."""

from uuid import uuid4

import pytest

from portal.ledger import reconciliation
from portal.ledger.models import Record
from portal.ledger.outlets import Outlet, Shown
from portal.ledger.readers import Reader, members_of
from portal.ledger.reconciliation import reconcile
from portal.ledger.selectors import records, version_of
from tests.factories import note, publish, publish_note, withdraw

pytestmark = pytest.mark.django_db


def honest(record: Record, reader: Reader) -> Shown | None:
    """What an outlet over the ledger shows: the head, through the gate."""
    head = records(reader).filter(pk=record.pk).first()
    return Shown(head.version, version_of(head).sha256) if head else None


@pytest.fixture(autouse=True)
def outlets(monkeypatch: pytest.MonkeyPatch) -> dict[str, Outlet]:
    known = {"web": Outlet("web", honest), "api": Outlet("api", honest)}
    monkeypatch.setattr(reconciliation, "OUTLETS", known)
    return known


@pytest.fixture
def ledger() -> list[Record]:
    """Public, for members, and withdrawn."""
    first, _second = publish(note(path="/a/"), note(path="/b/"))
    publish(note(path="/c/"), audience=members_of(uuid4()))
    withdraw(publish_note(path="/d/"))
    return [first]


def found() -> list[tuple[str, str]]:
    return [(deviation.promise, deviation.place) for deviation in reconcile()]


def test_honest_outlets_agree(ledger: list[Record]) -> None:
    assert found() == []


def test_an_outlet_that_shows_another_version_of_one_record_is_found(
    ledger: list[Record], outlets: dict[str, Outlet]
) -> None:
    def lying(record: Record, reader: Reader) -> Shown | None:
        shown = honest(record, reader)
        return Shown(2, shown.sha256) if shown and record.pk == ledger[0].pk else shown

    outlets["diary"] = Outlet("diary", lying)
    assert found() == [("diary", "/a/ för alla")]


def test_an_outlet_that_shows_other_bytes_is_found(
    ledger: list[Record], outlets: dict[str, Outlet]
) -> None:
    def lying(record: Record, reader: Reader) -> Shown | None:
        shown = honest(record, reader)
        return Shown(shown.version, "0" * 64) if shown and record.pk == ledger[0].pk else shown

    outlets["web"] = Outlet("web", lying)
    [deviation] = reconcile()
    assert deviation.seen.startswith("visar version 1 000000000000, ska visa version 1 ")


def test_an_outlet_that_leaks_is_found(ledger: list[Record], outlets: dict[str, Outlet]) -> None:
    outlets["api"] = Outlet("api", lambda record, _reader: Shown(record.version, record.sha256))
    assert found() == [("api", "/c/ för alla")]


def test_an_outlet_that_shows_what_was_withdrawn_is_found(
    ledger: list[Record], outlets: dict[str, Outlet]
) -> None:
    def stale(record: Record, reader: Reader) -> Shown | None:
        shown = honest(record, reader)
        return Shown(1, "a" * 64) if shown and not record.is_standing else shown

    outlets["feeds"] = Outlet("feeds", stale)
    assert found() == [("feeds", "/d/ för alla")]


def test_an_outlet_that_is_silent_is_found_where_it_should_speak(
    ledger: list[Record], outlets: dict[str, Outlet]
) -> None:
    outlets["room"] = Outlet(
        "room", lambda _record, _reader: None, lambda r, _reader: r.path == "/b/"
    )
    assert found() == [("room", "/b/ för alla")]


def test_an_outlet_that_breaks_is_found(ledger: list[Record], outlets: dict[str, Outlet]) -> None:
    def broken(record: Record, _reader: Reader) -> Shown | None:
        raise KeyError(record.path)

    outlets["web"] = Outlet("web", broken)
    assert len(found()) == 5
