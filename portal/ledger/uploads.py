"""A file that arrives in pieces, over a network that comes and goes.

What has arrived lies in FILES_DIR/incoming under the sender's own name for it. The sender asks how
far it came and goes on from there; what is left for a day is swept with the rest of that folder.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from portal.core.errors import Conflict
from portal.ledger.errors import FileTooLarge
from portal.ledger.storage import clear_errors, directory_at

KEY = re.compile(r"[0-9a-z-]{8,80}")


class WrongOffset(Conflict):
    """A piece that does not follow what has arrived; `arrived` is how far it came, in bytes."""

    def __init__(self, arrived: int) -> None:
        self.arrived = arrived
        super().__init__(_("Delarna kom i fel ordning. Försök igen."))


def arrived(key: str) -> int:
    """How many bytes of the file have come. Raises ValueError for what is no key."""
    path = _path(key)
    return path.stat().st_size if path.exists() else 0


def add_piece(key: str, *, offset: int, data: bytes, name: str) -> int:
    """Keep a piece that begins at `offset`; returns how many bytes there are now.

    The same piece again changes nothing. Raises WrongOffset, FileTooLarge, NoSpace.
    """
    have = arrived(key)
    if offset > have:
        raise WrongOffset(have)
    if offset + len(data) > settings.FILE_MAX_SIZE:
        raise FileTooLarge(name, settings.FILE_MAX_SIZE)
    with clear_errors(), _path(key).open("r+b" if have else "wb") as file:
        file.seek(offset)
        file.write(data)
        return max(have, offset + len(data))


@contextmanager
def whole(key: str) -> Iterator[BinaryIO]:
    """The arrived bytes; they are gone when the block ends without an error."""
    path = _path(key)
    with path.open("rb") as file:
        yield file
    path.unlink(missing_ok=True)


def forget(key: str) -> None:
    _path(key).unlink(missing_ok=True)


def _path(key: str) -> Path:
    if not KEY.fullmatch(key):
        raise ValueError(f"no key of an upload: {key!r}")
    directory = directory_at(Path(settings.FILES_DIR) / "incoming")
    return directory / f"upload-{os.path.basename(key)}"
