"""Where an index lies, and who may write there.

SEARCH_DIR/                 mode 0700
    current                 the name of the folder that answers
    wanted                  somebody asks for a rebuild, and why
    write.lock rebuild.lock held by the process that writes or rebuilds; gone when it dies
    whoosh-4f2a91/          one folder for each build
        facts.json          what it is; touched by every commit
        lexicon.txt         the words by which compounds were taken apart
        engine/             the engine's own files
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep

from django.conf import settings

PRIVATE = 0o700
WAIT = 0.05


class IndexBusy(Exception):
    """Another process writes to the index."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"another process holds {path}")


def root() -> Path:
    """The folder of the index, made private when it is not there."""
    folder = Path(settings.SEARCH_DIR)
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(PRIVATE)
    return folder


def current() -> Path | None:
    """The folder that answers; None where nothing was built or what was built is gone."""
    try:
        name = (Path(settings.SEARCH_DIR) / "current").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = Path(settings.SEARCH_DIR) / Path(name).name
    return folder if name and folder.is_dir() else None


def new_folder(engine: str) -> Path:
    """A folder for a build."""
    folder = root() / f"{engine}-{token_hex(4)}"
    folder.mkdir(mode=PRIVATE)
    return folder


def make_current(folder: Path) -> None:
    """From now on this one answers. It is on disk when the name is."""
    replace_file(root() / "current", folder.name)


def remove_others(*kept: Path | None) -> None:
    """Remove the folders of all builds but these."""
    names = {folder.name for folder in kept if folder}
    for folder in root().iterdir():
        if folder.is_dir() and folder.name not in names:
            shutil.rmtree(folder, ignore_errors=True)


def replace_file(path: Path, text: str) -> None:
    """Whole or not at all, and still there after a power cut."""
    part = path.with_name(f"{path.name}.{token_hex(4)}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Names in a folder outlive a power cut only when the folder itself is synced."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def want_rebuild(why: str) -> None:
    """Ask whoever runs the relay for a rebuild."""
    replace_file(root() / "wanted", why)


def wanted_rebuild() -> str:
    """Why a rebuild is asked for; empty where none is."""
    try:
        return (Path(settings.SEARCH_DIR) / "wanted").read_text(encoding="utf-8")
    except OSError:
        return ""


def forget_wanted(why: str) -> None:
    """The rebuild that was asked for has been done, unless another was asked for meanwhile."""
    if wanted_rebuild() == why:
        (root() / "wanted").unlink(missing_ok=True)


@contextmanager
def held(name: str, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock `write` or `rebuild`, alone among all threads and processes of the machine.

    The system lets go of it when the process dies. Raises IndexBusy after `patience` seconds.
    """
    path = root() / f"{name}.lock"
    with path.open("w") as file:
        _take(file.fileno(), path, monotonic() + patience)
        yield


def _take(descriptor: int, path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if monotonic() >= until:
                raise IndexBusy(path) from error
            sleep(WAIT)
