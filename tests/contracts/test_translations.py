"""Every text has its English, and the compiled catalogue says what its source says."""

import gettext
import re
from io import BytesIO
from pathlib import Path

import pytest

from deploy.setup.compile_messages import binary, read_catalogue
from tests.contracts.messages import all_wanted, of_python, of_template

ENGLISH = Path(__file__).resolve().parents[2] / "locale/en/LC_MESSAGES/django.po"
FIELD = re.compile(r"%\(\w+\)[sd]|%[sd]")


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    return read_catalogue(ENGLISH)


def test_every_text_has_its_english(catalogue: dict[str, str]) -> None:
    missing = [f"{each.place}: {each.key}" for each in all_wanted() if each.key not in catalogue]
    assert missing == []


def test_no_english_is_left_over(catalogue: dict[str, str]) -> None:
    wanted = {each.key for each in all_wanted()}
    assert [key for key in catalogue if key and key not in wanted] == []


def test_nothing_is_guessed() -> None:
    assert "fuzzy" not in ENGLISH.read_text()


def test_the_english_fills_in_what_the_swedish_fills_in(catalogue: dict[str, str]) -> None:
    different = [
        key for key, text in catalogue.items() if {*FIELD.findall(key)} != {*FIELD.findall(text)}
    ]
    assert different == []


def test_the_compiled_catalogue_says_the_same(catalogue: dict[str, str]) -> None:
    compiled = gettext.GNUTranslations(BytesIO(binary(catalogue)))
    single = {key: text for key, text in catalogue.items() if key and "\0" not in key}
    said = {key: compiled.gettext(key) for key in single}
    assert said == single


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ('_("Möten")', ["Möten"]),
        ('_("Ett långt "\n"ord")', ["Ett långt ord"]),
        ('ngettext("en", "flera", n)', ["en\0flera"]),
        ('pgettext_lazy("case", "Öppet")', ["case\x04Öppet"]),
        ("_(variable)", []),
    ],
)
def test_texts_are_found_in_python(source: str, keys: list[str]) -> None:
    assert [each.key for each in of_python(source, "here")] == keys


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ('{% translate "Möten" %}', ["Möten"]),
        ('{% translate "Öppet" context "case" %}', ["case\x04Öppet"]),
        ("{% blocktranslate trimmed %}\n  Två\n  rader\n{% endblocktranslate %}", ["Två rader"]),
        (
            "{% blocktranslate trimmed count n=a %}{{ n }} en{% plural %}{{ n }} flera"
            "{% endblocktranslate %}",
            ["%(n)s en\0%(n)s flera"],
        ),
        ('{% include "a.html" with title=_("Möten (alla)") %}', ["Möten (alla)"]),
    ],
)
def test_texts_are_found_in_templates(source: str, keys: list[str]) -> None:
    assert [each.key for each in of_template(source, "here")] == keys
