"""The flush that ends a test which committed: rows go, of append-only tables too.

Django's own empties every table there is; most are empty already, and each costs PostgreSQL a file.
"""

from collections.abc import Iterator

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.test import TransactionTestCase

from tests.append_only import lifted


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_triggers() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _flush)
        yield


def _flush(_case: TransactionTestCase) -> None:
    """As Django's: no row but what `migrate` makes whenever it has run."""
    with lifted(), transaction.atomic(), connection.cursor() as cursor:
        for table in _with_rows():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _with_rows() -> list[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [table for table in tables if _has_rows(table)]


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is not None
