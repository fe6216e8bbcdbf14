"""Addresses as they stand in links: percent-encoded, and absolute where the reader is elsewhere."""

from urllib.parse import quote

from django.conf import settings


def encoded(path: str) -> str:
    """A path with spaces, quotes, å, ä, ö and per cent signs as a link carries them."""
    return quote(path, safe="/-._~")


def absolute(path: str) -> str:
    """`/handlingar/17/` → `https://…/handlingar/17/`."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"
