"""Personal numbers are found however they are written, and little else is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.personal_numbers import MASK, find_personal_numbers, without_personal_numbers
from tests.factories import with_check_digit

SEPARATORS = [
    "",
    "-",
    "+",
    " ",
    "\u00a0",
    "-\n",
    "-\r\n",
    "\n",
    "\u2013",
    " - ",
    "\u00ad",
    "\u2212",
]


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str, str]:
    """Century, date and last four of a right personnummer or samordningsnummer."""
    born = draw(st.dates(date(1870, 1, 1), date(2030, 12, 31)))
    coordination = 60 * draw(st.booleans())
    birth = f"{born:%y%m}{born.day + coordination:02d}"
    ten = with_check_digit(f"{birth}{draw(st.integers(0, 999)):03d}")
    return draw(st.sampled_from(["", f"{born.year // 100}"])), birth, ten[6:]


def found(text: str) -> list[str]:
    return [text[number.start : number.end] for number in find_personal_numbers(text)]


@given(
    numbers(),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["", "Sökande ", "pnr:", "(", "född "]),
    st.sampled_from(["", ".", ")", ", Storgatan 1", "\n", "/Åsa"]),
)
def test_every_right_number_is_found(
    number: tuple[str, str, str], separator: str, before: str, after: str
) -> None:
    century, birth, last = number
    written = f"{century}{birth}{separator}{last}"
    assert found(before + written + after) == [written]


@given(numbers(), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_number(number: tuple[str, str, str], more: int) -> None:
    _century, birth, last = number
    wrong = f"{last[:3]}{(int(last[3]) + more) % 10}"
    assert found(f"{birth}-{wrong}") == []


@given(numbers(), st.text(max_size=40), st.text(max_size=40))
def test_no_masked_text_holds_a_number(
    number: tuple[str, str, str], before: str, after: str
) -> None:
    _century, birth, last = number
    assert found(without_personal_numbers(f"{before} {birth}-{last} {after}")) == []


@given(st.integers(20, 99), st.integers(0, 99), st.integers(0, 999))
def test_an_organization_number_is_none(third: int, day: int, serial: int) -> None:
    """Skatteverket gives organizations at least 20 in the place of the month."""
    number = with_check_digit(f"55{third:02d}{day:02d}-{serial:03d}")
    assert found(number) == []


NUMBER = with_check_digit("850412-999")
MOBILE = with_check_digit("070123456")


@pytest.mark.parametrize(
    "text",
    [
        "1451/14",
        "N137-0095/11",
        "SLK-2023-01047",
        f"{NUMBER}/16",
        f"N{NUMBER}/16",
        f"0{NUMBER}",
        f"{NUMBER}1",
        f"12-{NUMBER}",
        "2016-10-19 1830",
        "031-365 00 00",
        "+46 31 365 00 00",
        f"Tel. {MOBILE}",
        f"Mobilnummer: {MOBILE}",
        "20261122064406",
        "D:20261122064406+00'00'",
        "5050-1055",
        "SE45 5000 0000 0583 9825 7466",
        "",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["1985-04-12-", "19850412-"])
def test_a_date_written_out_may_begin_one(text: str) -> None:
    written = text + NUMBER[-4:]
    assert found(f"Född {written}") == [written]


def test_a_child_s_number_is_no_telephone_number_without_the_word() -> None:
    assert found(f"Elev {MOBILE}") == [MOBILE]


def test_all_in_reading_order_and_all_masked() -> None:
    other = with_check_digit("121212-121")
    text = f"{NUMBER}, {other} och {NUMBER}"
    assert found(text) == [NUMBER, other, NUMBER]
    assert without_personal_numbers(text) == f"{MASK}, {MASK} och {MASK}"


@given(numbers())
def test_a_number_that_chance_put_in_an_id_or_a_hash_is_none(number: tuple[str, str, str]) -> None:
    """Twelve digits may end a UUID, ten digits may stand in a hash; nobody wrote them there."""
    _century, birth, last = number
    opaque = [
        f"/anteckningar/1f6f0b6e-8f0f-4a5e-9c7d-19{birth}{last}/",
        f"{birth}12-{last}-4a5e-9c7d-0d7a3f1f0b6e",
        f"20{birth}-{last}-4A5E-9C7D-0D7A3F1F0B6E",
        f"{'a' * 30}{birth}{last}{'b' * 24}",
    ]
    assert [found(text) for text in opaque] == [[]] * 4
    assert [without_personal_numbers(text) for text in opaque] == opaque
