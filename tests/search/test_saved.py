"""A saved search tells what is new, once the index knows of it, and forgets nothing."""

from collections.abc import Callable

import pytest

from portal.ledger.readers import ANONYMOUS, members_of
from portal.ledger.selectors import head_seq
from search.saved import new_matches
from tests.meetings.outlets import factories as make
from tests.search.city import publish_record

pytestmark = pytest.mark.django_db


def told(query: str, since: int) -> list[str]:
    return [row.document.url for row in new_matches(query, since, ANONYMOUS).rows]


def test_only_what_came_since_is_told(indexed: Callable[[], int]) -> None:
    record = publish_record()
    indexed()
    first = new_matches("wifi typ:handling", 0, ANONYMOUS)
    assert (first.total, first.until) == (2, head_seq())
    new = make.document(60, of=record.ks, title="Mer om wifi")
    make.publish(new)
    make.publish(make.document(61, of=record.ks, title="Om något annat"))
    make.publish(
        make.document(62, of=record.ks, title="Wifi i det tysta"), audience=members_of(record.ks.id)
    )
    indexed()
    again = new_matches("wifi typ:handling", first.until, ANONYMOUS)
    assert ([row.record_id for row in again.rows], again.total) == ([new.id], 1)
    assert told("wifi typ:handling", again.until) == []


def test_a_corrected_paper_is_told_again(indexed: Callable[[], int]) -> None:
    record = publish_record()
    indexed()
    since = new_matches("wifi", 0, ANONYMOUS).until
    make.correct(record.statement)
    indexed()
    assert told("wifi", since) == [record.statement.path]


def test_what_the_index_has_not_read_is_told_the_next_time(indexed: Callable[[], int]) -> None:
    record = publish_record()
    indexed()
    since = new_matches("wifi", 0, ANONYMOUS).until
    new = make.document(60, of=record.ks, title="Mer om wifi")
    make.publish(new)
    early = new_matches("wifi", since, ANONYMOUS)
    assert (early.rows, early.until) == ((), since)
    indexed()
    assert told("wifi", early.until) == [new.path]


def test_without_an_index_the_database_tells() -> None:
    record = publish_record()
    found = new_matches("fritt wifi", 0, ANONYMOUS)
    assert [row.record_id for row in found.rows] == [record.statement.id]
    assert found.until == head_seq()


def test_nothing_asked_is_nothing_told() -> None:
    publish_record()
    assert told("", 0) == told("🙂", 0) == []
