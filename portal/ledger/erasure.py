"""What erasing needs beside the `erased` entry: files, and bytes that a database keeps back."""

from collections.abc import Iterable

from django.db import connection, transaction

from portal.core.clock import now
from portal.ledger.append import take_lock
from portal.ledger.models import FilePage, FileUse, StoredFile
from portal.ledger.storage import destroy

WORDY_TABLES = ("ledger_content", "ledger_filepage", "ledger_storedfile", "ledger_record")


def destroy_unlisted(hashes: Iterable[str]) -> None:
    """Destroy files that no content lists: those of drafts that were never published.

    Files that an erased record listed are the relay's (subscriber `erased-files`).
    """
    for sha256 in sorted(hashes):
        if _close(sha256):
            destroy(sha256)
            FilePage.objects.filter(file=sha256).delete()


def reclaim() -> None:
    """Give back the space of deleted rows, so that the bytes are gone from the database file.

    SQLite overwrites deleted rows (`secure_delete`) but its log holds them until a
    checkpoint; PostgreSQL keeps dead rows until VACUUM.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {', '.join(WORDY_TABLES)}")


def _close(sha256: str) -> bool:
    with transaction.atomic():
        take_lock()
        if FileUse.objects.filter(file=sha256).exists():
            return False
        file = StoredFile.objects.filter(pk=sha256)
        return bool(file.update(erased_at=now(), metadata={}, attachments=[]))
