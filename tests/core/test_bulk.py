"""Rows that are written without instances say what `bulk_create` would have made them say."""

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.core.bulk import MOST, insert_objects, insert_rows
from portal.ledger.models import Act, Address, Record, RecordNumber
from tests.factories import publish_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Record:
    return publish_note()


def test_more_rows_than_a_statement_takes_are_all_written(record: Record) -> None:
    numbers = [f"{number}/26" for number in range(2 * MOST + 1)]
    insert_rows(RecordNumber, ("record", "number"), [(record.pk, each) for each in numbers])
    written = RecordNumber.objects.filter(record=record).values_list("number", flat=True)
    assert sorted(written) == sorted(numbers)


def test_no_rows_are_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert_rows(RecordNumber, ("record", "number"), [])
        insert_objects([])


def test_a_row_that_is_there_is_updated(record: Record) -> None:
    other = publish_note()
    rows = [("/ny/", record.pk), (other.path, record.pk)]
    insert_rows(Address, ("path", "record"), rows, unique=["path"], update=["record"])
    found = Address.objects.filter(path__in=["/ny/", other.path])
    assert dict(found.values_list("path", "record")) == dict(rows)


def test_objects_are_written_as_they_stand(record: Record) -> None:
    key, findings = '"k"\\\n\t🏛 åäö', [{"rule": "å", "place": None, "\\": [1.5, True]}]
    act = Act(key=key, actor_role="clerk", findings=findings, recorded_at=record.recorded_at)
    insert_objects([act])
    stored = Act.objects.get(pk=act.pk)
    assert (stored.key, stored.findings, stored.recorded_at) == (key, findings, act.recorded_at)


def test_an_object_without_a_key_is_given_one(record: Record) -> None:
    insert_objects([RecordNumber(record=record, number="1/26")])
    assert RecordNumber.objects.get(number="1/26").pk is not None
