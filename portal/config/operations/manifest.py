"""What a backup says of itself: every file with its size and hash, and the ledger's head.

The manifest is written last. A backup without one, or with a file that differs from it, was cut
short or spoilt, and is refused whole.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from portal.core.errors import DomainError
from portal.ledger.storage import hash_of

NAME = "manifest.json"
FORMAT = 1


class WrongBackup(DomainError):
    """The folder is no whole backup. Nothing was restored from it."""


@dataclass(frozen=True)
class KeptFile:
    """A file of the backup; `path` is relative to its folder, with forward slashes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`vendor` is `sqlite` or `postgresql`; `head` and `chain` are those of the newest entry."""

    made_at: str
    vendor: str
    head: int
    chain: str
    files: list[KeptFile] = field(default_factory=list)
    format: int = FORMAT


def write_manifest(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (folder / NAME).write_text(text + "\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. Raises WrongBackup when there is none or it cannot be read."""
    try:
        said = json.loads((folder / NAME).read_text())
        files = [KeptFile(**each) for each in said.pop("files")]
        manifest = Manifest(**said, files=files)
    except FileNotFoundError as error:
        raise WrongBackup(f"{folder} har ingen {NAME}: säkerhetskopian är avbruten.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise WrongBackup(f"{folder / NAME} går inte att läsa: {error}") from error
    if manifest.format != FORMAT:
        raise WrongBackup(
            f"{folder} har format {manifest.format}; den här versionen läser {FORMAT}."
        )
    return manifest


def kept_file(folder: Path, path: Path) -> KeptFile:
    """The file as it lies in the backup now."""
    return KeptFile(path.relative_to(folder).as_posix(), path.stat().st_size, hash_of(path))


def faults_of(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Each file that is missing, cut short or another than the one that was kept."""
    for each in manifest.files:
        path = folder / each.path
        if not path.resolve().is_relative_to(folder.resolve()):
            yield f"{each.path}: ligger utanför säkerhetskopian"
        elif not path.is_file():
            yield f"{each.path}: saknas"
        elif path.stat().st_size != each.size:
            yield f"{each.path}: är {path.stat().st_size} byte, ska vara {each.size}"
        elif hash_of(path) != each.sha256:
            yield f"{each.path}: har ett annat innehåll"


def whole_backup(folder: Path) -> Manifest:
    """The manifest of a backup of which every byte is there. Raises WrongBackup."""
    manifest = read_manifest(folder)
    faults = list(faults_of(folder, manifest))
    if faults:
        more = f" (och {len(faults) - 5} till)" if len(faults) > 5 else ""
        raise WrongBackup(f"Säkerhetskopian är skadad. {'; '.join(faults[:5])}{more}")
    return manifest
