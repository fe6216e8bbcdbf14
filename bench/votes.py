"""Votes over HTTP: 32 press at once on a proposal that has 50 000 votes and 500 watching."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

from bench.copies import DATABASES, ROOT, Copy, own_copy
from bench.crowds import HUB, possible, viewers_of
from bench.lines import Line, middle, share
from bench.load import LoadFailed
from bench.servers import PORTAL, SERVERS, serving

LIVE = {"STREAM_READERS": "50000", "STREAM_READERS_PER_ADDRESS": "50000"}
EMPTY, EMPTY_OF_LOGIN = "/tom-sida/", "/tom-sida/inloggad/"
LEAST_SHARE, MOST_MS, MOST_LATE = 0.6, 500, 1.0
LEAST: Mapping[str, int] = {"postgresql": 200, "sqlite": 100}
CLIENTS = 32
FRAMES = 120
"""More counts than any run takes: the readers are told up to this number at its end."""


@dataclass(frozen=True)
class Size:
    before: int
    readers: int
    voters: int
    rounds: int
    seconds: float
    inserts: int


FULL = Size(before=50_000, readers=500, voters=10_000, rounds=3, seconds=3, inserts=300)
QUICK = Size(before=2_000, readers=50, voters=3_000, rounds=1, seconds=2, inserts=50)


@dataclass
class Told:
    """What the rounds of one server told."""

    empty: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)


def run(*, quick: bool) -> Iterator[Line]:
    """Both databases, each with gunicorn beside a hub, and with one uvicorn that does it all."""
    size = QUICK if quick else FULL
    for database in DATABASES:
        with own_copy(database) as copy:
            yield from _measured(copy, size)


def _measured(copy: Copy, size: Size) -> Iterator[Line]:
    readers = possible(size.readers)
    needed = size.before + CLIENTS
    proposal = _voting(copy, "fill", size.before, size.voters, needed)
    last = proposal["seq"] + FRAMES
    with serving("uvicorn", HUB, copy, **LIVE) as hub:
        words = [str(hub), proposal["events"], str(readers), str(last)]
        with viewers_of([*words, "--from", str(proposal["seq"]), "--by-time"]) as viewers:
            viewers.stdout.readline()  # type: ignore[union-attr]  # a pipe, as asked
            press = Press(proposal, hub, size)
            with serving("gunicorn", PORTAL["gunicorn"], copy) as port:
                yield from _of_server("gunicorn", copy, press.rounds(port, size.rounds), readers)
                press.again(port)
            yield from _of_server("uvicorn", copy, press.rounds(hub, 1), readers)
            there = _voting(copy, "found", proposal["number"], last)
            seen = json.loads(viewers.stdout.readline())  # type: ignore[union-attr]
    yield from _nothing_wrong(copy, press, size, there, seen)
    yield _insert_alone(copy, size)


class Press:
    """People who press, each once; the next round goes on with those who have not."""

    def __init__(self, proposal: dict[str, Any], hub: int, size: Size) -> None:
        self.proposal, self.hub, self.size = proposal, hub, size
        self.given = 0

    def rounds(self, port: int, count: int) -> Told:
        """By turns: a POST that does nothing, one that knows the login, and a vote."""
        told, seconds = Told(), self.size.seconds
        self._empty(port, EMPTY_OF_LOGIN, 1.0)
        for _round in range(count):
            told.bare.append(self._empty(port, EMPTY, seconds / 2))
            told.empty.append(self._empty(port, EMPTY_OF_LOGIN, seconds))
            votes = self._votes(port, seconds)
            told.votes.append(votes["requests"] / votes["seconds"])
            told.p99.append(1000 * votes["p99"])
            told.late.append(votes["late_max"] if votes["counted"] == votes["requests"] else 99.0)
        return told

    def again(self, port: int) -> None:
        """Those who have voted press once more, and are answered as before."""
        path = f"/forslag/{self.proposal['number']}/rosta/"
        voted = self.proposal["sessions"][: min(self.given, 200)]
        self._post(port, path, 60, 302, voted)

    def _empty(self, port: int, path: str, seconds: float) -> float:
        people = list(islice(cycle(self.proposal["sessions"]), 20_000))
        told = self._post(port, path, seconds, 200, people)
        return float(told["requests"] / told["seconds"])

    def _votes(self, port: int, seconds: float) -> dict[str, Any]:
        path = f"/forslag/{self.proposal['number']}/rosta/"
        people = self.proposal["sessions"][self.given :]
        before = str(self.size.before + self.given)
        follow = ["--follow", self.proposal["events"], "--follow-port", str(self.hub)]
        told = self._post(port, path, seconds, 302, people, *follow, "--before", before)
        self.given += told["requests"]
        return told

    def _post(
        self, port: int, path: str, seconds: float, status: int, people: Sequence[str], *more: str
    ) -> dict[str, Any]:
        words = [str(port), path, str(seconds), str(CLIENTS), str(status), *more]
        done = subprocess.run(
            [sys.executable, "-m", "bench.posting", *words],
            cwd=ROOT,
            input=json.dumps({"csrf": self.proposal["csrf"], "sessions": people}),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        told: dict[str, Any] = json.loads(done.stdout)
        if told["errors"] or not told["requests"]:
            raise LoadFailed(f"{path}: {told['error'] or 'no answer'}")
        return told


def _of_server(server: str, copy: Copy, told: Told, readers: int) -> Iterator[Line]:
    votes, empty = middle(told.votes), middle(told.empty)
    ratio, least = share(votes, empty), LEAST[copy.database]
    is_city = server == "gunicorn"
    workload = (
        f"{CLIENTS} clients, {readers} watching; a POST that asks for no login: "
        f"{middle(told.bare):.0f}/s"
    )
    common: dict[str, Any] = {"bench": "votes", "server": _server(server), "workload": workload}
    yield Line(
        case=f"votes against an empty POST of the same logins, {copy.database}",
        value=votes,
        unit="votes/s",
        raw=empty,
        ratio=ratio,
        target=f"ratio ≥ {LEAST_SHARE}",
        ok=ratio >= LEAST_SHARE,
        **common,
    )
    yield Line(
        case=f"votes a second, {copy.database}",
        value=votes,
        unit="votes/s",
        target=f"≥ {least}" if is_city else "",
        ok=votes >= least if is_city else None,
        **common,
    )
    yield Line(
        case=f"answer to a vote, p99, {copy.database}",
        value=round(max(told.p99), 1),
        unit="ms",
        target=f"< {MOST_MS} ms",
        ok=max(told.p99) < MOST_MS,
        **common,
    )
    yield Line(
        case=f"shown count behind the answers, most, {copy.database}",
        value=round(max(told.late), 2),
        unit="s",
        target=f"≤ {MOST_LATE} s",
        ok=max(told.late) <= MOST_LATE,
        **common,
    )


def _server(server: str) -> str:
    if server == "uvicorn":
        return "one uvicorn"
    return f"{SERVERS[server]}, one uvicorn for the count"


def _nothing_wrong(
    copy: Copy, press: Press, size: Size, there: dict[str, Any], seen: dict[str, Any]
) -> Iterator[Line]:
    more = there["votes"] - size.before
    wrong = {
        "lost votes": max(0, press.given - more),
        "doubled votes": max(0, more - press.given),
        "count that is shown at the end, off by": abs(there["shown"] - there["votes"]),
        "events of the threshold, off by": abs(there["reached"] - 1),
        "readers who missed or got anything twice": seen["count"]
        - seen["complete"]
        + seen["lost"]
        + seen["doubled"],
    }
    for case, value in wrong.items():
        yield Line(
            bench="votes",
            case=f"{case}, {copy.database}",
            value=value,
            unit="",
            target="0",
            ok=value == 0,
            workload=f"{press.given} voters, 200 of them twice, on {size.before} votes",
        )


def _insert_alone(copy: Copy, size: Size) -> Line:
    told = _voting(copy, "insert", size.inserts)
    return Line(
        bench="votes",
        case=f"the insert alone, one connection, {copy.database}",
        value=round(told["ours"], 1),
        unit="rows/s",
        raw=round(told["raw"], 1),
        ratio=share(told["ours"], told["raw"]),
        workload=f"{size.inserts} rows by turns, each its own commit; raw is the bare driver",
    )


def _voting(copy: Copy, *words: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(copy.run("-m", "bench.voting", *map(str, words)))
    return found
