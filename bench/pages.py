"""Pages for anonymous readers: made anew, from the cache, and in a city of 1 000 meetings."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.copies import DATABASES, Copy, own_copy
from bench.lines import Line, middle, share
from bench.load import load
from bench.servers import BARE, PORTAL, SERVERS, serving

COMPARED = (
    ("anew", "made anew", "empty", "an empty Django view", 0.35),
    ("cached", "from the cache", "bare", "a bare reply of its size", 0.60),
)
"""What is measured, its name, its ceiling, the ceiling's name, and the least share of it."""

SLOWER = 1.5

EMPTY = "/tom-sida/"
NOT_CACHED = "Cookie: csrftoken=bench"
"""The page cache lets such a request through, and Django sees nobody in it."""


@dataclass(frozen=True)
class Size:
    items: int
    papers: int
    small: int
    large: int
    rounds: int
    seconds: float

    @property
    def workload(self) -> str:
        return f"{self.items} items, {self.papers} papers"


FULL = Size(items=60, papers=180, small=20, large=1_000, rounds=3, seconds=2.0)
QUICK = Size(items=20, papers=60, small=5, large=40, rounds=3, seconds=0.5)


def run(*, quick: bool) -> Iterator[Line]:
    """Quick: 20 items and 60 papers, 40 meetings instead of 1 000, shorter rounds."""
    size = QUICK if quick else FULL
    for database in DATABASES:
        with own_copy(database) as copy:
            pages = _fill(copy, size, size.small)
            for server in SERVERS:
                yield from _against_ceilings(server, copy, pages, size)
            yield from _at_scale(copy, pages, size)


def _fill(copy: Copy, size: Size, meetings: int) -> dict[str, str]:
    numbers = (meetings, size.items, size.papers)
    filled: dict[str, str] = json.loads(copy.run("-m", "bench.filling", *map(str, numbers)))
    return filled


def _against_ceilings(
    server: str, copy: Copy, pages: Mapping[str, str], size: Size
) -> Iterator[Line]:
    with serving(server, PORTAL[server], copy) as port:
        for name, path in pages.items():
            weight = load(port, path, seconds=0.2, headers=(NOT_CACHED,)).bytes
            with serving(server, BARE[server], copy, BARE_BYTES=str(weight)) as bare:
                found = _rounds(port, bare, path, size)
            yield from _compared(server, copy.database, name, size, found)


def _rounds(port: int, bare: int, path: str, size: Size) -> dict[str, float]:
    """Medians of rounds by turns, in answers a second, after one of each to warm up."""
    asked = {
        "empty": (port, EMPTY, (NOT_CACHED,)),
        "anew": (port, path, (NOT_CACHED,)),
        "bare": (bare, path, ()),
        "cached": (port, path, ()),
    }
    found: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(size.rounds + 1):
        for name, (at, where, headers) in asked.items():
            seconds = size.seconds if turn else 0.3
            answers = load(at, where, seconds=seconds, headers=headers).per_second
            found[name] += [answers] if turn else []
    return {name: middle(values) for name, values in found.items()}


def _compared(
    server: str, database: str, page: str, size: Size, found: Mapping[str, float]
) -> Iterator[Line]:
    for case, way, raw, against, least in COMPARED:
        ratio = share(found[case], found[raw])
        yield Line(
            bench="pages",
            case=f"{page} {way}, {database}",
            value=found[case],
            unit="pages/s",
            raw=found[raw],
            ratio=ratio,
            target=f"≥ {least:.0%} of {against}",
            ok=ratio >= least,
            server=SERVERS[server],
            workload=size.workload,
        )


def _at_scale(copy: Copy, pages: Mapping[str, str], size: Size) -> Iterator[Line]:
    """The time of a page made anew in the small city and then in the large one."""
    before = _times(copy, pages, size)
    _fill(copy, size, size.large)
    after = _times(copy, pages, size)
    for page in pages:
        ratio = share(after[page], before[page])
        yield Line(
            bench="pages",
            case=f"{page} at {size.large} meetings, {copy.database}",
            value=after[page],
            unit="ms",
            raw=before[page],
            ratio=ratio,
            target=f"≤ {SLOWER} × its time at {size.small} meetings",
            ok=ratio <= SLOWER,
            server=f"{SERVERS['uvicorn']}, one reader",
            workload=size.workload,
        )


def _times(copy: Copy, pages: Mapping[str, str], size: Size) -> dict[str, float]:
    """Milliseconds of each page for one reader at a time, by turns."""
    found: dict[str, list[float]] = {page: [] for page in pages}
    with serving("uvicorn", PORTAL["uvicorn"], copy) as port:
        for turn in range(size.rounds + 1):
            for page, path in pages.items():
                answers = load(
                    port, path, seconds=size.seconds, connections=1, headers=(NOT_CACHED,)
                )
                found[page] += [1_000 / answers.per_second] if turn else []
    return {page: middle(values) for page, values in found.items()}
