"""Bringing a replica up to date, and its files with it."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from portal.core.progress import Progress, silent
from portal.ledger.replica.source import Refused, Source
from portal.ledger.replica.store import Replica

FILES = "files"
SHA256 = re.compile(r"[0-9a-f]{64}")


class Incomplete(Exception):
    """Contents that the feed owes were not given."""

    def __init__(self, entries: list[int]) -> None:
        self.entries = entries
        shown = ", ".join(map(str, entries[:5]))
        super().__init__(f"{len(entries)} poster saknar det innehåll som de ska ha: {shown}")


def catch_up(source: Source, replica: Replica, progress: Progress = silent) -> int:
    """Take every entry that there is by now; returns how many were new.

    What was taken stays taken, so that a run that is stopped goes on where it was. Raises
    Unreachable, Broken, Incomplete.
    """
    new = 0
    while lines := source.page(replica.walk.seq):
        new += replica.add(lines)
        progress("poster", replica.walk.seq, replica.walk.seq + 1)
    if withheld := replica.withheld():
        raise Incomplete(withheld)
    progress("poster", replica.walk.seq, replica.walk.seq)
    return new


def follow(source: Source, replica: Replica, told: Callable[[int], None]) -> None:
    """Take entries as they come, for ever."""
    while True:
        lines = source.page(replica.walk.seq, wait=30)
        if lines:
            told(replica.add(lines))


def fetch_files(source: Source, replica: Replica, progress: Progress = silent) -> int:
    """Fetch what standing contents list, and let go of what none lists any more.

    Returns how many files there are. Raises Unreachable, and Refused for other bytes than the
    content says.
    """
    folder = replica.folder / FILES
    folder.mkdir(exist_ok=True)
    wanted = sorted({each for content in replica.newest() for each in _listed(content)})
    for place in folder.iterdir():
        if SHA256.match(place.name) and place.name not in wanted:
            place.unlink()
    for done, sha256 in enumerate(wanted, 1):
        if not (folder / sha256).exists():
            _fetch(source, sha256, folder)
        progress("filer", done, len(wanted))
    return len(wanted)


def _listed(content: dict[str, object]) -> list[str]:
    files = content.get("files")
    named = [each.get("file_sha256") for each in files] if isinstance(files, list) else []
    return [each for each in named if isinstance(each, str) and SHA256.fullmatch(each)]


def _fetch(source: Source, sha256: str, folder: Path) -> None:
    """Written aside and proved before it has its name."""
    aside, digest = folder / f"{sha256}.part", hashlib.sha256()
    with aside.open("wb") as out:
        for piece in source.file(sha256):
            digest.update(piece)
            out.write(piece)
    if digest.hexdigest() != sha256:
        aside.unlink()
        raise Refused(f"{sha256[:12]}: filen har ett annat innehåll än posten säger.")
    aside.replace(folder / sha256)
