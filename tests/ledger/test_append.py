"""Order, time and size of an act."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.clock import local_iso, parse_moment
from portal.ledger.models import Act, Entry
from portal.ledger.selectors import history_of
from portal.ledger.verification import verify
from tests.factories import act, change, note, pdf, publish, publish_note, stored

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that the test sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Half past two in the night when summer time ends, the first of two."""
    clock = Clock(datetime(2016, 10, 30, 0, 30, tzinfo=UTC))
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def test_the_hour_that_comes_twice_keeps_its_order_and_shows_its_offset(clock: Clock) -> None:
    content = note()
    [record] = publish(content)
    clock.at += timedelta(hours=1)
    publish(content)
    times = [version.recorded_at for version in history_of(record, frozenset())]
    told = [local_iso(moment) for moment in times]
    assert told == ["2016-10-30T02:30:00+02:00", "2016-10-30T02:30:00+01:00"]
    assert [parse_moment(text) for text in told] == times
    assert list(verify()) == []


def test_a_clock_that_is_set_back_does_not_turn_the_order(clock: Clock) -> None:
    publish_note()
    clock.at -= timedelta(hours=1)
    publish_note()
    times = list(Entry.objects.order_by("seq").values_list("recorded_at", flat=True))
    assert all(before <= after for before, after in pairwise(times))
    assert list(Act.objects.values_list("recorded_at", flat=True)) == times


def test_all_entries_of_an_act_have_its_time(clock: Clock) -> None:
    publish(note(), note())
    assert set(Entry.objects.values_list("recorded_at", flat=True)) == {clock.at}


def statements(entries: int) -> tuple[int, int]:
    """Of an act of so many entries with a file each: other statements, and those that insert."""
    files = [stored(b"En text", "a.txt")]
    changes = [change(note(files=files)) for _ in range(entries)]
    with CaptureQueriesContext(connection) as caught:
        act(*changes)
    inserts = [query for query in caught if query["sql"].startswith("INSERT")]
    return len(caught) - len(inserts), len(inserts)


def test_an_act_of_many_entries_asks_no_more_than_one_of_few() -> None:
    few, many = statements(60), statements(260)
    assert few[0] == many[0]
    assert sum(few) <= 33
    if connection.vendor == "postgresql":
        assert few == many


def test_a_change_of_what_exists_asks_no_more_either() -> None:
    def other_statements(count: int) -> int:
        contents = [note(files=[stored(pdf(), "a.pdf")]) for _ in range(count)]
        publish(*contents)
        with CaptureQueriesContext(connection) as caught:
            publish(*contents)
        return sum(not query["sql"].startswith("INSERT") for query in caught)

    assert other_statements(5) == other_statements(25)
