"""Telling the index of texts that are no records."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction

from search.models import StreamText

NEXT = """
INSERT INTO search_streamhead (source, number) VALUES (%s, %s)
ON CONFLICT (source) DO UPDATE SET number = search_streamhead.number + excluded.number
RETURNING number
"""


def text_changed(*, source: str, texts: Mapping[str, UUID | None], is_erased: bool = False) -> None:
    """These texts were written, changed, moved, hidden or removed: from this commit on nothing is
    found by what they said, and within a second or so by what they say.

    `texts` maps the key of each to the record below which it stands. Call it in the transaction of
    the change and last in it: it holds the row of the source until the commit. `is_erased`: the
    words leave the files of the index as well. A hot path: the database's promises stand in for
    `full_clean`.
    """
    if not texts:
        return
    with transaction.atomic(savepoint=False):
        last = _numbers(source, len(texts))
        rows = [
            StreamText(source=source, key=key, number=number, subject=subject, is_erased=is_erased)
            for number, (key, subject) in enumerate(texts.items(), start=last - len(texts) + 1)
        ]
        StreamText.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["source", "key"],
            update_fields=["number", "subject", "is_erased"],
        )


def _numbers(source: str, count: int) -> int:
    """The last of the next numbers."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [source, count])
        return int(cursor.fetchone()[0])
