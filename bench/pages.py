"""Pages for anonymous readers: made anew, from the cache, and in a city of 1 000 meetings."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from bench.acting import Acting, acting
from bench.copies import DATABASES, Copy, own_copy
from bench.lines import Line, middle, share
from bench.load import load, once
from bench.servers import BARE, PORTAL, SERVERS, serving

COMPARED = (
    ("anew", "made anew, acts elsewhere", "empty", "an empty Django view", 0.35),
    ("cached", "from the cache", "bare", "a bare reply of its size", 0.60),
)
"""What is measured, its name, its ceiling, the ceiling's name, and the least share of it."""

SLOWER = 1.5
ONE_READER = "one uvicorn, as make run starts it, one reader"

PAGES = ("meeting page", "case page", "diary list")
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
    acts: int

    @property
    def workload(self) -> str:
        return f"{self.items} items, {self.papers} papers"


FULL = Size(items=60, papers=180, small=20, large=1_000, rounds=3, seconds=2.0, acts=15)
QUICK = Size(items=20, papers=60, small=5, large=40, rounds=3, seconds=0.5, acts=5)


def run(*, quick: bool) -> Iterator[Line]:
    """Quick: 20 items and 60 papers, 40 meetings instead of 1 000, shorter rounds."""
    size = QUICK if quick else FULL
    for database in DATABASES:
        with own_copy(database) as copy, acting(copy) as act:
            places = _fill(copy, size, size.small)
            for server in SERVERS:
                yield from _against_ceilings(server, copy, places, size, act)
            yield from _at_first(copy, places, size)
            yield from _at_scale(copy, places, size, act)


def _fill(copy: Copy, size: Size, meetings: int) -> dict[str, str]:
    numbers = (meetings, size.items, size.papers)
    filled: dict[str, str] = json.loads(copy.run("-m", "bench.filling", *map(str, numbers)))
    return filled


def _against_ceilings(
    server: str, copy: Copy, places: Mapping[str, str], size: Size, act: Acting
) -> Iterator[Line]:
    with serving(server, PORTAL[server], copy) as port:
        for page in PAGES:
            weight = load(port, places[page], seconds=0.2, headers=(NOT_CACHED,)).bytes
            with serving(server, BARE[server], copy, BARE_BYTES=str(weight)) as bare:
                found = rounds(port, bare, places[page], size, act, places["elsewhere"])
            yield from _compared(server, copy.database, page, size, found)


def rounds(
    port: int, bare: int, path: str, size: Size, act: Acting, elsewhere: str
) -> dict[str, float]:
    """Medians of rounds by turns, in answers a second, after one of each to warm up.

    Django's two are measured while acts go on elsewhere in the city.
    """
    asked = {
        "empty": (port, EMPTY, (NOT_CACHED,)),
        "anew": (port, path, (NOT_CACHED,)),
        "bare": (bare, path, ()),
        "cached": (port, path, ()),
    }
    found: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(size.rounds + 1):
        for name, (at, where, headers) in asked.items():
            ask = partial(load, at, where, seconds=size.seconds if turn else 0.3, headers=headers)
            if name in {"empty", "anew"}:
                with act.again_and_again(elsewhere):
                    answers = ask().per_second
            else:
                answers = ask().per_second
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


def _at_first(copy: Copy, places: Mapping[str, str], size: Size) -> Iterator[Line]:
    """The first time in a new process, of which nothing can be remembered."""
    times: dict[str, list[float]] = {page: [] for page in (*PAGES, EMPTY)}
    for _ in range(size.rounds):
        with serving("uvicorn", PORTAL["uvicorn"], copy) as port:
            once(port, EMPTY, NOT_CACHED)
            times[EMPTY].append(once(port, EMPTY, NOT_CACHED))
            for page in PAGES:
                times[page].append(once(port, places[page], NOT_CACHED))
    yield from _milliseconds("for the first time", copy, times, size)


def _at_scale(copy: Copy, places: Mapping[str, str], size: Size, act: Acting) -> Iterator[Line]:
    """The time of a page that has just changed, in the small city and then in the large one."""
    before = _times(copy, places, size, act)
    yield from _milliseconds("after an act on it", copy, before, size)
    _fill(copy, size, size.large)
    after = _times(copy, places, size, act)
    for page in PAGES:
        value, raw = middle(after[page]), middle(before[page])
        # The load took minutes: the empty view tells how fast the machine was then and is now.
        ratio = share(value / middle(after[EMPTY]), raw / middle(before[EMPTY]))
        yield Line(
            bench="pages",
            case=f"{page} at {size.large} meetings, {copy.database}",
            value=value,
            unit="ms",
            raw=raw,
            ratio=ratio,
            target=f"≤ {SLOWER} × its time at {size.small} meetings",
            ok=ratio <= SLOWER,
            server=ONE_READER,
            workload=size.workload,
        )


def _times(
    copy: Copy, places: Mapping[str, str], size: Size, act: Acting
) -> dict[str, list[float]]:
    """Milliseconds of each page, each time after a correction that it shows."""
    found: dict[str, list[float]] = {page: [] for page in (*PAGES, EMPTY)}
    with serving("uvicorn", PORTAL["uvicorn"], copy) as port:
        for turn in range(size.acts + 2):
            for page in PAGES:
                act.correct(places[f"{page}, corrected"])
                times = (once(port, places[page], NOT_CACHED), once(port, EMPTY, NOT_CACHED))
                if turn > 1:
                    found[page].append(times[0])
                    found[EMPTY].append(times[1])
    return found


def _milliseconds(
    way: str, copy: Copy, times: Mapping[str, list[float]], size: Size
) -> Iterator[Line]:
    """Beside an empty view asked in the same way; nothing is promised."""
    raw = middle(times[EMPTY])
    for page in PAGES:
        value = middle(times[page])
        yield Line(
            bench="pages",
            case=f"{page} made anew {way}, {copy.database}",
            value=value,
            unit="ms",
            raw=raw,
            ratio=share(raw, value),
            server=ONE_READER,
            workload=size.workload,
        )
