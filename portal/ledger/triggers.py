"""The database itself keeps the ledger append-only, whoever writes to it.

Installed after every migrate and again and again, since Django drops SQLite's triggers
without a word when it remakes a table. Nothing here can take them away.
"""

import re
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

SQL = Path(__file__).with_name("sql")
TRIGGER = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (\w+).*?(?:END|\(\));", re.DOTALL)
FUNCTION = re.compile(r"FUNCTION (\w+)\([^$]*\$body\$(.*?)\$body\$", re.DOTALL)


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make every trigger as the SQL says it; harmless to repeat."""
    connection = connections[using]
    if not _has_tables(connection):
        return
    if connection.vendor == "sqlite":
        _install_sqlite(connection)
    else:
        with connection.cursor() as cursor:
            cursor.execute(_sql(connection))


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of the triggers (and their functions) that are absent, disabled or changed."""
    connection = connections[using]
    if not _has_tables(connection):
        return []
    held = (
        _held_sqlite(connection) if connection.vendor == "sqlite" else _held_postgresql(connection)
    )
    wanted = _wanted(connection)
    return sorted(name for name, sql in wanted.items() if held.get(name) != sql)


def names(using: str = DEFAULT_DB_ALIAS) -> list[tuple[str, str]]:
    """Every trigger with its table."""
    found = TRIGGER.finditer(_sql(connections[using]))
    return [(match[1], match[1].rpartition("_")[0]) for match in found]


def _sql(connection: BaseDatabaseWrapper) -> str:
    return (SQL / f"{connection.vendor}.sql").read_text()


def _has_tables(connection: BaseDatabaseWrapper) -> bool:
    return "ledger_fileuse" in connection.introspection.table_names()


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What the database should hold by name: SQLite keeps the text, PostgreSQL the bodies."""
    sql = _sql(connection)
    if connection.vendor == "sqlite":
        return {match[1]: match[0].removesuffix(";") for match in TRIGGER.finditer(sql)}
    functions = {match[1]: match[2] for match in FUNCTION.finditer(sql)}
    return functions | {match[1]: "enabled" for match in TRIGGER.finditer(sql)}


def _install_sqlite(connection: BaseDatabaseWrapper) -> None:
    """SQLite cannot replace a trigger: one that says something else is made anew."""
    held = _held_sqlite(connection)
    with connection.cursor() as cursor:
        for name, sql in _wanted(connection).items():
            if held.get(name) != sql:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(sql)


def _held_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _held_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, 'enabled' FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' "
            "UNION ALL SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'ledger%'"
        )
        return dict(cursor.fetchall())
