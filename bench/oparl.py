"""Open data: a crawl of OParl by list pages, and the change feed as lines."""

import json
from collections.abc import Iterator
from typing import Any

from bench.copies import DATABASES, Copy, own_copy
from bench.lines import Line, middle, share
from bench.servers import PORTAL, SERVERS, serving

ROUNDS = 3
LEAST = {"crawl": 3_000.0, "feed": 10_000.0}
NAMES = {"crawl": "OParl list crawl", "feed": "change feed as NDJSON"}
UNITS = {"crawl": "objects/s", "feed": "entries/s"}
SERVER = "uvicorn"


def run(*, quick: bool) -> Iterator[Line]:
    """A city of 1 000 meetings (quick: 40), read from the first object to the last."""
    meetings = 40 if quick else 1_000
    for database in DATABASES:
        with own_copy(database) as copy:
            copy.run("-m", "bench.filling", str(meetings), "20", "60")
            with serving(SERVER, PORTAL[SERVER], copy) as port:
                found = [_round(copy, port) for _turn in range(ROUNDS)]
            yield from _lines(database, meetings, found)


def _round(copy: Copy, port: int) -> dict[str, Any]:
    """One reading of each, and of the same rows by raw SQL, each in a process of its own."""
    raw: dict[str, Any] = json.loads(copy.run("-m", "bench.raw_reading"))
    return {**raw, **json.loads(copy.run("-m", "bench.reading", str(port)))}


def _lines(database: str, meetings: int, found: list[dict[str, Any]]) -> Iterator[Line]:
    for case, least in LEAST.items():
        value = middle([each[case]["per_second"] for each in found])
        raw = middle([each[f"raw_{case}"]["per_second"] for each in found])
        yield Line(
            bench="oparl",
            case=f"{NAMES[case]}, {database}",
            value=round(value, 1),
            unit=UNITS[case],
            raw=round(raw, 1),
            ratio=share(value, raw),
            target=f"≥ {least:.0f}",
            ok=value >= least,
            server=f"{SERVERS[SERVER]}, one reader",
            workload=f"{meetings} meetings, {found[0][case]['count']} {UNITS[case][:-2]}",
        )
