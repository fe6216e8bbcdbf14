"""The city's accent: any colour a city chooses, moved until everyone can read it.

Contrast is WCAG 2.2's (success criteria 1.4.3 and 1.4.11). The papers below are the ones of
static/css/tokens.css; a test keeps the two equal.
"""

import colorsys
import re
from typing import Final

PAPER_DAY: Final = "#fcfcfb"
PAPER_NIGHT: Final = "#10151b"
SUNK_DAY: Final = "#f1f3f4"
SHEET_NIGHT: Final = "#161d25"
ON_ACCENT_DAY: Final = "#ffffff"
ON_ACCENT_NIGHT: Final = "#10151b"
WASH: Final = 0.09
TEXT_CONTRAST: Final = 4.5
CONTROL_CONTRAST: Final = 3.0
NIGHT_CONTRAST: Final = 7.5
"""Aimed at on dark paper, where thin letters need more light than the rule asks."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
_STEPS = 100

Rgb = tuple[float, float, float]


class BadColour(ValueError):
    """The text is not a colour written as #rrggbb."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a colour. Write it as #rrggbb, for example #0b4a8f.")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours #rrggbb, from 1.0 (equal) to 21.0 (black on white)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def accent_by_day(accent: str) -> str:
    """The accent, darkened as little as reading on light paper needs."""
    grounds = (PAPER_DAY, SUNK_DAY, ON_ACCENT_DAY)
    return _first_readable(accent, 0.0, grounds, PAPER_DAY, TEXT_CONTRAST)


def accent_by_night(accent: str) -> str:
    """The accent, lightened as little as reading on dark paper needs."""
    grounds = (PAPER_NIGHT, SHEET_NIGHT, ON_ACCENT_NIGHT)
    return _first_readable(accent, 1.0, grounds, PAPER_NIGHT, NIGHT_CONTRAST)


def city_css(accent: str) -> str:
    """The city's stylesheet (text/css), to be linked after main.css.

    Raises BadColour when `accent` is not #rrggbb.
    """
    day, night = accent_by_day(accent), accent_by_night(accent)
    return (
        "@layer tokens {\n"
        f"  :root {{\n    --accent-day: {day};\n    --accent-night: {night};\n  }}\n"
        "}\n"
    )


def accent_problems(accent: str) -> list[str]:
    """What is wrong with the accent, in words for a system check; empty when all is well."""
    try:
        day, night = accent_by_day(accent), accent_by_night(accent)
    except BadColour as error:
        return [str(error)]
    pairs = ((day, PAPER_DAY), (day, SUNK_DAY), (night, PAPER_NIGHT), (night, SHEET_NIGHT))
    return [
        f"The accent {colour} has contrast {contrast(colour, ground):.2f} on {ground}; "
        f"text needs {TEXT_CONTRAST}."
        for colour, ground in pairs
        if contrast(colour, ground) < TEXT_CONTRAST
    ]


def _first_readable(
    accent: str, towards: float, grounds: tuple[str, ...], paper: str, wanted: float
) -> str:
    """The accent moved towards lightness 0 or 1, hue and saturation kept, until it is readable."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(c / 255 for c in _rgb(accent)))
    for step in range(_STEPS + 1):
        moved = lightness + (towards - lightness) * step / _STEPS
        colour = _hex(*(c * 255 for c in colorsys.hls_to_rgb(hue, moved, saturation)))
        wash = mix(paper, colour, WASH)
        if all(contrast(colour, ground) >= wanted for ground in (*grounds, wash)):
            return colour
    raise AssertionError("black and white are readable")


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of `other`, as CSS color-mix() does it in srgb."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return _hex(red, green, blue)


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in (red, green, blue))


def _rgb(colour: str) -> Rgb:
    if _HEX.match(colour) is None:
        raise BadColour(colour)
    red, green, blue = (float(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
