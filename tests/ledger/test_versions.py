"""Versions are read once by a process, and never shown where the gate says otherwise."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.ids import new_id
from portal.ledger.readers import ANONYMOUS, Grant, members_of
from portal.ledger.selectors import find_versions, records, versions_of
from portal.ledger.versions import Version
from tests.factories import act as one_act
from tests.factories import change, correct, erase, note, publish, publish_note, withdraw

pytestmark = pytest.mark.django_db


def _all() -> list[Version]:
    return list(versions_of(records(ANONYMOUS).order_by("seq")).values())


def test_what_was_read_costs_the_gate_alone(django_assert_num_queries: Any) -> None:
    for _ in range(3):
        publish_note()
    first = _all()
    with django_assert_num_queries(1):
        assert _all() == first


def test_what_was_not_read_is_read_beside_what_was() -> None:
    old = publish_note()
    _all()
    new = publish_note()
    assert [each.record.pk for each in _all()] == [old.pk, new.pk]


def test_only_what_was_not_read_is_read_of_a_part_too() -> None:
    notes = [publish_note() for _ in range(3)]
    versions_of(records(ANONYMOUS).order_by("seq")[:1])
    with CaptureQueriesContext(connection) as queries:
        part = versions_of(records(ANONYMOUS).order_by("seq")[:2])
    assert list(part) == [each.pk for each in notes[:2]]
    [entries] = [each["sql"] for each in queries if 'FROM "ledger_entry"' in each["sql"]]
    assert f"IN ({part[notes[1].pk].seq})" in entries


def test_a_record_that_moves_on_while_it_is_read_is_shown_as_it_is_then() -> None:
    content = note(text="Fel")
    publish(content)
    publish_note()
    versions_of(records(ANONYMOUS).exclude(pk=content.id))
    asked: list[str] = []

    def correct_after_the_gate(execute: Any, *query: Any) -> Any:
        answer = execute(*query)
        asked.append(query[0])
        if len(asked) == 1:
            correct(content.model_copy(update={"text": "Rätt"}))
        return answer

    with connection.execute_wrapper(correct_after_the_gate):
        found = versions_of(records(ANONYMOUS).order_by("seq"))
    assert found[content.id].content == content.model_copy(update={"text": "Rätt"})


def test_the_order_is_that_of_the_question() -> None:
    notes = [publish_note() for _ in range(3)]
    _all()
    backwards = versions_of(records(ANONYMOUS).order_by("-seq"))
    assert list(backwards) == [each.pk for each in reversed(notes)]


def test_a_correction_is_seen_at_once() -> None:
    content = note(text="Fel")
    publish(content)
    _all()
    correct(content.model_copy(update={"text": "Rätt"}))
    [version] = _all()
    assert (version.version, version.reason) == (2, "Fel datum.")
    assert version.content == content.model_copy(update={"text": "Rätt"})


def test_a_withdrawal_is_seen_at_once() -> None:
    record = publish_note()
    _all()
    withdraw(record)
    [version] = _all()
    assert version.is_tombstone
    assert version.reason == "Fel handling."


def test_what_is_erased_is_not_found_in_memory() -> None:
    record = publish_note()
    _all()
    erase(record)
    [version] = _all()
    assert version.content is None


def test_memory_knows_no_readers() -> None:
    """Read by a member, and still nothing to others."""
    organization = new_id()
    member = frozenset({Grant("member", organization)})
    content = note()
    publish(content, audience=members_of(organization))
    assert content.id in find_versions([content.id], member)
    assert find_versions([content.id], ANONYMOUS) == {}


def test_a_tombstone_that_gave_up_its_address_is_shown_at_its_new_one() -> None:
    first = note(path="/anteckningar/en/")
    [record] = publish(first)
    withdraw(record)
    _all()
    one_act(change(note(path="/anteckningar/en/")))
    assert {each.record.path for each in _all()} == {f"/post/{first.id}/", "/anteckningar/en/"}
