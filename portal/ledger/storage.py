"""Bytes on disk by their SHA-256: private, written whole or not at all.

FILES_DIR/incoming/           what is being received
FILES_DIR/objects/ab/<sha256> the files
FILES_DIR/derived/ab/<sha256>/ what can be made anew from a file (page images)
"""

import errno
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from portal.ledger.errors import FileTooLarge, NoSpace, WrongFile
from portal.ledger.virus import refuse_harmful

CHUNK = 1024 * 1024
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
LEFT_BEHIND_AFTER = 24 * 3600
"""Seconds after which a file in `incoming` belongs to a process that died."""

SHA256 = re.compile(r"[0-9a-f]{64}")


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Incoming:
    """Received bytes that are not yet kept."""

    path: Path
    sha256: str
    sha512: str
    size: int


def object_path(sha256: str) -> Path:
    """Where the file lies. Raises ValueError for what is no SHA-256."""
    return _place("objects", sha256)


def derived_dir(sha256: str) -> Path:
    """Where that which was made from the file lies."""
    return _place("derived", sha256)


@contextmanager
def received(stream: Readable, name: str) -> Iterator[Incoming]:
    """Take the stream in and hash it on the way; unless kept, it is gone afterwards.

    Raises FileTooLarge, NoSpace, WrongFile (empty), HarmfulFile, NotScanned.
    """
    with clear_errors():
        directory = directory_at(settings.FILES_DIR / "incoming")
        _sweep(directory)
        handle, path = tempfile.mkstemp(dir=directory)
    try:
        with clear_errors(), os.fdopen(handle, "wb") as out:
            incoming = _receive(stream, out, Path(path), name)
        refuse_harmful(incoming.path, name)
        yield incoming
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)


def keep(incoming: Incoming) -> None:
    """Give the received bytes their place; they are on the disk when this returns."""
    place = object_path(incoming.sha256)
    with clear_errors():
        directory_at(place.parent)
        incoming.path.replace(place)
        _sync(place.parent)


def keep_many(blobs: Sequence[bytes]) -> list[str]:
    """Keep many small files and sync once for all; their hashes, in the order given.

    An import's way in. They are on the disk when this returns; what a killed process leaves
    half-written lies in `incoming` and never among the objects.
    """
    names = [hashlib.sha256(blob).hexdigest() for blob in blobs]
    with clear_errors():
        incoming = directory_at(Path(settings.FILES_DIR) / "incoming")
        waiting = {name: _write(incoming, blob) for name, blob in zip(names, blobs, strict=True)}
        os.sync()
        for name, path in waiting.items():
            directory_at(object_path(name).parent)
            path.replace(object_path(name))
        os.sync()
    return names


def write_derived(sha256: str, name: str, data: bytes) -> None:
    """Keep something made from the file. Raises OSError."""
    directory = directory_at(derived_dir(sha256))
    handle, path = tempfile.mkstemp(dir=directory)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(path).replace(directory / name)
    except OSError:
        os.unlink(path)
        raise


def destroy(sha256: str) -> None:
    """Remove the file and everything made from it, for ever."""
    object_path(sha256).unlink(missing_ok=True)
    shutil.rmtree(derived_dir(sha256), ignore_errors=True)


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(part: str, sha256: str) -> Path:
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return Path(settings.FILES_DIR) / part / sha256[:2] / sha256


def _receive(stream: Readable, out: BinaryIO, path: Path, name: str) -> Incoming:
    digest, longer, size = hashlib.sha256(), hashlib.sha512(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > settings.FILE_MAX_SIZE:
            raise FileTooLarge(name, settings.FILE_MAX_SIZE)
        digest.update(chunk)
        longer.update(chunk)
        out.write(chunk)
    if size == 0:
        raise WrongFile(_("”%(name)s” är tom. Välj en fil med innehåll.") % {"name": name})
    out.flush()
    os.fsync(out.fileno())
    return Incoming(path, digest.hexdigest(), longer.hexdigest(), size)


def _write(directory: Path, data: bytes) -> Path:
    handle, path = tempfile.mkstemp(dir=directory)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    return Path(path)


def directory_at(path: Path) -> Path:
    """The directory, closed to all other users from its root on."""
    root = Path(settings.FILES_DIR)
    if not root.is_dir():
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _sweep(directory: Path) -> None:
    """Take away what a killed process left behind."""
    for path in directory.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - LEFT_BEHIND_AFTER:
                path.unlink()


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def clear_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoSpace from error
        raise
