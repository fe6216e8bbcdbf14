"""A city from its backup is the same city; a backup that is not whole becomes none."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from portal.config.operations import backup as backups
from portal.config.operations.manifest import NAME, WrongBackup, read_manifest, whole_backup
from portal.core.kept_folders import KeptFolder, kept_folders
from portal.ledger.selectors import head_entry
from tests.factories import pdf, stored
from tests.meetings.outlets import factories as make

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def city(transactional_db: None) -> tuple[int, str]:
    """A ledger with a file; its head."""
    make.publish(make.document(17, files=(stored(pdf("Ett beslut.")),)))
    make.publish(make.organization())
    newest = head_entry()
    assert newest is not None
    return newest.seq, newest.chain


@pytest.fixture
def empty_machine(tmp_path: Path) -> Iterator[dict[str, str]]:
    """What a process on a machine with nothing on it is told."""
    place = tmp_path / "elsewhere"
    environment = {
        **os.environ,
        "VAR_DIR": str(place),
        "FILES_DIR": str(place / "files"),
        "DATABASE_URL": f"sqlite:///{place}/db.sqlite3",
        "DEMO": "1",
    }
    if connection.vendor == "sqlite":
        yield environment
        return
    # Named after the worker's own database: others make theirs at the same time.
    restored = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {restored}")
        cursor.execute(f"CREATE DATABASE {restored}")
    yield environment | {"DATABASE_URL": _address(restored)}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {restored} WITH (FORCE)")


def _address(database: str) -> str:
    at = connection.settings_dict
    who = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}" if at["PASSWORD"] else at["USER"]
    return f"postgresql://{who}@/{database}?host={quote(at['HOST'])}&port={at['PORT']}"


def manage(environment: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def told(environment: dict[str, str], *words: object) -> dict[str, Any]:
    done = manage(environment, *words, "--json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_an_empty_machine_becomes_the_same_city(
    city: tuple[int, str], target: Path, empty_machine: dict[str, str]
) -> None:
    made, manifest = backups.make_backup(target)
    assert (manifest.head, manifest.chain) == city
    restored = told(empty_machine, "restore", made)
    assert (restored["head"], restored["chain"]) == city
    status = told(empty_machine, "ledger", "status")
    assert (status["head"], status["chain"]) == city
    assert told(empty_machine, "ledger", "verify") == {"deviations": 0}


def test_a_city_that_stands_is_never_overwritten(
    city: tuple[int, str], target: Path, empty_machine: dict[str, str]
) -> None:
    made, _manifest = backups.make_backup(target)
    told(empty_machine, "restore", made)
    again = manage(empty_machine, "restore", made)
    assert (again.returncode, "inte tom" in again.stderr) == (1, True)
    assert told(empty_machine, "ledger", "verify") == {"deviations": 0}


def _largest(made: Path) -> Path:
    return max((each for each in made.rglob("*") if each.is_file()), key=lambda f: f.stat().st_size)


def cut(made: Path) -> None:
    path = _largest(made)
    path.write_bytes(path.read_bytes()[:-1])


def change(made: Path) -> None:
    path = _largest(made)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def lose(made: Path) -> None:
    next((made / "files").rglob("*/*")).unlink()


def lose_manifest(made: Path) -> None:
    (made / NAME).unlink()


def cut_manifest(made: Path) -> None:
    path = made / NAME
    path.write_text(path.read_text()[:-20])


def reach_out(made: Path) -> None:
    path = made / NAME
    said = json.loads(path.read_text())
    said["files"][0]["path"] = "../../etc/passwd"
    path.write_text(json.dumps(said))


@pytest.mark.parametrize(
    "harm", [cut, change, lose, lose_manifest, cut_manifest, reach_out], ids=lambda f: f.__name__
)
def test_a_backup_that_is_not_whole_is_refused(
    city: tuple[int, str], target: Path, empty_machine: dict[str, str], harm: Any
) -> None:
    made, _manifest = backups.make_backup(target)
    harm(made)
    with pytest.raises(WrongBackup):
        whole_backup(made)
    with pytest.raises(CommandError, match="Inget återställdes"):
        call_command("restore", made, "--check")


def test_nothing_of_a_spoilt_backup_reaches_the_machine(
    city: tuple[int, str], target: Path, empty_machine: dict[str, str]
) -> None:
    made, _manifest = backups.make_backup(target)
    cut(made)
    refused = manage(empty_machine, "restore", made)
    assert (refused.returncode, "Inget återställdes" in refused.stderr) == (1, True)
    assert not (Path(empty_machine["FILES_DIR"]) / "objects").exists()


def test_an_unfinished_backup_is_not_called_one_and_is_taken_away(
    city: tuple[int, str], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_copy_folders", full)
    with pytest.raises(CommandError, match="Ingen säkerhetskopia"):
        call_command("backup", target)
    [unfinished] = target.iterdir()
    assert unfinished.name.endswith(".partial")
    monkeypatch.undo()
    made, _manifest = backups.make_backup(target)
    assert list(target.iterdir()) == [made]


def test_old_backups_go_and_the_newest_stay(city: tuple[int, str], target: Path) -> None:
    made = [backups.make_backup(target)[0] for _time in range(3)]
    assert backups.remove_old(target, 2) == made[:1]
    assert sorted(target.iterdir()) == made[1:]
    assert backups.remove_old(target, 0) == []


def test_nobody_else_on_the_machine_reads_a_backup(city: tuple[int, str], target: Path) -> None:
    made, _manifest = backups.make_backup(target)
    open_to_others = [each for each in (target, made, *made.rglob("*")) if each.stat().st_mode & 63]
    assert [each.name for each in open_to_others] == []


def test_what_other_apps_keep_comes_along(
    city: tuple[int, str], target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "video/1").mkdir(parents=True)
    (tmp_path / "video/1/a.mp4").write_bytes(b"film")
    monkeypatch.setattr(kept_folders, "_answers", [])
    kept_folders.fill(lambda: KeptFolder("video", tmp_path / "video"))
    made, _manifest = backups.make_backup(target)
    assert (made / "video/1/a.mp4").read_bytes() == b"film"
    assert "video/1/a.mp4" in {each.path for each in read_manifest(made).files}
