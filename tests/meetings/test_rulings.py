"""Decisions in short: the sentence, the att-satser, and who said what, from lines."""

import pytest

from meetings.rulings import (
    AMENDED,
    NobodySaid,
    Said,
    can_be_lines,
    clauses_of,
    is_own_sentence,
    lines_of,
    said_of,
    sentence_of,
)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("approved", "Nämnden sa ja till förslaget."),
        (AMENDED, "Nämnden sa ja till förslaget med ändringar."),
        ("tabled", "Nämnden sköt upp frågan till nästa sammanträde."),
        ("elected", ""),
    ],
)
def test_the_sentence_follows_the_outcome(outcome: str, sentence: str) -> None:
    assert sentence_of("Nämnden", outcome) == sentence
    assert not is_own_sentence("Nämnden", sentence)


def test_a_sentence_of_ones_own_is_known() -> None:
    assert is_own_sentence("Nämnden", "Nämnden valde Anna.")


def test_clauses_are_lines_without_bullets() -> None:
    assert clauses_of(
        "1. Parken öppnas.\r\n\n– Förvaltningen följer upp.\n2017 års plan gäller."
    ) == [
        "Parken öppnas.",
        "Förvaltningen följer upp.",
        "2017 års plan gäller.",
    ]


def test_who_said_what_is_read_from_lines() -> None:
    text = "S, MP och V: Bifall.\nFörst och främst: i dag.\nAnna Demo (M): Avslag.\nKD:"
    assert said_of(text) == [
        Said("S, MP, V", "", "Bifall.\nFörst och främst: i dag."),
        Said("", "Anna Demo (M)", "Avslag."),
        Said("KD", "", ""),
    ]


def test_a_line_without_who_is_refused() -> None:
    with pytest.raises(NobodySaid, match="Avslag på allt"):
        said_of("Avslag på allt\nS: Bifall.")


def test_only_what_survives_is_offered_as_lines() -> None:
    plain = [Said("S, V", "", "Bifall.\nOch mer."), Said("", "Anna Demo (M)", "")]
    assert said_of(lines_of(plain)) == plain
    assert can_be_lines(plain)
    assert not can_be_lines([Said("S", "Anna Demo", "Bifall.")])
    assert not can_be_lines([Said("", "Anna Demo", "Bifall.")])
