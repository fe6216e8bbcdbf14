"""Numbers that a diary has passed over."""

import pytest

from meetings.number_gaps import Gap, Series, series_of_year


def test_a_series_without_gaps_tells_its_ends() -> None:
    assert series_of_year(["0002/16", "0001/16", "0003/16"], 2016) == [
        Series("0001/16", "0003/16", 3, ())
    ]


def test_gaps_are_written_as_the_series_writes() -> None:
    (series,) = series_of_year(["SLK-2023-01047", "SLK-2023-01049", "SLK-2023-01053"], 2023)
    assert series.gaps == (
        Gap("SLK-2023-01048", "SLK-2023-01048", 1),
        Gap("SLK-2023-01050", "SLK-2023-01052", 3),
    )
    assert series.missing == 4


def test_each_form_is_a_series_of_its_own() -> None:
    found = series_of_year(["N137-0095/11", "N137-0097/11", "12/11"], 2011)
    assert [(each.first, each.last, each.missing) for each in found] == [
        ("12/11", "12/11", 0),
        ("N137-0095/11", "N137-0097/11", 1),
    ]


@pytest.mark.parametrize("number", ["1451/14", "utan nummer", "16", "2016", ""])
def test_a_number_without_that_year_or_without_a_running_number_is_left_out(number: str) -> None:
    assert series_of_year([number], 2016) == []


def test_a_running_number_that_looks_like_the_year_is_told_apart_by_its_place() -> None:
    assert series_of_year(["15/16", "16/16", "18/16"], 2016) == [
        Series("15/16", "18/16", 3, (Gap("17/16", "17/16", 1),))
    ]


def test_the_same_number_twice_counts_once() -> None:
    assert series_of_year(["1/16", "1/16"], 2016) == [Series("1/16", "1/16", 1, ())]
