"""A backup of a running city, and a city from a backup.

    TARGET/radslag-20261122T094500Z/
        database.sqlite3 or database.dump
        files/ab/<sha256>       the files of the record
        <name>/…                what other apps keep (portal/core/kept_folders.py)
        manifest.json           written last

The database goes first: files too many do no harm, a file too few would.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from portal.config.operations.dumps import dump, load
from portal.config.operations.manifest import (
    Manifest,
    WrongBackup,
    kept_file,
    whole_backup,
    write_manifest,
)
from portal.core.clock import now
from portal.core.kept_folders import KeptFolder, kept_folders
from portal.core.progress import Progress, silent

PREFIX = "radslag-"
UNFINISHED = ".partial"


def make_backup(target: Path, progress: Progress = silent) -> tuple[Path, Manifest]:
    """Back everything up into a new folder under `target`. Raises DumpFailed, OSError.

    Until the manifest stands the folder is called `….partial`; a next backup takes such away.
    """
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left_behind in target.glob(f"{PREFIX}*{UNFINISHED}"):
        shutil.rmtree(left_behind)
    made_at = now().astimezone(UTC)
    name = f"{PREFIX}{made_at:%Y%m%dT%H%M%S%f}"[:-3] + "Z"
    folder = target / f"{name}{UNFINISHED}"
    folder.mkdir(mode=0o700)
    head = dump(folder)
    _copy_folders(folder, progress)
    manifest = Manifest(
        made_at=made_at.isoformat(timespec="seconds"),
        vendor=connection.vendor,
        head=head.seq,
        chain=head.chain,
        files=[kept_file(folder, path) for path in sorted(_files_in(folder))],
    )
    write_manifest(folder, manifest)
    _close_to_others(folder)
    os.sync()
    return folder.rename(target / name), manifest


def restore_backup(folder: Path) -> Manifest:
    """Make the city of a backup in an empty database and empty folders, then migrate it.

    Raises WrongBackup (cut short, spoilt, another database), DumpFailed (not empty).
    """
    manifest = whole_backup(folder)
    for kept in _folders():
        if any(_files_in(kept.path)):
            raise WrongBackup(f"{kept.path} är inte tom. Återställ till en tom plats.")
    load(folder, manifest.vendor)
    for kept in _folders():
        if (folder / kept.name).is_dir():
            shutil.copytree(folder / kept.name, kept.path, dirs_exist_ok=True)
            _close_to_others(kept.path)
    if Path(settings.FILES_DIR).is_dir():
        Path(settings.FILES_DIR).chmod(0o700)
    call_command("migrate", verbosity=0)
    return manifest


def remove_old(target: Path, keep: int) -> list[Path]:
    """Take away all whole backups but the `keep` newest: what was erased must go there too."""
    whole = sorted(each for each in target.glob(f"{PREFIX}*Z") if each.is_dir())
    old = whole[:-keep] if keep else []
    for each in old:
        shutil.rmtree(each)
    return old


def _folders() -> list[KeptFolder]:
    own = [
        KeptFolder("files", Path(settings.FILES_DIR) / "objects"),
        KeptFolder("wagtail", Path(default_storage.path(""))),
    ]
    return [*own, *kept_folders.ask()]


def _copy_folders(folder: Path, progress: Progress) -> None:
    for kept in _folders():
        paths = list(_files_in(kept.path))
        for done, path in enumerate(paths, 1):
            place = folder / kept.name / path.relative_to(kept.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            progress(kept.name, done, len(paths))


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _close_to_others(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
