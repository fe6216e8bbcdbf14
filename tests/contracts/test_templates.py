"""What every template keeps: nothing unescaped, nothing inline, every word translatable.

The content security policy forbids inline script and style, so they would fail silently.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "meetings", "proposals", "streaming", "search")
TEMPLATES = sorted(
    path
    for directory in (ROOT / "templates", *(ROOT / app for app in APPS))
    for path in directory.rglob("*")
    if path.suffix in {".html", ".xml", ".txt"} and "templates" in path.parts
)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}", re.DOTALL)
TRANSLATED = re.compile(r"\{% blocktrans(late)?\b.*?%\}.*?\{% endblocktrans(late)? %\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("aria-label", "alt", "title", "placeholder", "aria-description")
NAMES = {"Rådslag", "SHA", "sha", "JSON", "Atom", "PDF", "API", "OpenAPI", "OParl"}
"""Words that are the same in every language."""

WHOLE_IN_A_LANGUAGE = re.compile("styleguide|pages/statements")


class Words(HTMLParser):
    """Collects the words that a reader meets and nobody could translate."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style", "code"}
        for name, value in attrs:
            if name in SPOKEN and value:
                self._take(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._take(data)

    def _take(self, text: str) -> None:
        self.found += [word for word in WORD.findall(text) if word not in NAMES]


def unescaped(source: str) -> list[str]:
    return re.findall(r"\|\s*safe(?:seq)?\b|\{% autoescape off", source)


def inline(source: str) -> list[str]:
    """Scripts without `src`, style elements, and attributes `style=`, `on…=`, `javascript:`."""
    return [
        *re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", source),
        *re.findall(r"<style\b", source),
        *re.findall(r"<[^>]*?\s(?:style|on[a-z]+)\s*=", source),
        *re.findall(r"javascript:", source),
    ]


def untrimmed(source: str) -> list[str]:
    """A `blocktranslate` of several lines that keeps the template's line breaks in its msgid."""
    blocks = re.finditer(r"(\{% blocktrans(?:late)?\b.*?%\})(.*?)\{% endblocktrans", source, re.S)
    return [each[1] for each in blocks if "\n" in each[2] and "trimmed" not in each[1].split()]


def untranslated(source: str) -> list[str]:
    words = Words()
    words.feed(TAG.sub(" ", TRANSLATED.sub(" ", source)))
    return words.found


def problems(rule: Callable[[str], list[str]]) -> Iterator[str]:
    for path in TEMPLATES:
        for found in rule(COMMENT.sub("", path.read_text())):
            yield f"{path.relative_to(ROOT)}: {found}"


@pytest.mark.parametrize("rule", [unescaped, inline, untrimmed])
def test_every_template_keeps_it(rule: Callable[[str], list[str]]) -> None:
    assert list(problems(rule)) == []


def test_every_word_can_be_translated() -> None:
    """But the style guide, and the statements, of which there is one in each language."""
    ours = [each for each in problems(untranslated) if not WHOLE_IN_A_LANGUAGE.search(each)]
    assert ours == []


def test_a_statement_is_whole_in_every_language() -> None:
    found = {path.name for path in (ROOT / "templates/pages/statements").iterdir()}
    slugs = {name.split(".")[0] for name in found}
    assert found == {f"{slug}.{language}.html" for slug in slugs for language in ("sv", "en")}
    for slug in slugs:
        texts = [
            (ROOT / f"templates/pages/statements/{slug}.{language}.html").read_text()
            for language in ("sv", "en")
        ]
        assert len({text.count("<h2>") for text in texts}) == 1
        assert len({text.count("<li>") for text in texts}) == 1


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (unescaped, "{{ text|safe }}"),
        (unescaped, "{{ text | safe }}"),
        (unescaped, "{% autoescape off %}"),
        (inline, "<script>alert(1)</script>"),
        (inline, '<script type="module">x</script>'),
        (inline, "<style>p{}</style>"),
        (inline, '<p class="a" style="x">'),
        (inline, '<a\n onclick="x">'),
        (inline, '<a href="javascript:x">'),
        (untrimmed, "{% blocktranslate %}\nx{% endblocktranslate %}"),
        (untrimmed, "{% blocktranslate with a=b|date:'H.i' %}x\n{% endblocktranslate %}"),
        (untranslated, "<p>Möten</p>"),
        (untranslated, '<p aria-label="Möten"></p>'),
    ],
)
def test_the_rule_can_fail(rule: Callable[[str], list[str]], source: str) -> None:
    assert len(rule(source)) == 1


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (unescaped, "{{ text|force_escape }} safe"),
        (inline, '<script type="module" src="{% static \'js/main.js\' %}"></script>'),
        (inline, '<button data-on="x" class="style">'),
        (untrimmed, "{% blocktranslate trimmed with a=b %}\nx{% endblocktranslate %}"),
        (untrimmed, "{% blocktranslate with a=b %}x{% endblocktranslate %}"),
        (untranslated, '<p>{% translate "Möten" %} {{ a }} · 12</p>'),
        (untranslated, "{% blocktranslate trimmed %}Möten{% endblocktranslate %} Rådslag"),
    ],
)
def test_what_is_fine_is_left_alone(rule: Callable[[str], list[str]], source: str) -> None:
    assert rule(source) == []
