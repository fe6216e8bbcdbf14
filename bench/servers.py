"""Web servers for the time of a measurement, on ports of their own."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bench.copies import ROOT, Copy
from deploy.services.server import free_port

START_SECONDS = 60
SERVERS: Mapping[str, str] = {
    "uvicorn": "one uvicorn, as make run starts it",
    "gunicorn": "gunicorn, 2 workers of 4 threads",
}
AS_STARTED: Mapping[str, Mapping[str, str]] = {
    "uvicorn": {"RELAY_IN_PROCESS": "1"},
    "gunicorn": {},
}
BARE = {"uvicorn": "bench.bare:asgi", "gunicorn": "bench.bare:wsgi"}
PORTAL = {"uvicorn": "portal.config.asgi:application", "gunicorn": "portal.config.wsgi:application"}


class NoServer(RuntimeError):
    """The server ended before it answered."""


@contextmanager
def serving(server: str, application: str, copy: Copy, **more: str) -> Iterator[int]:
    """Yields the port on which the application answers; the server ends with the block."""
    with serving_process(server, application, copy, **more) as (port, _process):
        yield port


@contextmanager
def serving_process(
    server: str, application: str, copy: Copy, **more: str
) -> Iterator[tuple[int, int]]:
    """The same with the number of the server's process."""
    port = free_port()
    process = subprocess.Popen(
        ["setpriv", "--pdeathsig", "TERM", sys.executable, *_command(server, application, port)],
        cwd=ROOT,
        env={**copy.environment, **AS_STARTED[server], **more},
        start_new_session=True,
    )
    try:
        _wait(process, port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(server: str, application: str, port: int) -> list[str]:
    if server == "uvicorn":
        where = ["--host", "127.0.0.1", "--port", str(port)]
        return ["-m", "uvicorn", application, *where, "--log-level", "warning"]
    options = ["--workers", "2", "--threads", "4", "--log-level", "warning"]
    # Keep-alive for as long as an idle connection waits its turn between two rounds.
    return [
        "-m",
        "gunicorn",
        application,
        "-b",
        f"127.0.0.1:{port}",
        "--keep-alive",
        "60",
        *options,
    ]


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise NoServer(f"no answer on port {port}")
