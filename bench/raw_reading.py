"""The same rows by the database's own driver, without the portal: `python -m bench.raw_reading`.

Runs inside a copy (`bench.copies`) and prints what `bench.reading` prints.
"""

import json

import django

django.setup()

from django.db import connection  # noqa: E402  needs the apps

from bench.reading import PAGE, timed  # noqa: E402

ROWS = """
SELECT e.seq, e.record_id, e.version, e.verb, e.reason, e.audience, e.recorded_at, e.digest,
       e.chain, c.canonical
FROM ledger_entry e JOIN ledger_content c ON c.entry_id = e.seq
WHERE e.seq > {seq} ORDER BY e.seq LIMIT {limit}
"""
OBJECTS = """
SELECT r.seq, r.id, r.kind, r.version, r.first_recorded_at, r.recorded_at, c.canonical
FROM ledger_record r JOIN ledger_content c ON c.entry_id = r.seq
WHERE r.seq > {seq} ORDER BY r.seq LIMIT {limit}
"""


def rows(statement: str) -> int:
    """As they lie there, a page at a time; how many."""
    count, seq = 0, 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(statement.format(seq=seq, limit=PAGE))
            found = cursor.fetchall()
            if not found:
                return count
            count, seq = count + len(found), found[-1][0]


if __name__ == "__main__":
    found = {"raw_crawl": timed(lambda: rows(OBJECTS)), "raw_feed": timed(lambda: rows(ROWS))}
    print(json.dumps(found))
