"""Folders beside the database that a backup must hold. Each app that keeps one says so."""

from dataclasses import dataclass
from pathlib import Path

from portal.core.ports import Port


@dataclass(frozen=True)
class KeptFolder:
    """A folder of files that cannot be made anew. `name` is its name inside the backup."""

    name: str
    path: Path


kept_folders: Port[[], KeptFolder] = Port()
"""What is derived (page images, search index) is left out, and so are the keys of votes."""
