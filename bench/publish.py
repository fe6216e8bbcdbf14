"""One act publishes a whole agenda: how long, how many queries, and where it then stands."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bench.copies import DATABASES, own_copy
from bench.lines import Line, middle, share

MOST_SECONDS = 0.6
MOST_QUERIES = 50


def run(*, quick: bool) -> Iterator[Line]:
    """Agendas of 60 items and 200 documents; of 12 and 40 when quick."""
    items, papers, rounds = (12, 40, 3) if quick else (60, 200, 5)
    for database in DATABASES:
        with own_copy(database) as copy:
            found = json.loads(
                copy.run("-m", "bench.publishing", *map(str, (items, papers, rounds)))
            )
        yield from _lines(database, f"{items} items, {papers} documents", found)


def _lines(database: str, workload: str, found: dict[str, Any]) -> Iterator[Line]:
    common = Line(
        bench="publish",
        case="",
        value=0,
        unit="",
        server="none, in process",
        workload=f"{workload}, {found['entries']} entries",
    )
    seconds, raw = middle(found["seconds"]), middle(found["raw"])
    yield replace(
        common,
        case=f"one act, {database}",
        value=seconds,
        unit="s",
        raw=raw,
        ratio=share(raw, seconds),
        target=f"≤ {MOST_SECONDS} s",
        ok=seconds <= MOST_SECONDS,
    )
    yield replace(
        common,
        case=f"queries of one act, {database}",
        value=found["queries"],
        unit="queries",
        target=f"≤ {MOST_QUERIES}",
        ok=found["queries"] <= MOST_QUERIES,
    )
    yield replace(
        common,
        case=f"not shown as published at commit, {database}",
        value=len(found["missing"]),
        unit="records",
        target=f"0 in {', '.join(found['outlets'])}",
        ok=not found["missing"],
    )
