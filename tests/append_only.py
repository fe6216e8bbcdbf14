"""Lifting the append-only triggers for a moment. Only tests can: production never imports this."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from portal.ledger import triggers


@contextmanager
def lifted() -> Iterator[None]:
    """Without triggers inside the block, with all of them again after it."""
    with connection.cursor() as cursor:
        for name, table in triggers.names():
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")
    try:
        yield
    finally:
        triggers.install()
