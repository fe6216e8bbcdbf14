"""What the chain makes of a text: words in their stems, numbers whole, nothing invisible."""

import pytest

from search.analysis.chain import Analysis
from search.analysis.folding import fold
from search.analysis.normal import normalise
from search.analysis.tokens import spans

ANALYSIS = Analysis()


def tokens(text: str, language: str = "sv") -> list[str]:
    shapes = ANALYSIS.of(language).shapes(normalise(text))
    return [token for shape in shapes for token in shape.tokens]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("kommun\u00adstyrelsen", "kommunstyrelsen"),
        ("kommun\u00ad\nstyrelsen", "kommunstyrelsen"),
        ("kommun-\nstyrelsen", "kommunstyrelsen"),
        ("kommun- \r\n styrelsen", "kommunstyrelsen"),
        ("Karl-\nErik", "Karl-Erik"),
        ("för-\noch grundskola", "för- och grundskola"),
        ("1451-\n14", "1451-\n14"),
        ("a\u030angest", "ångest"),
        ("\ufeffbud\x00get\u200b", "budget"),
        ("\u202egod\u202c natt", "god natt"),
        ("5\u00a0000", "5 000"),
        ("\ud800x", "x"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert normalise(text) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dnr 1451/14.", ["dnr", "1451/14"]),
        ("SLK-2023-01047", ["slk-2023-01047"]),
        ("N137-0095/11", ["n137-0095/11"]),
        ("ärende 2.2.2.", ["ärend", "2.2.2"]),
        ("§ 136, §§ 12 och §7a", ["§136", "§12", "och", "§7a"]),
        ("den 2016-10-19", ["den", "2016-10-19"]),
        ("kl 13:30", ["kl", "13:30"]),
        ("och/eller", ["och", "ell"]),
        ("slut.Nästa", ["slut", "näst"]),
        ("SLK:s", ["slk"]),
        ("e-posten", ["e-post"]),
        ("o’brien", ["obri"]),
        ("😀 مرحبا мир", ["مرحبا", "мир"]),
        ("_under_streck_", ["und", "streck"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in ("avgift avgiften avgifter avgifternas", "skola skolan skolans skolorna",
                  "nämnd nämnden nämndernas", "gata gatan gator"):  # fmt: skip
        assert len(set(tokens(forms))) == 1


def test_words_that_only_end_as_a_definite_form_are_left() -> None:
    assert tokens("plan handlingsplan organ") == ["plan", "handlingsplan", "organ"]


def test_english_has_its_own_stems_and_no_compounds() -> None:
    assert tokens("meetings were held", "en") == ["meet", "were", "held"]
    assert ANALYSIS.of("en").shape("classroom").parts == ()
    assert ANALYSIS.of("en-GB") is ANALYSIS.of("en")
    assert ANALYSIS.of("fi") is ANALYSIS.of("sv")


def test_dots_are_kept_and_folded_beside() -> None:
    shape = ANALYSIS.of("sv").shape("göteborg")
    assert (shape.tokens, shape.variants) == (("göteborg",), ("goteborg",))
    assert [fold(word) for word in ("åäö", "é", "ø", "мир", "abc")] == [
        "aao",
        "e",
        "o",
        "мир",
        "abc",
    ]


def test_pieces_of_a_number_are_variants_of_it() -> None:
    assert ANALYSIS.of("sv").shape("1451/14").variants == ("1451", "14")
    assert ANALYSIS.of("sv").shape("§ 136").variants == ("136",)


def test_a_token_that_is_no_word_is_dropped() -> None:
    assert tokens("x" * 61) == []


def test_places_are_those_of_the_normal_form() -> None:
    text = normalise("Kommun\u00adstyrelsen, 1451/14.")
    assert [(s.text, text[s.start : s.end], s.position) for s in spans(text)] == [
        ("kommunstyrelsen", "Kommunstyrelsen", 0),
        ("1451/14", "1451/14", 1),
    ]


def test_what_is_kept_of_texts() -> None:
    kept = ANALYSIS.of("sv").fields(["Trängselavgiften och", "skolan"])
    assert kept.text == ["trängselavgift", "och", "skol"]
    assert kept.parts == ["trängsel", "avgift"]
    assert kept.words == {"trängselavgiften", "skolan"}
