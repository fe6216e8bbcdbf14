"""Lifting the triggers for a moment. Only tests can: production never imports this."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from meetings.triggers import TRIGGERS as OF_THE_RECORD
from portal.audit.triggers import TRIGGERS as OF_THE_LOG
from portal.ledger.triggers import TRIGGERS as OF_THE_LEDGER
from proposals.triggers import TRIGGERS as OF_PROPOSALS
from streaming.live.triggers import TRIGGERS as OF_LIVE
from streaming.threads.triggers import TRIGGERS as OF_THREADS

SETS = (OF_THE_LEDGER, OF_THE_LOG, OF_THE_RECORD, OF_PROPOSALS, OF_THREADS, OF_LIVE)


@contextmanager
def lifted() -> Iterator[None]:
    """Without triggers inside the block, with all of them again after it."""
    with connection.cursor() as cursor:
        for name, table in (each for triggers in SETS for each in triggers.names()):
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")
    try:
        yield
    finally:
        for triggers in SETS:
            triggers.install()
