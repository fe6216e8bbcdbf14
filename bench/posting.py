"""Presses on a button by many people, in a process of its own.

    python -m bench.posting PORT PATH SECONDS CLIENTS STATUS [--follow STREAM_PATH] < LOGINS

LOGINS is one JSON object: `csrf`, and `sessions` by login. Each client takes the next login,
posts its form with the session's cookie and the CSRF token over a connection that is kept open,
and goes on with the one after. Prints one JSON object. With `--follow` it also reads a stream of
counts, and tells how old each vote was when a count that has it was there to be seen.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

FORM = "application/x-www-form-urlencoded"
WAIT_FOR_COUNT = 10.0


@dataclass
class Posted:
    """What came back. `ages` are seconds from an answer to the count that has its vote."""

    requests: int = 0
    errors: int = 0
    error: str = ""
    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    ages: list[float] = field(default_factory=list)

    def told(self) -> str:
        found = asdict(self) | {"took": None, "ages": None}
        found["p50"], found["p99"] = (_quantile(self.took, share) for share in (0.5, 0.99))
        found["late_p99"], found["late_max"] = (_quantile(self.ages, s) for s in (0.99, 1.0))
        found["counted"] = len(self.ages)
        return json.dumps(found)


class Counts:
    """A reader of the stream: when each count was there to be seen."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, int]] = []

    async def follow(self, port: int, path: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        rest = b""
        while data := await reader.read(65536):
            now = time.perf_counter()
            *events, rest = (rest + data).split(b"\n\n")
            self.seen += [(now, total) for event in events for total in _totals(event)]

    def ages(self, answered: list[float], before: int) -> list[float]:
        """The n-th answer is counted when a count shows n more than before."""
        ages, at = [], 0
        for number, moment in enumerate(sorted(answered), before + 1):
            while at < len(self.seen) and self.seen[at][1] < number:
                at += 1
            if at == len(self.seen):
                break
            ages.append(max(0.0, self.seen[at][0] - moment))
        return ages


def _totals(event: bytes) -> Iterator[int]:
    """The count in an event; what keeps the connection alive has none."""
    told = json.loads(event.partition(b"data: ")[2] or b"{}")
    if "count" in told.get("d", {}):
        yield told["d"]["count"]["total"]


def _quantile(values: list[float], share: float) -> float | None:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else None


async def _press(asked: argparse.Namespace, csrf: str, sessions: list[str]) -> Posted:
    posted, counts, answered = Posted(), Counts(), list[float]()
    watching = (
        asyncio.ensure_future(counts.follow(asked.follow_port, asked.follow))
        if asked.follow
        else None
    )
    await asyncio.sleep(0.5 if watching else 0)
    logins, began = iter(sessions), time.perf_counter()
    clients = (
        _client(asked, csrf, logins, began + asked.seconds, posted, answered)
        for _ in range(asked.clients)
    )
    await asyncio.gather(*clients)
    posted.seconds = time.perf_counter() - began
    if watching:
        await _until_counted(counts, asked.before + len(answered))
        watching.cancel()
        posted.ages = counts.ages(answered, asked.before)
    return posted


async def _until_counted(counts: Counts, total: int) -> None:
    deadline = time.perf_counter() + WAIT_FOR_COUNT
    while time.perf_counter() < deadline and (not counts.seen or counts.seen[-1][1] < total):
        await asyncio.sleep(0.05)


async def _client(
    asked: argparse.Namespace,
    csrf: str,
    logins: Iterator[str],
    until: float,
    posted: Posted,
    answered: list[float],
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", asked.port)
    try:
        while (began := time.perf_counter()) < until and not posted.errors:
            session = next(logins, "")
            if not session:
                return
            writer.write(_request(asked, csrf, session))
            status = await _answer(reader)
            done = time.perf_counter()
            posted.requests += 1
            posted.took.append(done - began)
            if status == asked.status:
                answered.append(done)
            else:
                posted.errors, posted.error = posted.errors + 1, f"status {status}"
    except (OSError, asyncio.IncompleteReadError) as error:
        posted.errors, posted.error = posted.errors + 1, repr(error)
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    at = head.index(b"content-length:") + len(b"content-length:")
    await reader.readexactly(int(head[at : head.index(b"\r\n", at)]))
    return int(head[9:12])


def _request(asked: argparse.Namespace, csrf: str, session: str) -> bytes:
    body = f"csrfmiddlewaretoken={csrf}"
    lines = [
        f"POST {asked.path} HTTP/1.1",
        f"Host: 127.0.0.1:{asked.port}",
        f"Cookie: sessionid={session}; csrftoken={csrf}",
        f"Content-Type: {FORM}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", body]).encode()


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.posting")
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    parser.add_argument("seconds", type=float)
    parser.add_argument("clients", type=int)
    parser.add_argument("status", type=int)
    parser.add_argument("--follow", default="")
    parser.add_argument("--follow-port", type=int, default=0)
    parser.add_argument("--before", type=int, default=0)
    asked, given = parser.parse_args(words), json.load(sys.stdin)
    print(asyncio.run(_press(asked, given["csrf"], given["sessions"])).told())


if __name__ == "__main__":
    main(sys.argv[1:])
