"""Migrations are paid once: a migrated SQLite database, kept between runs, is where tests begin.

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
from django.db.backends.signals import connection_created
from pytest_django.plugin import DjangoDbBlocker

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

    def fill(connection: BaseDatabaseWrapper, **_: Any) -> None:
        if connection.vendor == "sqlite" and _is_empty(connection.connection):
            _fill(connection.connection, migrated_template)

    connection_created.connect(fill)
    return fill


@pytest.fixture(scope="session")
def django_db_setup(
    migrated_template: Path,
    begin_from_template: Receiver,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """pytest-django's own, begun from the kept copy and leaving one for the next run."""
    connection_created.disconnect(begin_from_template)
    if connection.vendor == "sqlite" and not migrated_template.exists():
        with django_db_blocker.unblock():
            connection.ensure_connection()
            _keep(connection.connection, migrated_template)


def _fill(database: sqlite3.Connection, template: Path) -> None:
    """No template, or one that another run has just replaced: the migrations run in full."""
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(f"{template.as_uri()}?mode=ro", uri=True)) as source,
    ):
        source.backup(database)


def _keep(database: sqlite3.Connection, template: Path) -> None:
    """Written beside and moved into place: another worker sees all of it or nothing."""
    unfinished = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as copy:
        database.backup(copy)
    for old in template.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished.rename(template)


def _is_empty(database: sqlite3.Connection) -> bool:
    return bool(database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))


def _tables_hash() -> str:
    total = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        source = path.read_bytes()
        if path.parent.name == "migrations" or any(mark in source for mark in MARKS):
            total.update(str(path.relative_to(ROOT)).encode() + b"\0" + source)
    return total.hexdigest()[:16]
