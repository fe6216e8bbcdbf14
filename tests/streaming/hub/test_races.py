"""Many writers at once: every number once, none missing."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from portal.core.ids import new_id
from streaming.hub.models import Frame
from streaming.hub.services import open_stream, post


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_eight_writers_leave_no_hole() -> None:
    stream = open_stream(subject=new_id(), purpose="meeting")

    def tell(number: int) -> int:
        try:
            return post(stream=stream, kind="change", sections={f"s{number % 5}": number})
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as writers:
        told = list(writers.map(tell, range(200)))
    assert sorted(told) == list(range(1, 201))
    assert Frame.objects.filter(stream=stream).count() == 200


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_stream_is_opened_once_by_many() -> None:
    subject = new_id()

    def begin(_number: int) -> UUID:
        try:
            return open_stream(subject=subject, purpose="meeting")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as writers:
        assert len(set(writers.map(begin, range(16)))) == 1
