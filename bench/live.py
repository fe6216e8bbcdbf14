"""Following live: what a frame costs on its way to 10 000 readers, and how old it is then."""

from collections.abc import Iterator
from dataclasses import replace

from bench.copies import own_copy
from bench.crowds import HUB, RAW, Run, crowd, possible
from bench.lines import Line, share

MOST_SECONDS = 1.0
MOST_CPU = 1.5
MOST_KIB = 25.0
LEAST_SATURATED = 0.8
SATURATED_READERS = 1_000


def run(*, quick: bool) -> Iterator[Line]:
    """One frame a second; then as many as go. 500 readers and 5 frames when quick."""
    readers, frames = possible(500 if quick else 10_000), 5 if quick else 20
    with own_copy("sqlite") as copy:
        raw = crowd(copy, RAW, readers=readers, frames=frames, rate=1)
        hub = crowd(copy, HUB, readers=readers, frames=frames, rate=1)
        yield from _calm(raw, hub, readers, frames)
        few, many = min(readers, SATURATED_READERS), 100 if quick else 300
        raw = crowd(copy, RAW, readers=few, frames=many, rate=0)
        hub = crowd(copy, HUB, readers=few, frames=many, rate=0)
        yield _saturated(raw, hub, few, many)


def _calm(raw: Run, hub: Run, readers: int, frames: int) -> Iterator[Line]:
    common = Line(
        bench="live",
        case="",
        value=0,
        unit="",
        server="one uvicorn",
        workload=f"{readers} readers, {frames} frames, one a second",
    )
    p99, cpu = round(hub.seen["p99"], 3), round(hub.cpu_per_delivery, 1)
    raw_cpu, kib = round(raw.cpu_per_delivery, 1), round(hub.kib_per_reader, 1)
    lost = readers * frames - hub.seen["deliveries"] + hub.seen["doubled"]
    yield replace(
        common,
        case="age of a frame, p99",
        value=p99,
        unit="s",
        raw=round(raw.seen["p99"], 3),
        ratio=share(raw.seen["p99"], p99),
        target=f"< {MOST_SECONDS} s",
        ok=p99 < MOST_SECONDS,
    )
    yield replace(
        common, case="lost or doubled", value=lost, unit="deliveries", target="0", ok=lost == 0
    )
    yield replace(
        common,
        case="CPU of a delivery",
        value=cpu,
        unit="µs",
        raw=raw_cpu,
        ratio=share(cpu, raw_cpu),
        target=f"ratio ≤ {MOST_CPU}",
        ok=cpu <= MOST_CPU * raw_cpu,
    )
    yield replace(
        common,
        case="memory of a reader",
        value=kib,
        unit="KiB",
        raw=round(raw.kib_per_reader, 1),
        ratio=share(kib, raw.kib_per_reader),
        target=f"≤ {MOST_KIB} KiB",
        ok=kib <= MOST_KIB,
    )


def _saturated(raw: Run, hub: Run, readers: int, frames: int) -> Line:
    value, ceiling = round(hub.deliveries_per_second), round(raw.deliveries_per_second)
    return Line(
        bench="live",
        case="deliveries when saturated",
        value=value,
        unit="deliveries/s",
        raw=ceiling,
        ratio=share(value, ceiling),
        target=f"ratio ≥ {LEAST_SATURATED}",
        ok=value >= LEAST_SATURATED * ceiling,
        server="one uvicorn",
        workload=f"{readers} readers, {frames} frames as fast as they are told",
    )
