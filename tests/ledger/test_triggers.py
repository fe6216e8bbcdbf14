"""The database refuses what the ledger never does, whoever asks it."""

# ruff: noqa: S608 (the names of tables stand in this file)

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.ledger import triggers
from portal.ledger.models import Act, Content, Entry, FileUse, Record
from portal.ledger.states import Verb
from tests.append_only import lifted
from tests.factories import correct, erase, note, pdf, publish, publish_note, stored

pytestmark = pytest.mark.django_db
TABLES = ["ledger_act", "ledger_entry", "ledger_content", "ledger_fileuse"]


@pytest.fixture
def record() -> Record:
    """A record of two versions with a file, so that every table has rows."""
    content = note(files=[stored(pdf())])
    [record] = publish(content)
    correct(content)
    record.refresh_from_db()
    return record


def refused(sql: str, *values: str) -> None:
    """The statement fails by one of our triggers and nothing else."""
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_deleted(record: Record, table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("ledger_act", "reason"),
        ("ledger_entry", "reason"),
        ("ledger_content", "canonical"),
        ("ledger_fileuse", "name"),
    ],
)
def test_no_row_is_updated(record: Record, table: str, column: str) -> None:
    refused(f"UPDATE {table} SET {column} = %s", "ändrad")


@pytest.mark.postgresql
@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_truncated(record: Record, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_replaced(record: Record, table: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        cursor.execute("PRAGMA recursive_triggers=ON")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_upserted(record: Record, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
    key = {"ledger_entry": "seq", "ledger_content": "entry_id"}.get(table, "id")
    refused(
        f"INSERT INTO {table} SELECT * FROM {table} WHERE true "
        f"ON CONFLICT ({key}) DO UPDATE SET {columns[-1]} = excluded.{columns[-1]}"
    )


def copy_of_newest(**fields: object) -> Entry:
    entry = Entry.objects.order_by("-seq")[0]
    entry.seq, entry.version = entry.seq + 1, entry.version + 1
    for name, value in fields.items():
        setattr(entry, name, value)
    return entry


def insert(entry: Entry) -> None:
    with transaction.atomic():
        entry.save(force_insert=True)


def test_the_order_has_no_gap(record: Record) -> None:
    with pytest.raises(IntegrityError, match="seq is not"):
        insert(copy_of_newest(seq=4))
    with pytest.raises(IntegrityError, match="seq is not"):
        insert(copy_of_newest(seq=2))
    insert(copy_of_newest())


def test_a_version_follows_the_one_before(record: Record) -> None:
    with pytest.raises(IntegrityError, match="version is not"):
        insert(copy_of_newest(version=4))
    with pytest.raises(IntegrityError, match="version is not"):
        insert(copy_of_newest(version=2))


def test_time_does_not_run_backwards(record: Record) -> None:
    earlier = Entry.objects.get(seq=1).recorded_at.replace(year=2000)
    with pytest.raises(IntegrityError, match="recorded before"):
        insert(copy_of_newest(recorded_at=earlier))


def test_nothing_follows_an_erasure(record: Record) -> None:
    erase(record)
    with pytest.raises(IntegrityError, match="erased"):
        insert(copy_of_newest(verb=Verb.PUBLISHED))


def test_an_erased_entry_takes_the_contents_with_it(record: Record) -> None:
    other = publish_note()
    erase(record)
    assert [content.entry.record_id for content in Content.objects.all()] == [other.pk]


def test_contents_come_not_back_after_an_erasure(record: Record) -> None:
    content = Content.objects.get(entry=1)
    erase(record)
    with pytest.raises(IntegrityError, match="erased"), transaction.atomic():
        content.save(force_insert=True)


def test_a_tombstone_holds_no_content(record: Record) -> None:
    insert(copy_of_newest(verb=Verb.WITHDRAWN, reason="Skäl."))
    content = Content(entry_id=3, canonical="{}", sha256="0" * 64, salt="0" * 64)
    with pytest.raises(IntegrityError, match="holds no content"), transaction.atomic():
        content.save(force_insert=True)


def test_the_list_of_files_may_go_when_the_record_is_erased(record: Record) -> None:
    erase(record)
    FileUse.objects.all()._raw_delete("default")
    assert not FileUse.objects.exists()


def test_a_reason_is_owed_in_the_database_too(record: Record) -> None:
    with pytest.raises(IntegrityError, match="reason_where_owed"):
        insert(copy_of_newest(verb=Verb.WITHDRAWN, reason=""))


def test_triggers_are_where_they_should_be() -> None:
    assert triggers.missing() == []


def test_a_check_says_which_trigger_is_missing() -> None:
    with lifted():
        found = {message.id for message in run_checks(databases=["default"])}
        names = {name for name, _table in triggers.names()}
        assert names <= set(triggers.missing())
    assert "ledger.W001" in found
    assert triggers.missing() == []


def test_a_changed_trigger_is_found_and_mended() -> None:
    harmless: dict[str, Callable[[], list[str]]] = {
        "sqlite": lambda: [
            "DROP TRIGGER ledger_act_delete",
            "CREATE TRIGGER ledger_act_delete BEFORE DELETE ON ledger_act BEGIN SELECT 1; END",
        ],
        "postgresql": lambda: ["ALTER TABLE ledger_act DISABLE TRIGGER ledger_act_update"],
    }
    with connection.cursor() as cursor:
        for sql in harmless[connection.vendor]():
            cursor.execute(sql)
        assert len(triggers.missing()) == 1
    triggers.install()
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_a_flush_between_tests_goes_past_the_triggers_and_leaves_them() -> None:
    publish_note()
    assert (Act.objects.count(), triggers.missing()) == (1, [])


def test_production_cannot_lift_the_triggers() -> None:
    """Nothing that production imports mentions it, and no module of the product does it."""
    root = Path(__file__).parents[2]
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django, sys; django.setup(); import portal.ledger.runner;"
            "print([name for name in sys.modules if 'append_only' in name])",
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.splitlines()[-1] == "[]"
    sources = [path for path in (root / "portal").rglob("*.py") if "migrations" not in path.parts]
    lifting = [
        path.name
        for path in sources
        if "DISABLE TRIGGER" in path.read_text()
        or "session_replication_role" in path.read_text()
        or "append_only" in path.read_text()
    ]
    assert lifting == []
    dropping = [path.name for path in sources if "DROP TRIGGER" in path.read_text()]
    assert dropping == ["triggers.py"]
