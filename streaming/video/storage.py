"""Where the bytes of recordings lie: `held` has all of it, `shown` what everybody may fetch.

`shown` holds links to files in `held` and nothing that is not public: a server may hand out the
whole folder without asking anybody.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from portal.core.kept_folders import KeptFolder


def held_recordings() -> KeptFolder:
    """What a backup must hold; `shown` is made anew from it."""
    return KeptFolder("video", Path(settings.VIDEO_DIR) / "held")


def held_folder(recording: UUID) -> Path:
    return Path(settings.VIDEO_DIR) / "held" / str(recording)


def shown_folder(recording: UUID) -> Path:
    return Path(settings.VIDEO_DIR) / "shown" / str(recording)


def make_folders(recording: UUID) -> None:
    """Another program may hand out `shown` and pass through to it; it reads nothing else."""
    held, shown = held_folder(recording), shown_folder(recording)
    for folder in (held, shown):
        folder.mkdir(parents=True, exist_ok=True)
    for folder, mode in (
        (Path(settings.VIDEO_DIR), 0o711),
        *((each, 0o700) for each in (held.parent, held)),
        *((each, 0o755) for each in (shown.parent, shown)),
    ):
        if folder.stat().st_mode & 0o777 != mode:
            folder.chmod(mode)


@contextmanager
def alone(recording: UUID) -> Iterator[None]:
    """One process at a time decides what is shown of a recording."""
    make_folders(recording)
    with (held_folder(recording) / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_whole(path: Path, data: bytes) -> None:
    """The file is there whole or not at all, whenever the process dies."""
    if path.exists() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.chmod(0o644)
    unfinished.replace(path)


def put_in_view(held: Path, shown: Path) -> None:
    """The same bytes under another folder; a copy where links cannot be made."""
    if shown.exists():
        return
    try:
        os.link(held, shown)
    except OSError:
        write_whole(shown, held.read_bytes())


def destroy(recording: UUID) -> None:
    """Everything of a recording."""
    for folder in (shown_folder(recording), held_folder(recording)):
        shutil.rmtree(folder, ignore_errors=True)
