"""Links to what a document holds: its files and the pictures of its pages."""

from meetings.addresses import file_path, version_path
from portal.core.links import absolute, encoded

__all__ = ["absolute", "encoded", "file_link", "page_image_link"]


def file_link(document: str, version: int, name: str) -> str:
    """The link to a file of a version of the document at this path."""
    return encoded(file_path(document, version, name))


def page_image_link(document: str, version: int, number: int) -> str:
    """The link to the picture of a page, numbered through all files of the version."""
    return f"{version_path(document, version)}sida/{number}.png"
