"""What people type is understood; what nobody should type does no harm."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.questions import Period
from search.plans import Clause, Phrase, Prefix, Word
from search.query.language import MOST_CHARACTERS, MOST_CLAUSES, MOST_PREFIXES, parse
from search.query.parsed import Notice, Noticed, Query


def wanted(text: str) -> tuple[Clause, ...]:
    return parse(text).wanted


def noticed(text: str) -> list[Notice]:
    return [each.notice for each in parse(text).notices]


def test_everything_at_once() -> None:
    text = (
        'fritt "öppet nät" surf* -skola -"dyr lösning" organ:ks organ:"nämnden för intraservice" '
        "parti:SD datum:2016-10..2017 typ:yttrande dnr:1451/14"
    )
    assert parse(text) == Query(
        wanted=(Word("fritt"), Phrase("öppet nät"), Prefix("surf")),
        unwanted=(Word("skola"), Phrase("dyr lösning")),
        numbers=("1451/14",),
        organizations=("ks", "nämnden för intraservice"),
        parties=("SD",),
        kinds=("yttrande",),
        period=Period(datetime.date(2016, 10, 1), datetime.date(2017, 12, 31)),
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wifi,", (Word("wifi"),)),
        ("(wifi)", (Word("wifi"),)),
        ("wifi -", (Word("wifi"),)),
        ("e-samhälle", (Word("e-samhälle"),)),
        ("Göteborg – wifi", (Word("Göteborg"), Word("wifi"))),
        ("§ 136", (Word("§136"),)),
        ("2.2.2", (Word("2.2.2"),)),
        ("kl. 10.00", (Word("kl"), Word("10.00"))),
        ("trängsel\u00adskatt", (Word("trängselskatt"),)),
        ("go\u0308teborg", (Word("göteborg"),)),
        ("wi*fi", (Word("wi"), Word("fi"))),
        ("wifi wifi", (Word("wifi"),)),
        ("http://a.se", (Word("http"), Word("a.se"))),
        ("“fritt nät”", (Phrase("fritt nät"),)),
        ("»fritt nät«", (Phrase("fritt nät"),)),
        ('"wifi"', (Word("wifi"),)),
        ('"öppet nät', (Word("öppet"), Word("nät"))),
        ('"a b "c d" e f"', (Phrase("a b"), Word("c"), Word("d"), Phrase("e f"))),
        ("\0wifi\0nät", (Word("wifi"), Word("nät"))),
        ("\u202ewifi\u202c", (Word("wifi"),)),
        ("شبكة مجانية", (Word("شبكة"), Word("مجانية"))),
        ("अधिकार", (Word("अधिकार"),)),
        ("wifi🙂", (Word("wifi"),)),
    ],
)
def test_what_is_meant(typed: str, meant: tuple[Clause, ...]) -> None:
    assert parse(typed) == Query(wanted=meant)


@pytest.mark.parametrize("text", ["1451/14", " 1451/14 ", "SLK-2023-01047", "N137-0095/11"])
def test_a_number_alone_is_a_bare_number(text: str) -> None:
    assert parse(text).bare_number == text.strip()


@pytest.mark.parametrize(
    "text", ["1451/14 wifi", "-1451/14", "2.2.2", "wifi", "1451/14 organ:ks", '"1451/14 a"', "24/7"]
)
def test_a_number_among_others_is_not(text: str) -> None:
    assert parse(text).bare_number == ""


def test_english_names_of_fields_do_too() -> None:
    assert parse("date:2016 kind:document organization:ks party:S case:1451/14") == parse(
        "datum:2016 typ:document organ:ks parti:S dnr:1451/14"
    )


def test_the_last_period_holds() -> None:
    assert parse("datum:2016 datum:2017") == parse("datum:2017")


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_nothing_asks_nothing(text: str) -> None:
    assert parse(text) == Query()


@pytest.mark.parametrize("text", ["🙂", "*", "-", '"', '""', "!?", "\u202e", "\0", "***"])
def test_what_has_no_word_is_said_so(text: str) -> None:
    assert parse(text) == Query(notices=(Noticed(Notice.NOTHING_READABLE),))


@pytest.mark.parametrize("day", ["2016-13", "igår", "2017..2016", ".."])
def test_what_is_no_date_is_said_so(day: str) -> None:
    query = parse(f"wifi datum:{day}")
    assert query.wanted == (Word("wifi"),)
    assert query.notices == (Noticed(Notice.WRONG_DATE, day),)


def test_a_field_cannot_be_excluded_and_that_is_said() -> None:
    assert parse("wifi -organ:ks").notices == (Noticed(Notice.FIELD_NOT_EXCLUDED, "organ:ks"),)


def test_a_prefix_of_one_letter_is_too_short() -> None:
    assert parse("a*").notices == (Noticed(Notice.PREFIX_TOO_SHORT, "a*"),)


def test_five_hundred_wildcards() -> None:
    query = parse(" ".join(f"{number}x*" for number in range(100, 240)))
    assert len(query.wanted) == MOST_PREFIXES
    assert query.notices == (Noticed(Notice.TOO_MANY_PREFIXES),)


def test_ten_thousand_characters() -> None:
    query = parse("ord " * 2_500)
    assert query.wanted == (Word("ord"),)
    assert query.notices == (Noticed(Notice.TOO_LONG),)


def test_a_word_is_not_cut_in_two() -> None:
    assert wanted("b" * (MOST_CHARACTERS - 2) + " hela") == (Word("b" * (MOST_CHARACTERS - 2)),)
    assert wanted("b" * 2 * MOST_CHARACTERS) == (Word("b" * MOST_CHARACTERS),)


def test_more_words_than_anybody_means() -> None:
    query = parse(" ".join(f"ord{number}" for number in range(100)))
    assert len(query.wanted) == MOST_CLAUSES
    assert Notice.TOO_MANY_WORDS in noticed(" ".join(f"ord{number}" for number in range(100)))


@pytest.mark.parametrize("text", ['"' * 10_000, 'x"' * 5_000, "a: " * 3_000, "-" * 10_000])
def test_signs_in_heaps_are_read(text: str) -> None:
    assert len(wanted(text)) <= MOST_CLAUSES


@given(st.text(max_size=2_000))
def test_no_text_is_an_error(text: str) -> None:
    query = parse(text)
    assert len(query.wanted) + len(query.unwanted) <= MOST_CLAUSES
    assert bool(query.notices) or not query.is_empty or not text.strip()
