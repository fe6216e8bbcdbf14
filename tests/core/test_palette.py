"""The accent: any colour a city chooses can be read by day and by night."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.core import palette

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
ACCENTS = ["#0b4a8f", "#1b4f8f", "#0076bc", "#ffd400", "#000000", "#ffffff", "#a3171b", "#808080"]


def token(name: str) -> tuple[str, str]:
    """A token's colour by day and by night."""
    found = re.search(rf"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", TOKENS)
    assert found is not None
    return found.group(1), found.group(2)


def test_contrast_is_that_of_wcag() -> None:
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert palette.contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert palette.contrast("#777777", "#777777") == 1.0
    assert palette.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("accent", ACCENTS)
def test_every_accent_can_be_read_on_every_paper(accent: str) -> None:
    day, night = palette.accent_by_day(accent), palette.accent_by_night(accent)
    for ground in (*(token(name)[0] for name in ("paper", "sheet", "sunk", "on-accent")),):
        assert palette.contrast(day, ground) >= palette.TEXT_CONTRAST
    for ground in (*(token(name)[1] for name in ("paper", "sheet", "sunk", "on-accent")),):
        assert palette.contrast(night, ground) >= palette.TEXT_CONTRAST
    assert palette.accent_problems(accent) == []


@pytest.mark.parametrize("accent", ACCENTS)
def test_every_accent_can_be_read_on_its_own_wash(accent: str) -> None:
    day, night = palette.accent_by_day(accent), palette.accent_by_night(accent)
    day_wash = palette.mix(palette.PAPER_DAY, day, palette.WASH)
    night_wash = palette.mix(palette.PAPER_NIGHT, night, palette.WASH)
    assert palette.contrast(day, day_wash) >= palette.TEXT_CONTRAST
    assert palette.contrast(night, night_wash) >= palette.TEXT_CONTRAST


def test_accent_that_can_be_read_is_left_alone_by_day() -> None:
    assert palette.accent_by_day("#0b4a8f") == "#0b4a8f"


def test_city_css_sets_both_accents_in_the_layer_of_tokens() -> None:
    assert palette.city_css("#0b4a8f") == (
        "@layer tokens {\n  :root {\n"
        "    --accent-day: #0b4a8f;\n    --accent-night: #81b9f5;\n  }\n}\n"
    )


@pytest.mark.parametrize("accent", ["", "blue", "#fff", "0b4a8f", "#0b4a8f;}", "#0b4a8f\n"])
def test_what_is_not_a_colour_is_refused_in_words(accent: str) -> None:
    with pytest.raises(palette.BadColour):
        palette.city_css(accent)
    assert len(palette.accent_problems(accent)) == 1


def test_papers_are_those_of_the_stylesheet() -> None:
    assert token("paper") == (palette.PAPER_DAY, palette.PAPER_NIGHT)
    assert token("sunk")[0] == palette.SUNK_DAY
    assert token("sheet")[1] == palette.SHEET_NIGHT
    assert token("on-accent") == (palette.ON_ACCENT_DAY, palette.ON_ACCENT_NIGHT)
    assert f"var(--accent) {palette.WASH:.0%}, var(--paper)" in TOKENS


@pytest.mark.parametrize("name", ["ink", "ink-quiet", "signal"])
@pytest.mark.parametrize("ground", ["paper", "sheet", "sunk"])
def test_text_reaches_its_contrast_on_every_paper(name: str, ground: str) -> None:
    for letters, paper in zip(token(name), token(ground), strict=True):
        assert palette.contrast(letters, paper) >= palette.TEXT_CONTRAST


def test_edges_of_controls_reach_their_contrast() -> None:
    for edge, paper in zip(token("edge"), token("sheet"), strict=True):
        assert palette.contrast(edge, paper) >= palette.CONTROL_CONTRAST
