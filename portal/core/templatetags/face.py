"""What templates need to draw the portal: `{% load face %}`."""

import re
from collections.abc import Callable, Hashable
from typing import cast

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.core import addresses, status
from portal.core.line import Line, lay_out, lay_out_strip
from portal.core.memory import Memory

register = template.Library()

_SHORT_HASH = 12
_FIGURES = re.compile(r"(\d+–\d+)")


@register.filter
def localized(path: str) -> str:
    """`{{ "/moten/"|localized }}`: the address in the reader's language."""
    return addresses.localized(path)


@register.filter
def status_word(code: str) -> str:
    """`{{ meeting.status|status_word }}`: "Planerat", "Pågår nu" …"""
    return status.status_word(code)


@register.filter
def short_hash(sha256: str) -> str:
    """The first twelve characters of a SHA-256, enough to compare by eye."""
    return sha256[:_SHORT_HASH]


@register.filter
def unbroken(sentence: str) -> SafeString:
    """`Nämnden sa ja, 4–4.` with figures that stay on one line; all text is escaped."""
    parts = enumerate(_FIGURES.split(str(sentence)))
    kept = ((format_html('<span class="nowrap">{}</span>', p) if n % 2 else p,) for n, p in parts)
    return format_html_join("", "{}", kept)


@register.simple_tag(takes_context=True)
def here(context: Context, place: str) -> str:
    """The value of aria-current for a link to `place`: "page", "true" (we are below it) or "".

    We are at `path` where a component was given it, else where the request is.
    """
    request = context.get("request")
    asked = request.path if isinstance(request, HttpRequest) else ""
    path = addresses.without_language(context.get("path") or asked)
    if path == place:
        return "page"
    return "true" if path.startswith(place) else ""


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> dict[str, str]:
    """The link to this page in the other language: `code`, `name`, `url`."""
    english = (get_language() or "sv").startswith("en")
    code, name = ("sv", "Svenska") if english else ("en", "English")
    request = context.get("request")
    path = request.get_full_path() if isinstance(request, HttpRequest) else "/"
    return {"code": code, "name": name, "url": addresses.in_language(path, code)}


@register.simple_tag
def drawn(component: str, **inputs: object) -> SafeString:
    """`{% drawn "components/agenda_row.html" item=row %}`: a component that sees its inputs only.

    Of inputs that are values (frozen and hashable) it is drawn once in each language: the
    rows of an agenda are the same for everyone who may read them.
    """
    return _once(component, tuple(inputs.items()), lambda: inputs)


@register.simple_tag(name="line")
def draw_line(line: Line) -> SafeString:
    """`{% line case_line %}`: the stops as a list with the track beside."""
    return _once("components/line.html", line, lambda: {"drawing": lay_out(line)})


@register.simple_tag(name="line_strip")
def draw_strip(line: Line) -> SafeString:
    """`{% line_strip case_line %}`: the line as a small sign, for rows of a list."""
    return _once(
        "components/line_strip.html",
        line,
        lambda: {"strip": lay_out_strip(line), "title": line.title},
    )


_drawn: Memory[SafeString] = Memory(most=16_000_000, weigh=len)
"""Characters."""


def _once(component: str, of: Hashable, inputs: Callable[[], dict[str, object]]) -> SafeString:
    """The component drawn of `inputs`, which are a function of `of`."""
    key = (component, get_language(), of)
    try:
        known = _drawn.get(key)
    except TypeError:  # a component's example in the style guide, for one, is a dictionary
        return _draw(component, inputs())
    if known is None or settings.DEBUG:
        known = _draw(component, inputs())
        _drawn.put(key, known)
    return known


def _draw(component: str, inputs: dict[str, object]) -> SafeString:
    return cast(SafeString, get_template(component).render(inputs))
