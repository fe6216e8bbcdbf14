"""The load: a small HTTP/1.1 client over loopback, kept alive, in a process of its own.

    python -m bench.load PORT PATH SECONDS CONNECTIONS [HEADER …]

prints one JSON object: requests, errors, seconds, per_second and bytes of the last answer.
It reads no more of an answer than it must: the status and Content-Length.
"""

import asyncio
import json
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from http.client import HTTPConnection

from bench.copies import ROOT


@dataclass
class Load:
    """What came back. An error is any status but 200 and any broken connection."""

    requests: int = 0
    errors: int = 0
    seconds: float = 0.0
    bytes: int = 0
    error: str = ""

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0


class LoadFailed(RuntimeError):
    """Answers were wrong, so no figure means anything."""


def load(
    port: int, path: str, *, seconds: float, connections: int = 8, headers: tuple[str, ...] = ()
) -> Load:
    """Ask for a page as fast as it comes for so many seconds. Raises LoadFailed."""
    arguments = [str(port), path, str(seconds), str(connections), *headers]
    done = subprocess.run(
        [sys.executable, "-m", "bench.load", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        timeout=seconds + 60,
    )
    found = Load(**json.loads(done.stdout))
    if found.errors or not found.requests:
        raise LoadFailed(f"{path}: {found.errors} errors, {found.error or 'no answer'}")
    return found


def once(port: int, path: str, *headers: str) -> float:
    """Milliseconds of one answer, without the connecting. Raises LoadFailed."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.connect()
        began = time.perf_counter()
        connection.request("GET", path, headers=dict(each.split(": ", 1) for each in headers))
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise LoadFailed(f"{path}: status {answer.status}")
        return (time.perf_counter() - began) * 1_000


async def _load(port: int, request: bytes, seconds: float, connections: int) -> Load:
    total = Load()
    started = time.perf_counter()
    until = started + seconds
    await asyncio.gather(*(_reader(port, request, until, total) for _ in range(connections)))
    total.seconds = time.perf_counter() - started
    return total


async def _reader(port: int, request: bytes, until: float, total: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4 * 1024 * 1024)
    try:
        while time.perf_counter() < until and not total.errors:
            writer.write(request)
            status, body = await _answer(reader)
            total.requests += 1
            total.bytes = body
            if status != b"200":
                total.errors, total.error = total.errors + 1, f"status {status.decode()}"
    except (OSError, asyncio.IncompleteReadError) as error:
        total.errors, total.error = total.errors + 1, repr(error)
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, int]:
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    at = lower.index(b"content-length:") + len(b"content-length:")
    length = int(lower[at : lower.index(b"\r\n", at)])
    await reader.readexactly(length)
    return head[9:12], length


def _request(port: int, path: str, headers: list[str]) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def main(arguments: list[str]) -> None:
    port, path, seconds, connections, *headers = arguments
    request = _request(int(port), path, headers)
    total = asyncio.run(_load(int(port), request, float(seconds), int(connections)))
    print(json.dumps(asdict(total)))


if __name__ == "__main__":
    main(sys.argv[1:])
