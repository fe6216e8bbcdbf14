"""What strangers' programs look for at agreed addresses: security.txt and robots.txt."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.core.clock import now

TEXT = "text/plain; charset=utf-8"
VALID = timedelta(days=180)
"""RFC 9116 asks for less than a year; the date moves on as long as the portal is kept running."""

ROBOTS = """User-agent: *
Disallow: /registrator/
Disallow: /logga-in/
Disallow: /konto/
Disallow: /*?per=
"""


@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to tell of a hole. 404 until the city has said where."""
    contact = settings.SECURITY_CONTACT or settings.CITY_CONTACT
    if not contact:
        raise Http404
    uri = contact if ":" in contact else f"mailto:{contact}"
    lines = [
        f"Contact: {uri}",
        f"Expires: {_midnight(now() + VALID):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.SITE_URL.rstrip('/')}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT, headers=DAY)


@require_safe
def robots_txt(_request: HttpRequest) -> HttpResponse:
    """All that is public may be found; the past and the doors need not be."""
    sitemap = f"Sitemap: {settings.SITE_URL.rstrip('/')}/sitemap.xml\n"
    return HttpResponse(ROBOTS + sitemap, content_type=TEXT, headers=DAY)


DAY = {"Cache-Control": "max-age=86400"}


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
