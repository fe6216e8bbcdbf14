"""Time in the city, with the hour that comes twice and the one that never comes."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from portal.core.clock import local_iso, now, parse_moment

SUMMER, WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))


def test_now_is_aware() -> None:
    assert now().tzinfo == UTC


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2016, 10, 19, 8, 0, tzinfo=UTC), "2016-10-19T10:00:00+02:00"),
        (datetime(2016, 10, 30, 0, 30, tzinfo=UTC), "2016-10-30T02:30:00+02:00"),
        (datetime(2016, 10, 30, 1, 30, tzinfo=UTC), "2016-10-30T02:30:00+01:00"),
        (datetime(2016, 3, 27, 1, 0, tzinfo=UTC), "2016-03-27T03:00:00+02:00"),
        (datetime(2016, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "2017-01-01T00:59:59+01:00"),
    ],
)
def test_a_moment_shows_its_offset(moment: datetime, text: str) -> None:
    assert local_iso(moment) == text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-10-19T10:00", datetime(2016, 10, 19, 10, 0, tzinfo=SUMMER)),
        ("2016-10-19T10:00:00+00:00", datetime(2016, 10, 19, 10, 0, tzinfo=UTC)),
        ("2016-10-19T10:00:00Z", datetime(2016, 10, 19, 10, 0, tzinfo=UTC)),
        ("2016-10-30T02:30:00+01:00", datetime(2016, 10, 30, 2, 30, tzinfo=WINTER)),
        ("2016-12-24", datetime(2016, 12, 24, 23, 59, 59, 999_999, tzinfo=WINTER)),
    ],
)
def test_reading_a_moment(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize("text", ["", "igår", "2016-13-01", "2016-10-32", "2016-10-19T25:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|must be in|out of range"):
        parse_moment(text)


def test_what_is_shown_is_read_back_in_the_hour_that_comes_twice() -> None:
    for hour in range(4):
        moment = datetime(2016, 10, 29, 23, 15, tzinfo=UTC) + timedelta(hours=hour)
        assert parse_moment(local_iso(moment)) == moment


def test_a_date_ends_before_the_next_begins() -> None:
    end = parse_moment(str(date(2016, 10, 30)))
    assert end + timedelta(microseconds=1) == parse_moment("2016-10-31T00:00:00")
