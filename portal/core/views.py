"""What the house itself shows: the city's colours, and the style guide in the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import etag

from portal.core.canonical import sha256_hex
from portal.core.palette import city_css
from portal.core.styleguide import styleguide_context


def _city_tag(_request: HttpRequest) -> str:
    return f'"{sha256_hex(city_css(settings.CITY_ACCENT).encode())[:16]}"'


@etag(_city_tag)
def city_stylesheet(_request: HttpRequest) -> HttpResponse:
    """The city's accent as a stylesheet; the settings decide it, so it lives for an hour."""
    headers = {"Cache-Control": "max-age=3600"}
    return HttpResponse(
        city_css(settings.CITY_ACCENT), content_type="text/css; charset=utf-8", headers=headers
    )


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with invented data; only where nobody could take it for real."""
    if not settings.DEMO:
        raise Http404
    return render(request, "styleguide.html", styleguide_context())
