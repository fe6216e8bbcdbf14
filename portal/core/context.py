"""What every page knows of the city that runs it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static


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
