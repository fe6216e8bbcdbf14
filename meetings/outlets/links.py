"""Addresses as they stand in links: percent-encoded, and absolute where the reader is elsewhere."""

from urllib.parse import quote

from django.conf import settings

from meetings.addresses import file_path, version_path


def encoded(path: str) -> str:
    """A path with spaces, quotes, å, ä, ö and per cent signs as a link carries them."""
    return quote(path, safe="/-._~")


def absolute(path: str) -> str:
    """`/handlingar/17/` → `https://…/handlingar/17/`."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def file_link(document: str, version: int, name: str) -> str:
    """The link to a file of a version of the document at this path."""
    return encoded(file_path(document, version, name))


def page_image_link(document: str, version: int, number: int) -> str:
    """The link to the picture of a page, numbered through all files of the version."""
    return f"{version_path(document, version)}sida/{number}.png"
