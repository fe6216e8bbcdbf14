"""A SQLite connection waits for the next request, and is never handed on in disorder."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from portal.config.databases import database
from portal.config.sqlite import base

Connect = Callable[[], Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "db.sqlite3"


@pytest.fixture
def connect(
    file: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any
) -> Iterator[Connect]:
    """A connection of Django's as a new request has it."""
    monkeypatch.setattr(base, "idle", base.Idle())
    with django_db_blocker.unblock():
        yield lambda: ConnectionHandler({"default": database(f"sqlite:///{file}")})["default"]


def opened(wrapper: Any) -> sqlite3.Connection:
    """What is under Django's connection, which the request then closes."""
    wrapper.ensure_connection()
    under: sqlite3.Connection = wrapper.connection
    wrapper.close()
    return under


def test_the_next_request_has_the_same_one(connect: Connect) -> None:
    assert opened(connect()) is opened(connect())


def test_it_keeps_its_pragmas(connect: Connect) -> None:
    opened(connect())
    with connect().cursor() as cursor:
        for pragma, value in (("foreign_keys", 1), ("secure_delete", 1), ("journal_mode", "wal")):
            assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_two_at_once_have_two(connect: Connect) -> None:
    first, second = connect(), connect()
    first.ensure_connection()
    second.ensure_connection()
    assert first.connection is not second.connection


def test_one_in_a_transaction_is_closed(connect: Connect) -> None:
    wrapper = connect()
    wrapper.ensure_connection()
    under = wrapper.connection
    under.execute("BEGIN")
    wrapper.close()
    with pytest.raises(sqlite3.ProgrammingError):
        under.execute("SELECT 1")
    assert opened(connect()) is not under


def test_one_that_met_an_error_is_closed(connect: Connect) -> None:
    wrapper = connect()
    with pytest.raises(OperationalError), wrapper.cursor() as cursor:
        cursor.execute("SELECT nothing")
    under = wrapper.connection
    wrapper.close()
    assert opened(connect()) is not under


def test_a_file_put_in_its_place_is_opened_anew(connect: Connect, file: Path) -> None:
    before = opened(connect())
    file.rename(file.with_suffix(".old"))
    assert opened(connect()) is not before


def test_a_fork_opens_its_own(connect: Connect) -> None:
    before = opened(connect())
    child = os.fork()
    if child == 0:
        os._exit(opened(connect()) is before)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_not_more_wait_than_are_allowed(connect: Connect) -> None:
    held = [connect() for _ in range(base.MOST_IDLE + 2)]
    for each in held:
        each.ensure_connection()
    for each in held:
        each.close()
    assert len(base.idle._waiting) == base.MOST_IDLE
