"""The database into a file and back, while others go on reading and writing it."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from portal.config.operations.manifest import WrongBackup
from portal.core.errors import DomainError

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
NEWEST = "SELECT seq, chain FROM ledger_entry ORDER BY seq DESC LIMIT 1"


class DumpFailed(DomainError):
    """The database could not be written out or read in; the reason is its own."""


@dataclass(frozen=True)
class Head:
    """The newest entry that the dump holds; 0 and nothing for an empty ledger."""

    seq: int = 0
    chain: str = ""


def dump(folder: Path) -> Head:
    """Write the database as it is at one moment into `folder`. Raises DumpFailed."""
    target = folder / NAMES[connection.vendor]
    head = _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgresql(target)
    target.chmod(0o600)
    return head


def load(folder: Path, vendor: str) -> None:
    """Read the database back into an empty one of the same kind.

    Raises WrongBackup for another kind, DumpFailed when the database is not empty or refuses.
    """
    if vendor != connection.vendor:
        raise WrongBackup(
            f"Säkerhetskopian är från {vendor}, DATABASE_URL pekar på {connection.vendor}."
        )
    if tables := connection.introspection.table_names():
        raise DumpFailed(f"Databasen är inte tom: den har {len(tables)} tabeller. Ge en tom.")
    source = folder / NAMES[vendor]
    if vendor == "sqlite":
        _load_sqlite(source)
    else:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run("pg_restore", *options, str(source))


def _dump_sqlite(target: Path) -> Head:
    """SQLite's own online copy: whole, also while the relay writes."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        newest = copy.execute(NEWEST).fetchone()
    return Head(*newest) if newest else Head()


def _dump_postgresql(target: Path) -> Head:
    """The dump and the head are read from one snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        options = ("--format=custom", "--no-owner", "--no-privileges")
        _run("pg_dump", *options, f"--snapshot={snapshot}", f"--file={target}")
        cursor.execute(NEWEST)
        newest = cursor.fetchone()
    return Head(*newest) if newest else Head()


def _load_sqlite(source: Path) -> None:
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise DumpFailed(f"SQLite: {found}")
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    for each in (place, Path(f"{place}-wal"), Path(f"{place}-shm")):
        each.unlink(missing_ok=True)
    shutil.copyfile(source, place)
    place.chmod(0o600)


def _run(program: str, *arguments: str) -> None:
    """A program of PostgreSQL's. The password lies in a file: arguments can be read by others."""
    if shutil.which(program) is None:
        raise DumpFailed(f"{program} finns inte. Installera postgresql-client.")
    parameters = connection.get_connection_params()
    with NamedTemporaryFile("w", prefix="radslag-pass-") as passfile:  # made with mode 0600
        passfile.write(f"*:*:*:*:{_escaped(parameters.get('password') or '')}\n")
        passfile.flush()
        done = subprocess.run(  # noqa: S603  # a known program with arguments of our own
            [program, f"--dbname={_address(parameters, passfile.name)}", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise DumpFailed(f"{program}: {done.stderr.strip()[-1000:]}")


def _address(parameters: dict[str, Any], passfile: str) -> str:
    names = ("host", "port", "user", "dbname")
    known = {name: parameters[name] for name in names if parameters.get(name)}
    return make_conninfo("", **known, passfile=passfile)


def _escaped(password: str) -> str:
    return password.replace("\\", r"\\").replace(":", r"\:")
