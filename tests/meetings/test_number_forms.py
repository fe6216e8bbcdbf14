"""How an authority writes its numbers, and reads them back."""

import pytest

from meetings.number_forms import is_form, running_of, written


@pytest.mark.parametrize(
    ("form", "year", "running", "number"),
    [
        ("####/ÅÅ", 2014, 1451, "1451/14"),
        ("####/ÅÅ", 2026, 7, "0007/26"),
        ("SLK-ÅÅÅÅ-#####", 2023, 1047, "SLK-2023-01047"),
        ("N137-####/ÅÅ", 2011, 95, "N137-0095/11"),
        ("#/ÅÅ", 2026, 12345, "12345/26"),
    ],
)
def test_a_number_is_written_and_read(form: str, year: int, running: int, number: str) -> None:
    assert written(form, year, running) == number
    assert running_of(form, year, number) == running


@pytest.mark.parametrize("number", ["1451/15", "451/14", "x1451/14", "", "01451/14"])
def test_another_number_is_not_of_the_series(number: str) -> None:
    assert running_of("####/ÅÅ", 2014, number) is None


@pytest.mark.parametrize(
    ("form", "is_one"),
    [("####/ÅÅ", True), ("####", False), ("ÅÅ", False), ("##-##/ÅÅ", False), ("ÅÅÅÅ-#", True)],
)
def test_a_form_has_one_running_number_and_a_year(form: str, is_one: bool) -> None:
    assert is_form(form) == is_one
