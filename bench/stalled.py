"""Readers who stop reading: whether anyone else notices."""

from collections.abc import Iterator

from bench.copies import own_copy
from bench.crowds import HUB, crowd, possible
from bench.lines import Line, share

SHARE = 0.05
MOST = 1.5


def run(*, quick: bool) -> Iterator[Line]:
    """2 000 readers and 5 % more who never read; 200 when quick."""
    readers, frames = possible(200 if quick else 2_000), 50 if quick else 200
    with own_copy("sqlite") as copy:
        alone = crowd(copy, HUB, readers=readers, frames=frames, rate=20)
        beside = crowd(
            copy, HUB, readers=readers, frames=frames, rate=20, stalled=int(readers * SHARE)
        )
    p99, before = beside.seen["p99"], alone.seen["p99"]
    workload = f"{readers} readers, {int(readers * SHARE)} stalled, {frames} frames, 20 a second"
    yield Line(
        bench="stalled",
        case="age of a frame for the others, p99",
        value=round(p99, 3),
        unit="s",
        raw=round(before, 3),
        ratio=share(p99, before),
        target=f"≤ {MOST} × without stalled readers",
        ok=p99 <= MOST * before,
        server="one uvicorn",
        workload=workload,
    )
    yield Line(
        bench="stalled",
        case="incomplete readers",
        value=readers - beside.seen["complete"],
        unit="readers",
        target="0",
        ok=beside.seen["complete"] == readers,
        server="one uvicorn",
        workload=workload,
    )
