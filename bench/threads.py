"""Threads: a page of 10 000 comments, and 50 comments a second to 2 000 who read live."""

import http.client
import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

from bench.copies import Copy, own_copy
from bench.crowds import HUB, possible, viewers_of
from bench.lines import Line, share
from bench.servers import serving

MOST_TIMES = 1.2
MOST_SECONDS = 2.0
LIVE = {"STREAM_READERS": "50000", "STREAM_READERS_PER_ADDRESS": "50000"}
STEPS = (60, 75, 100, 150, 200, 300)


def run(*, quick: bool) -> Iterator[Line]:
    """Pages by turns of the short and the long thread; then readers who follow one that grows."""
    with own_copy("sqlite") as copy:
        yield from _pages(copy, 1_000 if quick else 10_000, 5 if quick else 60)
        readers, seconds = possible(200 if quick else 2_000), 4 if quick else 20
        yield from _live(copy, readers, seconds, quick=quick)


def _pages(copy: Copy, many: int, rounds: int) -> Iterator[Line]:
    few = 100
    short, long = (json.loads(_commenting(copy, "fill", str(n))) for n in (few, many))
    with serving("uvicorn", HUB, copy) as port:
        pairs = [
            (_seconds(port, short["path"]), _seconds(port, long["path"]))
            for _round in range(rounds + 3)
        ][3:]
    first = statistics.median(one for one, _other in pairs)
    second = statistics.median(other for _one, other in pairs)
    workload = f"{many} comments against {few}, {rounds} rounds in turn"
    yield Line(
        bench="threads",
        case="first page of a long thread",
        value=round(1000 * second, 2),
        unit="ms",
        raw=round(1000 * first, 2),
        ratio=share(second, first),
        target=f"ratio ≤ {MOST_TIMES}",
        ok=second <= MOST_TIMES * first,
        server="one uvicorn",
        workload=workload,
    )
    yield Line(
        bench="threads",
        case="queries of the first page",
        value=long["queries"],
        unit="queries",
        raw=short["queries"],
        ratio=share(long["queries"], short["queries"]),
        target="as many",
        ok=long["queries"] == short["queries"],
        workload=workload,
    )


def _seconds(port: int, path: str) -> float:
    """One page, made for this reader: no cache keeps it."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", path)
        began = time.perf_counter()
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return time.perf_counter() - began
    finally:
        connection.close()


def _live(copy: Copy, readers: int, seconds: int, *, quick: bool) -> Iterator[Line]:
    common = f"{readers} readers, comments through the service in a process of its own"
    with serving("uvicorn", HUB, copy, **LIVE) as port:
        seen, wrote = _crowd(copy, port, readers, rate=50, seconds=seconds)
        yield from _promised(seen, wrote, readers, f"{common}, 50 a second, {seconds} s")
        held = _held(seen, readers, wrote)
        for rate in STEPS[:1] if quick else STEPS:
            seen, wrote = _crowd(copy, port, readers, rate=rate, seconds=4 if quick else 8)
            this = _held(seen, readers, wrote)
            held = max(held, this)
            if this[0] < 0.95 * rate:
                break  # the writer has no more to give, or the readers were too late
    yield Line(
        bench="threads",
        case="highest rate that holds",
        value=held[0],
        unit="comments/s",
        target=f"p99 < {MOST_SECONDS} s, none lost",
        server="one uvicorn",
        workload=f"{common}; p99 there {held[1]:.2f} s",
    )


def _held(seen: dict[str, Any], readers: int, wrote: dict[str, Any]) -> tuple[float, float]:
    """The rate and the age at it; nothing where comments were lost or came too late."""
    if seen["p99"] is None or seen["p99"] >= MOST_SECONDS or _missed(seen, readers, wrote):
        return 0.0, 0.0
    return round(wrote["count"] / wrote["seconds"], 1), seen["p99"]


def _promised(
    seen: dict[str, Any], wrote: dict[str, Any], readers: int, workload: str
) -> Iterator[Line]:
    rate, missed = wrote["count"] / wrote["seconds"], _missed(seen, readers, wrote)
    yield Line(
        bench="threads",
        case="comments written",
        value=round(rate, 1),
        unit="comments/s",
        target="≥ 49",
        ok=rate >= 49,
        server="one uvicorn",
        workload=workload,
    )
    yield Line(
        bench="threads",
        case="age of a comment when it is read, p99",
        value=round(seen["p99"], 3),
        unit="s",
        target=f"< {MOST_SECONDS} s",
        ok=seen["p99"] < MOST_SECONDS,
        server="one uvicorn",
        workload=workload,
    )
    yield Line(
        bench="threads",
        case="lost or doubled",
        value=missed,
        unit="deliveries",
        target="0",
        ok=missed == 0,
        server="one uvicorn",
        workload=workload,
    )


def _missed(seen: dict[str, Any], readers: int, wrote: dict[str, Any]) -> int:
    return int(abs(readers * wrote["count"] - seen["deliveries"]) + seen["lost"] + seen["doubled"])


def _crowd(
    copy: Copy, port: int, readers: int, *, rate: float, seconds: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A thread of its own: what its readers saw, and what its writer did."""
    begun, count = json.loads(_commenting(copy, "open")), int(rate * seconds)
    path = f"/api/v1/streams/{begun['stream']}/events?e={begun['epoch']}&s={begun['seq']}"
    last = begun["seq"] + count
    words = [str(port), path, str(readers), str(last), "--from", str(begun["seq"]), "--by-time"]
    with viewers_of(words) as viewers:
        viewers.stdout.readline()  # type: ignore[union-attr]  # a pipe, as asked
        wrote = json.loads(_commenting(copy, "write", str(begun["thread"]), str(count), str(rate)))
        seen = json.loads(viewers.stdout.readline())  # type: ignore[union-attr]
        return seen, wrote


def _commenting(copy: Copy, *words: str) -> str:
    return copy.run("-m", "bench.commenting", *words)
