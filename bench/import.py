"""A town is imported: objects a second, memory, and how long others wait for the ledger."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bench.copies import DATABASES, own_copy
from bench.lines import Line, middle, share

RATES = {"sqlite": 1_000, "postgresql": 1_500}
LONGEST_LOCK = 0.2
MOST_GROWTH_MB = 32


def run(*, quick: bool) -> Iterator[Line]:
    """As many meetings as the real town of the tests has; 40 when quick."""
    meetings = 40 if quick else 346
    for database in DATABASES:
        with own_copy(database) as copy:
            found = json.loads(copy.run("-m", "bench.importing", str(meetings)))
        yield from _lines(database, f"{meetings} meetings, {found['objects']} objects", found)


def _lines(database: str, workload: str, found: dict[str, Any]) -> Iterator[Line]:
    common = Line(
        bench="import",
        case="",
        value=0,
        unit="",
        server="none, in process",
        workload=f"{workload}, {found['entries']} entries",
    )
    rate, raw = found["objects"] / found["seconds"], found["objects"] / found["raw_seconds"]
    yield replace(
        common,
        case=f"objects imported, {database}",
        value=round(rate),
        unit="objects/s",
        raw=round(raw),
        ratio=share(rate, raw),
        target=f"≥ {RATES[database]}",
        ok=rate >= RATES[database],
    )
    yield replace(
        common,
        case=f"longest hold of the lock, {database}",
        value=round(found["longest_act"], 4),
        unit="s",
        target=f"≤ {LONGEST_LOCK} s",
        ok=found["longest_act"] <= LONGEST_LOCK,
    )
    yield replace(
        common,
        case=f"a registrar's act meanwhile, median, {database}",
        value=middle(found["waits"]) if found["waits"] else 0,
        unit="s",
    )
    yield replace(
        common,
        case=f"growth of memory after the first 40 %, {database}",
        value=round(found["grown_mb"], 1),
        unit="MB",
        target=f"≤ {MOST_GROWTH_MB} MB",
        ok=found["grown_mb"] <= MOST_GROWTH_MB,
    )
