"""The replica on disk: one SQLite file, so that each page is taken whole or not at all.

    entries    every line of the feed without its content, in order
    contents   the canonical JSON of every version that may still be read, with hash and salt
    facts      where the replica is of, and how far it has come

Where a record is withdrawn or erased, its contents go, as they do in the feed: a replica that
was there before and one that begins today hold the same.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from portal.ledger.replica.proof import Proved, Walk
from portal.ledger.states import STANDING

NAME = "replica.sqlite3"

TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY, record TEXT NOT NULL, version INTEGER NOT NULL,
    verb TEXT NOT NULL, line TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_of_record ON entries (record, version);
CREATE TABLE IF NOT EXISTS contents (
    seq INTEGER PRIMARY KEY REFERENCES entries, canonical TEXT NOT NULL,
    sha256 TEXT NOT NULL, salt TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

NEWEST = """
SELECT contents.canonical FROM entries JOIN contents USING (seq)
WHERE NOT EXISTS (
    SELECT 1 FROM entries later
    WHERE later.record = entries.record AND later.version > entries.version
) ORDER BY seq
"""

WITHHELD = """
SELECT seq FROM entries
WHERE verb IN ('published', 'corrected') AND seq NOT IN (SELECT seq FROM contents)
AND NOT EXISTS (
    SELECT 1 FROM entries later WHERE later.record = entries.record
    AND later.version >= entries.version AND later.verb IN ('withdrawn', 'erased')
) ORDER BY seq
"""


class OtherSource(Exception):
    """The folder holds the replica of another ledger."""


class Replica:
    """An open replica; `walk` is where its chain has come to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._held = sqlite3.connect(folder / NAME, isolation_level=None)
        self._held.execute("PRAGMA secure_delete = ON")
        self._held.executescript(TABLES)
        self.walk = Walk(**json.loads(self._fact("walk") or "{}"))

    def close(self) -> None:
        self._held.close()

    def belong_to(self, address: str) -> None:
        """Raises OtherSource when the folder is already of another ledger."""
        known = self._fact("address")
        if known and known != address:
            raise OtherSource(known)
        self._tell("address", address)

    def add(self, page: Iterable[str]) -> int:
        """Prove the lines of a page and take them, all or none; how many. Raises Broken."""
        walk, count = Walk(**vars(self.walk)), 0
        with self._whole():
            for text in page:
                self._add(walk.prove(text))
                count += 1
            self._tell("walk", json.dumps(vars(walk)))
        self.walk = walk
        return count

    def withheld(self) -> list[int]:
        """Entries whose content should be there and was not given."""
        return [seq for (seq,) in self._held.execute(WITHHELD)]

    def entries(self) -> list[tuple[int, str]]:
        return list(self._held.execute("SELECT seq, line FROM entries ORDER BY seq"))

    def contents(self) -> dict[int, str]:
        """The canonical JSON of every content that is held, by the number of its entry."""
        return dict(self._held.execute("SELECT seq, canonical FROM contents ORDER BY seq"))

    def newest(self) -> Iterator[dict[str, Any]]:
        """The contents that stand now, one a record."""
        with closing(self._held.execute(NEWEST)) as rows:
            for (canonical,) in rows:
                yield json.loads(canonical)

    def count(self) -> dict[str, int]:
        [(entries,)] = self._held.execute("SELECT count(*) FROM entries")
        [(contents,)] = self._held.execute("SELECT count(*) FROM contents")
        return {"entries": entries, "contents": contents}

    def _add(self, entry: Proved) -> None:
        row = (entry.seq, entry.record, entry.version, entry.verb, entry.line)
        self._held.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", row)
        if entry.canonical is not None:
            content = (entry.seq, entry.canonical, entry.sha256, entry.salt)
            self._held.execute("INSERT INTO contents VALUES (?, ?, ?, ?)", content)
        if entry.record and entry.verb not in STANDING:
            self._held.execute(
                "DELETE FROM contents WHERE seq IN (SELECT seq FROM entries WHERE record = ?)",
                [entry.record],
            )

    def _fact(self, name: str) -> str:
        found = self._held.execute("SELECT value FROM facts WHERE name = ?", [name]).fetchone()
        return str(found[0]) if found else ""

    def _tell(self, name: str, value: str) -> None:
        self._held.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", [name, value])

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._held.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._held.execute("ROLLBACK")
            raise
        self._held.execute("COMMIT")
