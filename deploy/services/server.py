"""A server process that lives no longer than the run that started it."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 15
UNPRIVILEGED_USERS = ("postgres", "nobody")


class ServerFailed(RuntimeError):
    """A throw-away server did not start; the message holds the end of its log."""


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom a server runs as when we are root (PostgreSQL refuses root); None when we are not."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED_USERS if name in known)


def command_prefix() -> list[str]:
    """Drops root, and makes the kernel stop the server if this process is killed."""
    user = unprivileged_user()
    as_user = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
    return ["setpriv", *as_user, "--pdeathsig", "INT"]


@contextmanager
def scratch_directory(name: str) -> Iterator[Path]:
    """A directory of the server's user with a path short enough for a unix socket."""
    path = Path(tempfile.mkdtemp(prefix=f"radslag-{name}-", dir="/tmp"))
    user = unprivileged_user()
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def running(command: Sequence[str], *, log: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    """Runs the command until the block is left, however it is left."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command_prefix(), *command],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, log, is_ready)
        yield
    finally:
        _stop(process)


def _wait_until_ready(
    process: subprocess.Popen[bytes], log: Path, is_ready: Callable[[], bool]
) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServerFailed(log.read_text(errors="replace")[-2000:])
        time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """SIGINT is a clean stop for Redis and a fast one for PostgreSQL, which drops its clients."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
