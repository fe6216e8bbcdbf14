"""Pictures of pages, made when first asked for and kept beside the file in private storage.

Whoever asks has been through the gate (`selectors.file_at`); nothing here asks who reads.
"""

import logging

from portal.core.pdf import render_page
from portal.ledger.errors import MissingFile
from portal.ledger.storage import derived_dir, object_path, write_derived

THUMBNAIL = 240
WIDTHS = (480, 960, 1440, 1920)
"""Pixels. A wish in between gets the next larger one, so that nobody fills the disk."""

PAGE_IMAGE_TYPE = "image/png"

log = logging.getLogger(__name__)


def page_image(sha256: str, number: int, width: int) -> bytes:
    """PNG of page `number` (from 1) of a stored PDF, about `width` pixels wide.

    Raises MissingFile, NoSuchPage, BrokenPdf (the file is no PDF).
    """
    return _kept(sha256, number, next((each for each in WIDTHS if each >= width), WIDTHS[-1]))


def thumbnail(sha256: str, number: int) -> bytes:
    """PNG of page `number` (from 1), small enough to see many at once. Raises as above."""
    return _kept(sha256, number, THUMBNAIL)


def _kept(sha256: str, number: int, width: int) -> bytes:
    name = f"{width}-{number}.png"
    try:
        return (derived_dir(sha256) / name).read_bytes()
    except OSError:
        return _made(sha256, number, width, name)


def _made(sha256: str, number: int, width: int, name: str) -> bytes:
    path = object_path(sha256)
    if not path.exists():
        raise MissingFile(sha256)
    data = render_page(path, number, width)
    try:
        write_derived(sha256, name, data)
    except OSError:
        log.warning("page image not kept: %s", name, exc_info=True)
    return data
