"""What templates need to draw the portal: `{% load face %}`."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import get_language

from portal.core import addresses, status
from portal.core.line import Line, lay_out, lay_out_strip

register = template.Library()

_SHORT_HASH = 12


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


@register.simple_tag(takes_context=True)
def here(context: Context, place: str) -> str:
    """The value of aria-current for a link to `place`: "page", "true" (we are below it) or ""."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return ""
    path = addresses.without_language(request.path)
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


@register.inclusion_tag("components/line.html", name="line")
def draw_line(line: Line) -> dict[str, object]:
    """`{% line case_line %}`: the stops as a list with the track beside."""
    return {"drawing": lay_out(line)}


@register.inclusion_tag("components/line_strip.html", name="line_strip")
def draw_strip(line: Line) -> dict[str, object]:
    """`{% line_strip case_line %}`: the line as a small sign, for rows of a list."""
    return {"strip": lay_out_strip(line), "title": line.title}
