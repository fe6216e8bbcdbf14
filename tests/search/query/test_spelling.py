"""A word that stands nowhere is answered with the word that was meant."""

import random

import pytest

from search.query.distance import cost_of, within_two
from search.query.spelling import Spelling

COUNTS = {
    "kommunstyrelsen": 900,
    "göteborg": 800,
    "avgift": 300,
    "avgiften": 120,
    "trängselskatt": 90,
    "nätverk": 80,
    "trådlöst": 60,
    "handlingsplan": 200,
    "vård": 150,
    "värd": 20,
    "hus": 400,
    "sammanträde": 500,
    "yttrande": 450,
    "1451/14": 30,
    "ab": 5,
}


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(COUNTS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("avgfit", "avgift"),
        ("avgit", "avgift"),
        ("avgifft", "avgift"),
        ("avgivt", "avgift"),
        ("Avgitf", "avgift"),
        ("goteborg", "göteborg"),
        ("natverk", "nätverk"),
        ("tradlost", "trådlöst"),
        ("trädlost", "trådlöst"),
        ("sammantrade", "sammanträde"),
        ("komunstyrelssen", "kommunstyrelsen"),
        ("kommunstyrelesn", "kommunstyrelsen"),
        ("handligsplna", "handlingsplan"),
        ("trangselsktat", "trängselskatt"),
        ("ytrande", "yttrande"),
        ("hsu", "hus"),
        ("tradlosa", "trådlöst"),
        ("sammantrde", "sammanträde"),
    ],
)
def test_what_was_meant(spelling: Spelling, written: str, meant: str) -> None:
    assert spelling.corrections(written)[0] == meant


def test_the_likelier_word_comes_first(spelling: Spelling) -> None:
    assert spelling.corrections("vard") == ["vård", "värd"]


def test_missing_dots_are_likelier_than_another_letter() -> None:
    assert Spelling({"för": 100, "far": 500}).corrections("for")[0] == "för"


@pytest.mark.parametrize("word", ["xqzwjk", "fnord", "", "a", "1451/41", "🙂", "x" * 1_000, "شبكة"])
def test_what_resembles_nothing_is_left_alone(spelling: Spelling, word: str) -> None:
    assert spelling.corrections(word) == []


def test_a_short_word_with_two_errors_may_have_been_any_word(spelling: Spelling) -> None:
    assert spelling.corrections("vxyrd") == []


def test_it_knows_its_words_in_any_case(spelling: Spelling) -> None:
    assert [spelling.knows(word) for word in ("Göteborg", "goteborg")] == [True, False]


def test_an_empty_corpus_corrects_nothing() -> None:
    assert Spelling({}).corrections("avgfit") == []


def test_nine_of_ten_single_errors_are_undone() -> None:
    drawn = random.Random(5)
    words = {"".join(drawn.choices("abdeilmnorstuvåäö", k=8)): 1 + place for place in range(3_000)}
    spelling = Spelling(words)
    tried = [(word, word[:3] + word[4] + word[3] + word[5:]) for word in list(words)[:200]]
    right = sum(spelling.corrections(written)[:1] == [word] for word, written in tried)
    assert right >= 180


@pytest.mark.parametrize(
    ("word", "other", "within"),
    [
        ("avgift", "avgift", True),
        ("avgift", "avgfit", True),
        ("avgift", "agvfit", True),
        ("avgift", "vgifts", True),
        ("avgift", "gift", True),
        ("avgift", "gif", False),
        ("avgift", "uppgift", False),
        ("abcdef", "fbcdea", True),
        ("abcdef", "fbxdea", False),
    ],
)
def test_two_edits(word: str, other: str, within: bool) -> None:
    assert within_two(word, other) is within_two(other, word) is within


def test_easy_errors_cost_less() -> None:
    costs = [
        cost_of(written, "yttrande") for written in ("yttrande", "ytrande", "yttarnde", "yttranxe")
    ]
    assert costs == sorted(costs)
    assert cost_of("goteborg", "göteborg") < cost_of("gateborg", "göteborg")
