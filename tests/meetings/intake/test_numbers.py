"""Case numbers are read in many authorities' forms; laws, years and phones are not numbers."""

import pytest

from meetings.intake.numbers import find_numbers, number_key


def values(text: str) -> list[str]:
    return [mention.value for mention in find_numbers(text)]


@pytest.mark.parametrize(
    "number",
    [
        "1451/14", "N137-0095/11", "SLK-2023-01047", "KS 2019/73", "KS/2019:73", "KK15/768",
        "KSN-2014-0324", "2021/KS 0280 013", "2016KSM1221.042", "RS 2018-00213", "110-123/2016",
        "BUN 2018/210", "SN22/118", "KS2016/55",
    ],
)  # fmt: skip
def test_number_standing_alone_is_read(number: str) -> None:
    assert values(f"Ärendet har nummer {number} hos oss.") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Dnr 2019-000123", "2019-000123"),
        ("Dnr: 2019/73", "2019/73"),
        ("Diarienummer:1451/14", "1451/14"),
        ("Diarienummer 35/15", "35/15"),
        ("Ärendenummer: Ks 2019.123", "Ks 2019.123"),
        ("Dnr 1.5.3-219-2012", "1.5.3-219-2012"),
        ("Vår beteckning 42-2019", "42-2019"),
    ],
)
def test_labelled_number_may_have_a_looser_form(text: str, number: str) -> None:
    assert values(text) == [number]
    assert next(find_numbers(text)).labelled


@pytest.mark.parametrize(
    "text",
    [
        "SOU 2017:114", "prop. 2016/17:180", "EU 2016/679", "läsåret 2016/17", "åren 2015-2020",
        "KS 2016-10-19", "kommunallagen (2017:725)", "Telefon 031-367 83 23", "Repronummer 256/15",
        "Dnr 2016-10-19", "1(4)", "kapitel 2.2.2", "Dnr", "Ds 2017:60",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_passed_over(text: str) -> None:
    assert values(text) == []


def test_counterparts_number_is_marked_foreign() -> None:
    own, theirs = find_numbers("Dnr 2019-000123  Er beteckning 4411/19")
    assert (own.value, own.foreign) == ("2019-000123", False)
    assert (theirs.value, theirs.foreign) == ("4411/19", True)


def test_number_key_ignores_how_it_is_spaced() -> None:
    assert number_key("ks 2019/73") == number_key("KS2019/73")
