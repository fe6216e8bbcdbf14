"""Migrations are paid once: a migrated database, kept between runs, is where tests begin.

SQLite's is kept as it is, PostgreSQL's as a dump where its programs are at hand.

Kept beside pytest's cache by a hash of what makes the tables. `migrate` still runs on the copy and
finds nothing to do, so whatever follows it (permissions, triggers) is made anew each time.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.backends.signals import connection_created
from pytest_django.plugin import DjangoDbBlocker

from deploy.services.programs import find_postgresql
from tests.dumps import dump, fill

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"
APPS = ("portal", "meetings", "proposals", "streaming", "search")
# What post_migrate makes only where it is missing would grow stale in a copy.
MARKS = (b"TRIGGER", b"post_migrate")

Receiver = Callable[..., None]


@pytest.fixture(scope="session")
def migrated_template() -> Path:
    """Where the copy for these tables is kept, or will be."""
    KEPT.mkdir(parents=True, exist_ok=True)
    return KEPT / f"{_tables_hash()}.sqlite3"


@pytest.fixture(scope="session")
def begin_from_template(migrated_template: Path) -> Receiver:
    """Fills a database that is connected to for the first time, while the setup lasts."""

    def begin(connection: BaseDatabaseWrapper, **_: Any) -> None:
        if connection.vendor == "sqlite" and _is_empty(connection.connection):
            _fill(connection.connection, migrated_template)
        dumped = _dump_beside(migrated_template)
        if connection.vendor == "postgresql" and dumped.exists() and _is_new(connection):
            fill(dumped.read_text())

    connection_created.connect(begin)
    return begin


@pytest.fixture(scope="session")
def django_db_setup(
    migrated_template: Path,
    begin_from_template: Receiver,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """pytest-django's own, begun from the kept copy and leaving one for the next run."""
    connection_created.disconnect(begin_from_template)
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and not migrated_template.exists():
            connection.ensure_connection()
            _keep(migrated_template, _copy_of(connection.connection))
        dumped = _dump_beside(migrated_template)
        if connection.vendor == "postgresql" and find_postgresql() and not dumped.exists():
            _keep(dumped, lambda unfinished: unfinished.write_text(dump()))


def _dump_beside(template: Path) -> Path:
    return template.with_suffix(".sql")


def _fill(database: sqlite3.Connection, template: Path) -> None:
    """No template, or one that another run has just replaced: the migrations run in full."""
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(f"{template.as_uri()}?mode=ro", uri=True)) as source,
    ):
        source.backup(database)


def _copy_of(database: sqlite3.Connection) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as copy:
            database.backup(copy)

    return write


def _keep(template: Path, write: Callable[[Path], object]) -> None:
    """Written beside and moved into place: another worker sees all of it or nothing."""
    unfinished = template.with_suffix(f".{os.getpid()}")
    write(unfinished)
    for old in template.parent.glob(f"*{template.suffix}"):
        old.unlink(missing_ok=True)
    unfinished.rename(template)


def _is_new(connection: BaseDatabaseWrapper) -> bool:
    """A test's own database without a table; Django connects to others beside it."""
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    return bool(
        str(connection.settings_dict["NAME"]).startswith(TEST_DATABASE_PREFIX)
        and connection.connection.execute(tables).fetchone() == (0,)
        and find_postgresql()
    )


def _is_empty(database: sqlite3.Connection) -> bool:
    return bool(database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))


def _tables_hash() -> str:
    total = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        source = path.read_bytes()
        if path.parent.name == "migrations" or any(mark in source for mark in MARKS):
            total.update(str(path.relative_to(ROOT)).encode() + b"\0" + source)
    return total.hexdigest()[:16]
