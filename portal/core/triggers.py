"""Promises that the database itself keeps, whoever writes to it: triggers read from SQL files.

Installed after every migrate and again and again, since Django drops SQLite's triggers
without a word when it remakes a table. Before a migration SQLite's are taken away: it renames no
table that a trigger of another one names. Nothing else here can take them away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

TRIGGER = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (\w+).*?(?:END|\(\));", re.DOTALL)
FUNCTION = re.compile(r"CREATE OR REPLACE FUNCTION (\w+)\([^$]*\$body\$(.*?)\$body\$", re.DOTALL)


@dataclass(frozen=True)
class TriggerSet:
    """The triggers of one app: `sqlite.sql` and `postgresql.sql` in a folder.

    A trigger's name is its table's and one word more. `table` is the app's youngest table: the
    triggers are not asked for before it is there.
    """

    folder: Path
    table: str

    def install(self, using: str = DEFAULT_DB_ALIAS) -> None:
        """Make every trigger as the SQL says it; harmless to repeat."""
        connection = connections[using]
        if not self._has_tables(connection):
            return
        if connection.vendor == "sqlite":
            self._install_sqlite(connection)
        else:
            with connection.cursor() as cursor:
                cursor.execute(self._sql(connection))

    def missing(self, using: str = DEFAULT_DB_ALIAS) -> list[str]:
        """Names of the triggers (and their functions) that are absent, disabled or changed."""
        connection = connections[using]
        if not self._has_tables(connection):
            return []
        wanted = self._wanted(connection)
        is_sqlite = connection.vendor == "sqlite"
        held = _held_sqlite(connection) if is_sqlite else _held_postgresql(connection, list(wanted))
        return sorted(name for name, sql in wanted.items() if held.get(name) != sql)

    def names(self, using: str = DEFAULT_DB_ALIAS) -> list[tuple[str, str]]:
        """Every trigger with its table."""
        found = TRIGGER.finditer(self._sql(connections[using]))
        return [(match[1], match[1].rpartition("_")[0]) for match in found]

    def make_way(self, using: str = DEFAULT_DB_ALIAS) -> None:
        """Before a migration on SQLite; `install` brings them back after it."""
        connection = connections[using]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for name, _table in self.names(using):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

    def _sql(self, connection: BaseDatabaseWrapper) -> str:
        return (self.folder / f"{connection.vendor}.sql").read_text()

    def _has_tables(self, connection: BaseDatabaseWrapper) -> bool:
        return self.table in connection.introspection.table_names()

    def _wanted(self, connection: BaseDatabaseWrapper) -> dict[str, str]:
        """What the database should hold by name: SQLite keeps the text, PostgreSQL the bodies."""
        sql = self._sql(connection)
        if connection.vendor == "sqlite":
            return {match[1]: match[0].removesuffix(";") for match in TRIGGER.finditer(sql)}
        functions = {match[1]: match[2] for match in FUNCTION.finditer(sql)}
        return functions | {match[1]: "enabled" for match in TRIGGER.finditer(sql)}

    def _install_sqlite(self, connection: BaseDatabaseWrapper) -> None:
        """SQLite cannot replace a trigger: one that says something else is made anew."""
        held = _held_sqlite(connection)
        with connection.cursor() as cursor:
            for name, sql in self._wanted(connection).items():
                if held.get(name) != sql:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                    cursor.execute(sql)


def keep_installed(triggers: TriggerSet, app: AppConfig) -> None:
    """Out of the way before this app's migrations run, back after every migrate."""

    def make_way(using: str, plan: Sequence[Any] = (), **_: Any) -> None:
        if any(migration.app_label == app.label for migration, _backwards in plan):
            triggers.make_way(using)

    def install(using: str, **_: Any) -> None:
        triggers.install(using)

    name = f"triggers of {app.label}"
    pre_migrate.connect(make_way, sender=app, weak=False, dispatch_uid=name)
    post_migrate.connect(install, sender=app, weak=False, dispatch_uid=name)


def _held_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _held_postgresql(connection: BaseDatabaseWrapper, names: list[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, 'enabled' FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgenabled = 'O' AND tgname = ANY(%s) "
            "UNION ALL SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s)",
            [names, names],
        )
        return dict(cursor.fetchall())
