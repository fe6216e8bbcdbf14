"""A database from its address."""

from sqlite3 import SQLITE_LIMIT_VARIABLE_NUMBER
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db.backends.base.base import BaseDatabaseWrapper

MOST_VARIABLES = 32_766
"""SQLite's own default; Debian allows more, which serves nobody."""

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
    "PRAGMA recursive_triggers=ON;"
)


def database(address: str) -> dict[str, Any]:
    """`sqlite:///var/db.sqlite3` or `postgresql://user:password@host:port/name?host=/socket`.

    Raises ValueError for any other scheme.
    """
    scheme = address.partition(":")[0]
    if scheme == "sqlite":
        return _sqlite(address.removeprefix("sqlite:///"))
    if scheme in {"postgresql", "postgres"}:
        return _postgresql(address)
    raise ValueError(f"DATABASE_URL begins with sqlite:/// or postgresql://, not {scheme!r}")


def lift_limit(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Receiver of `connection_created`: as many variables in a statement as this SQLite takes.

    Django reckons with 999, the limit of SQLite before 3.32; an agenda of 500 records then
    costs ten statements where one will do.
    """
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = min(limit, MOST_VARIABLES)


def _sqlite(name: str) -> dict[str, Any]:
    """IMMEDIATE: a writer waits for the lock at once instead of failing half-way."""
    return {
        "ENGINE": "portal.config.sqlite",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(query.get("port", parts.port or "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }
