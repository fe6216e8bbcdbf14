"""The whole database as text, as its own tools write it: what a thief of a backup would read."""

import os
import subprocess

from django.db import connection

from deploy.services.programs import find_postgresql


def dump() -> str:
    """Every row of the database as text."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return "\n".join(connection.connection.iterdump())
    return _run("pg_dump")


def fill(dumped: str) -> None:
    """Put a dump of PostgreSQL into this database, which is empty."""
    _run("psql", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", said=dumped)


def _run(program: str, *options: str, said: str | None = None) -> str:
    told = connection.settings_dict
    binaries = find_postgresql()
    assert binaries, "PostgreSQL's programs are not installed."
    return subprocess.run(
        [binaries / program, *options, told["NAME"]],
        env=os.environ
        | {
            "PGHOST": told["HOST"],
            "PGPORT": str(told["PORT"]),
            "PGUSER": told["USER"],
            "PGPASSWORD": told["PASSWORD"],
        },
        input=said,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
