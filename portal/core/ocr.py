"""The one wall round Tesseract, an optional program: the Swedish words of a picture of a page.

Debian: tesseract-ocr and tesseract-ocr-swe. Without them nothing here can be asked for.
"""

import shutil
import subprocess

from portal.core.errors import DomainError

LANGUAGE = "swe"
LONGEST = 45.0
"""Seconds for a page; one that takes longer is a drawing, or noise."""

WIDTH = 1700
"""Pixels across a page: about 200 in an inch of A4, which is what recognition wants."""


class NotRecognised(DomainError):
    """The program gave no words: it is missing, it failed, or the page took too long."""


def is_available() -> bool:
    """Whether the program is on PATH and knows Swedish."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    told = _run([program, "--list-langs"], b"")
    return LANGUAGE in told.decode(errors="replace").split()


def recognise(picture: bytes) -> str:
    """The words of a page, a PNG of about WIDTH pixels. Raises NotRecognised."""
    program = shutil.which("tesseract")
    if program is None:
        raise NotRecognised("tesseract")
    words = [program, "stdin", "stdout", "-l", LANGUAGE]
    return _run(words, picture).decode(errors="replace").replace("\f", "").replace("\x00", "")


def _run(words: list[str], given: bytes) -> bytes:
    """One thread: pages are many, and whoever reads the portal has the other cores."""
    try:
        done = subprocess.run(  # noqa: S603  a known program with arguments of our own
            ["/usr/bin/env", "OMP_THREAD_LIMIT=1", *words],
            input=given,
            capture_output=True,
            timeout=LONGEST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotRecognised(str(error)) from error
    return done.stdout
