"""A Redis server made for one run: nothing is saved, and it is gone afterwards."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.services.programs import find_redis
from deploy.services.server import ServerFailed, free_port, running, scratch_directory


@contextmanager
def throwaway_redis() -> Iterator[str]:
    """Yields the REDIS_URL of an empty server."""
    program = find_redis()
    if program is None:
        raise ServerFailed("redis-server is not installed.")
    port = free_port()
    with scratch_directory("redis") as directory:
        settings = {
            "port": str(port),
            "bind": "127.0.0.1",
            "unixsocket": str(directory / "redis.sock"),
            "dir": str(directory),
            "save": "",
            "appendonly": "no",
            "loglevel": "warning",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        with running(
            [str(program), *options],
            log=directory / "server.log",
            is_ready=lambda: _answers(port),
        ):
            yield f"redis://127.0.0.1:{port}/0"


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
