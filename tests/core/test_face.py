"""The components as a whole: the style guide renders, and no page carries inline code."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.core.status import status_word
from portal.core.styleguide import styleguide_context

ROOT = Path(settings.BASE_DIR)
COMPONENTS = sorted((ROOT / "templates/components").glob("*.html"))
STYLESHEETS = sorted((ROOT / "static/css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))


def request_to(path: str) -> HttpRequest:
    return RequestFactory().get(path)


def style_guide(language: str) -> str:
    with translation.override(language):
        context = {**styleguide_context(), "request": request_to("/arenden/1451-14/")}
        return render_to_string("styleguide.html", context)


def current(path: str, place: str) -> str:
    template = Template("{% load face %}{% here place %}")
    return template.render(Context({"request": request_to(path), "place": place}))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_style_guide_shows_every_component(language: str) -> None:
    html = style_guide(language)
    assert f'<html lang="{language}">' in html
    assert html.count('class="line ') + html.count('class="line-strip"') == 9
    assert html.count("<h1") == 1


@pytest.mark.parametrize("language", ["sv", "en"])
def test_style_guide_gives_every_id_once(language: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', style_guide(language))
    assert sorted(ids) == sorted(set(ids))


def test_style_guide_carries_no_inline_code() -> None:
    html = style_guide("sv")
    assert re.findall(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", html) == []


def test_style_guide_asks_no_other_server() -> None:
    loaded = re.findall(
        r'(?:src|rel="(?:stylesheet|preload|icon)" href)="([^"]+)"', style_guide("sv")
    )
    assert [address for address in loaded if not address.startswith("/")] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_lists_its_inputs_and_trusts_no_text(path: Path) -> None:
    text = path.read_text()
    assert text.startswith("{% comment %}\n")
    assert "|safe" not in text


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.stem)
def test_colours_stand_in_the_tokens_only(path: Path) -> None:
    colours = re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl\(|oklch\(", path.read_text())
    assert path.name == "tokens.css" or colours == []


def test_every_stylesheet_is_imported_once() -> None:
    imported = re.findall(r'@import url\("([^"]+)"\)', (ROOT / "static/css/main.css").read_text())
    files = [path.relative_to(ROOT / "static/css").as_posix() for path in STYLESHEETS]
    assert sorted(imported) == sorted(set(files) - {"main.css"})


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_script_is_a_small_module(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 150
    assert "innerHTML" not in text


def test_menu_knows_the_page_and_what_lies_under_it() -> None:
    assert current("/moten/", "/moten/") == "page"
    assert current("/en/moten/", "/moten/") == "page"
    assert current("/moten/ks/2016-10-19/", "/moten/") == "true"
    assert current("/arenden/", "/moten/") == ""


def test_unknown_status_is_shown_as_it_is() -> None:
    assert status_word("ongoing") == "Pågår nu"
    assert status_word("vilande") == "vilande"


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html"])
def test_error_page_renders_without_any_context(name: str) -> None:
    html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert "<title>" in html


def test_figures_stay_on_one_line_and_what_people_wrote_is_escaped() -> None:
    template = Template("{% load face %}{{ sentence|unbroken }}")
    shown = template.render(Context({"sentence": "<b>Ja</b>, 43–36 av 81."}))
    assert shown == '&lt;b&gt;Ja&lt;/b&gt;, <span class="nowrap">43–36</span> av 81.'
