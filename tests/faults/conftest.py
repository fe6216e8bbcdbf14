"""A database that other processes can reach, and a way to run them."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
Run = Callable[..., list[Any]]


@pytest.fixture
def environment(transactional_db: None, files_dir: Path, tmp_path: Path) -> dict[str, str]:
    """What another process needs to work on this test's database and files."""
    return {
        **os.environ,
        "DATABASE_URL": database_address(tmp_path),
        "FILES_DIR": str(files_dir),
        "DEMO": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }


@pytest.fixture
def run(environment: Mapping[str, str]) -> Run:
    """Run Python with these words; the JSON objects that it printed, one a line."""

    def run(*words: object, codes: tuple[int, ...] = (0,)) -> list[Any]:
        command = [sys.executable, *map(str, words)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode in codes, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def database_address(directory: Path) -> str:
    """The run's own PostgreSQL, or a copy of its SQLite, which lies in memory."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(directory / "db.sqlite3")) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{directory / 'db.sqlite3'}"
    at = connection.settings_dict
    who = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}@" if at["PASSWORD"] else f"{at['USER']}@"
    return f"postgresql://{who}/{at['NAME']}?host={quote(at['HOST'])}&port={at['PORT']}"
