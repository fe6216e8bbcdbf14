"""One act, timed inside a copy: `python -m bench.publishing ITEMS PAPERS ROUNDS`.

Prints one JSON object: seconds and raw seconds of each round, queries, entries, and what an
outlet did not show when the act had returned.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass, field

import django

django.setup()

from django.db import connection, reset_queries, transaction  # noqa: E402  needs the apps
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import workloads  # noqa: E402
from meetings.models import Meeting  # noqa: E402
from meetings.services.publishing import publish, publish_agenda  # noqa: E402
from portal.ledger.changes import Actor  # noqa: E402
from portal.ledger.models import Act, Record  # noqa: E402
from portal.ledger.models import Content as StoredContent  # noqa: E402
from portal.ledger.outlets import OUTLETS  # noqa: E402
from portal.ledger.reconciliation import reconcile_record  # noqa: E402

ACTOR = Actor(role="registrar")


@dataclass
class Found:
    seconds: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    queries: int = 0
    entries: int = 0
    outlets: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def measure(items: int, papers: int, rounds: int) -> Found:
    """Our act and the same bytes written bare, by turns, after one of each to warm up."""
    found = Found(outlets=sorted(OUTLETS))
    publish(records=[workloads.organization()], actor=ACTOR, key="organization")
    _act(workloads.meeting(0, items=3, papers=6), "warm")
    for number in range(1, rounds + 1):
        act, seconds = _act(workloads.meeting(number, items=items, papers=papers), str(number))
        found.seconds.append(seconds)
        found.raw.append(_raw(act))
        found.entries = act.entries.count()
        found.missing += _missing(act)
    with CaptureQueriesContext(connection) as queries:
        _act(workloads.meeting(rounds + 1, items=items, papers=papers), "queries", queries)
    found.queries = len(queries)
    return found


def _act(
    meeting: Meeting, key: str, queries: CaptureQueriesContext | None = None
) -> tuple[Act, float]:
    """As when somebody presses the button: nothing of the draft is in memory."""
    again = Meeting.objects.get(pk=meeting.pk)
    if queries is not None:
        reset_queries()
        queries.initial_queries = len(connection.queries_log)
    began = time.perf_counter()
    act = publish_agenda(meeting=again, actor=ACTOR, key=key)
    return act, time.perf_counter() - began


def _raw(act: Act) -> float:
    """The same entries and contents in one transaction, with nothing of ours round them."""
    rows = list(
        StoredContent.objects.filter(entry__act=act).values_list(
            "entry_id", "canonical", "sha256", "salt"
        )
    )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_raw")
        cursor.execute(
            "CREATE TABLE bench_raw (seq bigint, canonical text, sha256 text, salt text)"
        )
        began = time.perf_counter()
        with transaction.atomic():
            cursor.executemany("INSERT INTO bench_raw VALUES (%s, %s, %s, %s)", rows)
        return time.perf_counter() - began


def _missing(act: Act) -> list[str]:
    """What an outlet shows otherwise than the ledger, asked of every twentieth record."""
    records = Record.objects.filter(entries__act=act).order_by("seq")
    return [str(each) for record in records[::20] for each in reconcile_record(record)]


if __name__ == "__main__":
    print(json.dumps(asdict(measure(*map(int, sys.argv[1:4])))))
