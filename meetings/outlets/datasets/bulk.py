"""Files by year, and the list of them with the SHA-256 of each."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from meetings.outlets.datasets.tables import WRITERS
from meetings.outlets.datasets.votes import vote_rows, years
from meetings.outlets.links import absolute
from portal.core.clock import local_iso
from portal.ledger.selectors import head_chain, head_entry, head_seq


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A file of a year: where it is, how large, and what its bytes hash to."""

    year: int
    extension: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        return f"votes-{self.year}.{self.extension}"

    @property
    def path(self) -> str:
        return f"/datasets/{self.name}"


def bulk_files() -> tuple[BulkFile, ...]:
    """All of them as they are now; counted anew only when the ledger has moved."""
    return _files_at(head_chain())


@lru_cache(maxsize=1)
def _files_at(_chain: str) -> tuple[BulkFile, ...]:
    return tuple(_file(year, extension) for year in years() for extension in WRITERS)


def _file(year: int, extension: str) -> BulkFile:
    digest, size = hashlib.sha256(), 0
    for piece in WRITERS[extension](vote_rows(year)):
        digest.update(piece)
        size += len(piece)
    return BulkFile(year, extension, size, digest.hexdigest())


def manifest() -> dict[str, Any]:
    """The list; `head` and `chain` say which state of the ledger it is true of."""
    entry = head_entry()
    return {
        "head": head_seq(),
        "chain": head_chain(),
        "recorded_at": local_iso(entry.recorded_at) if entry else None,
        "files": [
            {
                "name": each.name,
                "url": absolute(each.path),
                "year": each.year,
                "size": each.size,
                "sha256": each.sha256,
            }
            for each in bulk_files()
        ],
    }
