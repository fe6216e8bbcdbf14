"""Written dates are read in every form that authorities use, and nothing else is."""

from datetime import date

import pytest

from meetings.intake.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-10-19", date(2016, 10, 19)),
        ("2016.11.23", date(2016, 11, 23)),
        ("2016/1/5", date(2016, 1, 5)),
        ("19 oktober 2016", date(2016, 10, 19)),
        ("den 5 september 2016", date(2016, 9, 5)),
        ("Onsdagen den 20 maj 2020 klockan 13.00", date(2020, 5, 20)),
        ("DEN 1 MARS 2021", date(2021, 3, 1)),
        ("5 sept. 2016", date(2016, 9, 5)),
        ("19/10 2016", date(2016, 10, 19)),
        ("29 februari 2016", date(2016, 2, 29)),
    ],
)
def test_written_date_is_read(written: str, expected: date) -> None:
    assert parse_date(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2016-13-01",
        "30 februari 2016",
        "oktober 2016",
        "2015–2020",
        "031-367 83 23",
        "1451/14",
        "2016-10-19123",
        "SOU 2017:114",
        "19121212-1212",
        "2.2.2",
    ],
)
def test_what_is_no_date_is_passed_over(written: str) -> None:
    assert parse_date(written) is None


def test_dates_are_found_in_order_with_their_places() -> None:
    text = "inkom 2016-08-24, beslutat den 5 september 2016"
    assert [text[m.start : m.end] for m in find_dates(text)] == ["2016-08-24", "5 september 2016"]
