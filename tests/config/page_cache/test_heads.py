"""The head is known at once after every commit, and nobody pretends when it is not known."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import psycopg
import pytest
from django.db import connection, transaction

from portal.config.page_cache.heads import PostgresqlHeads, SqliteHeads
from portal.core.canonical import sha256_hex
from portal.ledger.append import ActDraft, Prepared, append
from portal.ledger.waking import generation, wake
from tests.factories import REGISTRAR, change, note, publish_note
from tests.waiting import wait_for


class TestSqlite:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "db.sqlite3"
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("CREATE TABLE ledger_entry (seq INTEGER PRIMARY KEY)")
            database.execute("CREATE TABLE other (value INTEGER)")
        return path

    @pytest.fixture
    def heads(self, file: Path) -> SqliteHeads:
        return SqliteHeads(f"{file.as_uri()}?mode=rw")

    def _write(self, file: Path, sql: str) -> None:
        with closing(sqlite3.connect(file)) as database:
            database.execute(sql)
            database.commit()

    def test_it_moves_with_every_entry(self, file: Path, heads: SqliteHeads) -> None:
        before = heads.current()
        self._write(file, "INSERT INTO ledger_entry VALUES (1)")
        first = heads.current()
        self._write(file, "INSERT INTO ledger_entry VALUES (2)")
        assert len({before, first, heads.current()}) == 3

    def test_it_stands_still_when_something_else_is_written(
        self, file: Path, heads: SqliteHeads
    ) -> None:
        before = heads.current()
        self._write(file, "INSERT INTO other VALUES (1)")
        assert heads.current() == before

    def test_what_is_not_committed_is_not_seen(self, file: Path, heads: SqliteHeads) -> None:
        before = heads.current()
        with sqlite3.connect(file) as database:
            database.execute("INSERT INTO ledger_entry VALUES (1)")
            assert heads.current() == before
        assert heads.current() != before

    @pytest.mark.django_db
    def test_others_are_asked_now_and_then_and_our_own_commits_at_once(self, file: Path) -> None:
        heads = SqliteHeads(f"{file.as_uri()}?mode=rw", ask_every=3_600)
        before = heads.current()
        self._write(file, "INSERT INTO ledger_entry VALUES (1)")
        assert heads.current() == before
        wake()
        assert heads.current() == (1, generation())

    def test_it_is_not_known_where_there_is_no_database(self, tmp_path: Path) -> None:
        assert SqliteHeads(f"{(tmp_path / 'none').as_uri()}?mode=rw").current() is None

    def test_it_is_known_once_the_database_is_there(self, file: Path, tmp_path: Path) -> None:
        late = tmp_path / "late.sqlite3"
        heads = SqliteHeads(f"{late.as_uri()}?mode=rw")
        assert heads.current() is None
        copyfile(file, late)
        assert heads.current() is not None

    def test_a_forked_process_opens_its_own(self, file: Path, heads: SqliteHeads) -> None:
        heads.current()
        child = os.fork()
        if child == 0:
            self._write(file, "INSERT INTO ledger_entry VALUES (7)")
            head = heads.current()
            os._exit(head[0] if isinstance(head, tuple) else 0)
        _pid, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 7


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
class TestPostgresql:
    @pytest.fixture(autouse=True)
    def only_there(self) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("another database is configured")

    @pytest.fixture
    def heads(self) -> Iterator[PostgresqlHeads]:
        heads = PostgresqlHeads()
        wait_for(lambda: heads.current() is not None)
        yield heads
        heads.stop()
        wait_for(lambda: not self._listeners())

    def _listeners(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
            return [pid for (pid,) in cursor.fetchall()]

    def _cut(self) -> None:
        """The server ends the listening connection, as in a restart."""
        parameters = connection.get_connection_params()
        with psycopg.connect(**parameters, autocommit=True) as admin:
            for pid in self._listeners():
                admin.execute("SELECT pg_terminate_backend(%s)", [pid])

    def test_it_moves_with_every_entry(self, heads: PostgresqlHeads) -> None:
        before = heads.current()
        publish_note()
        assert heads.current() != before

    def test_it_moves_though_nobody_tells(self, heads: PostgresqlHeads) -> None:
        """The process that published died before its NOTIFY."""
        before = heads.current()
        content = note()
        canonical = content.canonical()
        with transaction.atomic():
            append(
                ActDraft(REGISTRAR, "silent", "", "", []),
                [Prepared(change(content), canonical.decode(), sha256_hex(canonical))],
            )
        wait_for(lambda: heads.current() != before)

    def test_it_is_known_again_after_the_connection_is_lost(self, heads: PostgresqlHeads) -> None:
        [lost] = self._listeners()
        self._cut()
        wait_for(lambda: self._listeners() not in ([], [lost]))
        wait_for(lambda: heads.current() is not None)

    def test_it_is_not_known_when_it_was_not_read_for_a_second(
        self, heads: PostgresqlHeads
    ) -> None:
        """A database that hangs raises nothing; the thread that reads may have died."""
        heads.stop()
        wait_for(lambda: heads.current() is None)
