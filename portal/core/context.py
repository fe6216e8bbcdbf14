"""What every page knows of the city that runs it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static

from portal.core.as_of import PARAMETER, shown_moment
from portal.core.clock import local


@dataclass(frozen=True)
class City:
    name: str
    logo_url: str
    accent: str
    contact: str


def city(request: HttpRequest) -> dict[str, object]:
    """`city` and `product` in every template; `is_demo` marks invented material."""
    return {
        "city": City(
            name=settings.CITY_NAME,
            logo_url=static(settings.CITY_LOGO) if settings.CITY_LOGO else "",
            accent=settings.CITY_ACCENT,
            contact=settings.CITY_CONTACT,
        ),
        "product": "Rådslag",
        "is_demo": settings.DEMO,
    }


@dataclass(frozen=True)
class Past:
    """The moment that the page shows, and the address of the same page now."""

    moment: datetime
    now_url: str


def past(request: HttpRequest) -> dict[str, Past]:
    """`past` on pages as of a moment; absent on all others."""
    moment = shown_moment()
    if moment is None:
        return {}
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    now_url = f"{request.path}?{query.urlencode()}" if query else request.path
    return {"past": Past(local(moment), now_url)}
