"""Everyone is dropped at once and comes back: how long until all are complete again."""

from collections.abc import Iterator

from bench.copies import own_copy
from bench.crowds import HUB, crowd, possible
from bench.lines import Line

MOST_SECONDS = 20.0


def run(*, quick: bool) -> Iterator[Line]:
    """10 000 readers, one frame a second, dropped at the fifth; 500 when quick."""
    readers, frames = possible(500 if quick else 10_000), 10 if quick else 25
    with own_copy("sqlite") as copy:
        done = crowd(copy, HUB, readers=readers, frames=frames, rate=1, drop_at=5)
    seen = done.seen
    wrong = readers - seen["complete"] + seen["lost"] + seen["doubled"]
    workload = f"{readers} readers, {frames} frames, one a second, jitter 2 s"
    yield Line(
        bench="storm",
        case="all back",
        value=round(seen["back_seconds"], 1),
        unit="s",
        target=f"< {MOST_SECONDS} s",
        ok=0 < seen["back_seconds"] < MOST_SECONDS,
        server="one uvicorn",
        workload=workload,
    )
    yield Line(
        bench="storm",
        case="incomplete, with gaps or doubles",
        value=wrong,
        unit="readers and frames",
        target="0",
        ok=wrong == 0,
        server="one uvicorn",
        workload=workload,
    )
