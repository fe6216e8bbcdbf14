"""Durable storage. Whoosh itself never syncs: after a power cut its index would be unreadable."""

import os
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from search.index.folders import sync_folder


class DurableStorage(FileStorage):  # type: ignore[misc]  # untyped
    """Files are on disk before the table of contents that names them, and it before it counts.

    Whoosh writes new files, then renames a new table of contents into its place, then deletes
    what the old one named. The rename is the commit: what was made before it is synced first,
    the folder after it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._made: set[str] = set()

    def create_file(self, name: str, *args: Any, **options: Any) -> Any:
        self._made.add(name)
        return super().create_file(name, *args, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        for name in self._made:
            self._sync(name)
        self._made.clear()
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))

    def _sync(self, name: str) -> None:
        """What has been deleted again meanwhile needs no sync."""
        try:
            descriptor = os.open(os.path.join(self.folder, name), os.O_RDONLY)
        except FileNotFoundError:
            return
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
