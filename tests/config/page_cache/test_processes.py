"""Real servers, and a publisher in a process of its own (CONTRACT, Times)."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import pytest
from django.db import connection

from bench.copies import ROOT, Copy
from bench.servers import PORTAL, serving

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WITHIN = 1.0
"""Seconds after a commit in which other processes may still show what was (CONTRACT)."""


@dataclass(frozen=True)
class Publisher:
    process: "subprocess.Popen[str]"

    def __call__(self, word: str) -> str:
        """What it answers when that is committed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(word, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip()


@pytest.fixture
def city(tmp_path: Path, migrated_template: Path) -> Copy:
    """A copy on the test's PostgreSQL database, or on a migrated SQLite file of its own."""
    if connection.vendor == "sqlite":
        copyfile(migrated_template, tmp_path / "db.sqlite3")
        address = f"sqlite:///{tmp_path}/db.sqlite3"
    else:
        at = connection.settings_dict
        login = f"{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}"
        address = f"postgresql://{login}/{at['NAME']}"
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": address,
        "DEMO": "1",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "portal.config.settings_test",
    }
    return Copy(connection.vendor, tmp_path, environment)


@contextmanager
def _publisher(city: Copy) -> Iterator[Publisher]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.config.page_cache.publisher"],
        cwd=ROOT,
        env=dict(city.environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Publisher(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def _status(port: int, path: str) -> int:
    """On a connection of its own, so that it meets now one worker and now the other."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asking.request("GET", path)
        return asking.getresponse().status
    finally:
        asking.close()


@pytest.mark.parametrize("server", ["uvicorn", "gunicorn"])
def test_a_withdrawal_by_another_process_is_honoured_within_its_second(
    city: Copy, server: str
) -> None:
    with serving(server, PORTAL[server], city) as port, _publisher(city) as publisher:
        path = publisher("publish")
        assert {_status(port, path) for _ in range(20)} == {200}
        assert publisher("withdraw") == "withdrawn"
        _expect_gone(port, path, time.monotonic() + WITHIN)


@pytest.mark.parametrize("server", ["uvicorn", "gunicorn"])
def test_what_was_not_there_is_found_once_another_process_publishes(
    city: Copy, server: str
) -> None:
    with serving(server, PORTAL[server], city) as port, _publisher(city) as publisher:
        assert _status(port, "/arenden/1451-14/") == 404
        assert publisher("publish") == "/arenden/1451-14/"
        assert {_status(port, "/arenden/1451-14/") for _ in range(20)} == {200}


def _expect_gone(port: int, path: str, deadline: float) -> None:
    """Whoever asks after the deadline, of either worker, is told that it is gone."""
    while time.monotonic() < deadline:
        assert _status(port, path) in {200, 410}
    assert {_status(port, path) for _ in range(30)} == {410}
