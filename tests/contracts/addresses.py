"""Every address of the project, as the resolver has it."""

from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

REGISTRY = "registrator/"


def routes() -> list[str]:
    """Routes without language prefix, in order: `moten/<slug:organization>/<str:date>/`."""
    return sorted(set(_walk(get_resolver().url_patterns, "")))


def public_routes() -> list[str]:
    """All but Wagtail's admin, which lets nobody in without a grant."""
    return [route for route in routes() if not route.startswith(REGISTRY)]


def _walk(patterns: Sequence[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for each in patterns:
        is_language = isinstance(each.pattern, LocalePrefixPattern)
        here = before if is_language else before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, here)
        else:
            yield here
