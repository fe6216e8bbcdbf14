"""An index that is gone, broken, half copied or held by another: noticed, said, built anew."""

import os
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from pytest_django.fixtures import Settings

from portal.ledger.readers import ANONYMOUS
from search.checks import check_engine, check_folder
from search.engines.base import EngineError
from search.index import keeping
from search.index.feeding import feed
from search.index.folders import IndexBusy, current, held, root, wanted_rebuild
from search.index.keeping import keep, reason_to_rebuild
from search.index.opened import opened
from search.index.rebuilding import rebuild
from search.index.state import FORMAT, State, read_facts, write_facts
from search.index.status import status
from search.selectors import DATABASE, INDEX, answer
from tests.search.city import publish_record
from tests.search.documents import asked, document

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
Break = Callable[[Path], None]


def by() -> str:
    """Who answers; whoever does, finds the same."""
    got = answer(asked("wifi"), ANONYMOUS)
    assert got.total == 3
    return got.by


def engine_files(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "engine").rglob("*") if file.is_file())


def garble(folder: Path) -> None:
    for file in engine_files(folder):
        file.write_bytes(b"\x00garbage" * 20)


def cut_short(folder: Path) -> None:
    for file in engine_files(folder):
        os.truncate(file, file.stat().st_size // 2)


def lose_files(folder: Path) -> None:
    for file in engine_files(folder)[::2]:
        file.unlink()


def lose_engine(folder: Path) -> None:
    shutil.rmtree(folder / "engine")


def lose_lexicon(folder: Path) -> None:
    (folder / "lexicon.txt").unlink()


def garble_facts(folder: Path) -> None:
    (folder / "facts.json").write_text("{")


def other_format(folder: Path) -> None:
    (folder / "facts.json").write_text(f'{{"engine": "whoosh", "format": {FORMAT + 1}}}')


@pytest.mark.parametrize(
    "spoil",
    [garble, cut_short, lose_files, lose_engine, lose_lexicon, garble_facts, other_format],
)
def test_a_broken_index_is_noticed_and_built_anew(
    indexed: Index, spoil: Break, caplog: pytest.LogCaptureFixture
) -> None:
    """As another process finds it: this one has it open and may read on."""
    publish_record()
    indexed()
    folder = current()
    assert folder is not None
    spoil(folder)
    _as_another_process()
    assert by() == DATABASE
    assert folder.name in wanted_rebuild()
    assert "is built anew" in caplog.text
    rebuild()
    assert by() == INDEX
    assert wanted_rebuild() == ""


def test_a_folder_half_copied_over_the_one_that_serves(indexed: Index) -> None:
    """As a restore leaves it that is still at work: other files, some of them only begun."""
    publish_record()
    indexed()
    folder = current()
    assert folder is not None
    assert by() == INDEX
    for file in engine_files(folder):
        begun = file.with_suffix(".copying")
        begun.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        begun.replace(file)
    assert by() == INDEX  # what this process has open is whole
    write_facts(folder, read_facts(folder))
    assert by() == DATABASE
    assert folder.name in wanted_rebuild()
    rebuild()
    assert by() == INDEX


def test_a_deleted_index_is_noticed_at_once(indexed: Index) -> None:
    publish_record()
    indexed()
    assert by() == INDEX
    shutil.rmtree(root())
    assert by() == DATABASE
    assert reason_to_rebuild(opened()) == "there is none that can be read"
    indexed()
    assert by() == INDEX


@pytest.mark.django_db(transaction=True)
def test_whoever_runs_the_relay_builds_it_in_the_background(engine_name: str) -> None:
    publish_record()
    assert by() == DATABASE
    keep()
    for thread in keeping._running:
        thread.join()
    assert by() == INDEX


def test_an_index_that_knows_more_than_the_ledger_is_not_believed(indexed: Index) -> None:
    indexed()
    index = opened()
    assert index is not None
    index.engine.apply((), (), State(99).note())
    write_facts(index.folder, read_facts(index.folder))
    assert "comes from a backup" in reason_to_rebuild(opened())


def test_another_engine_is_built_while_the_old_one_answers(
    indexed: Index, settings: Settings
) -> None:
    publish_record()
    indexed()
    other = {"whoosh": "tantivy", "tantivy": "whoosh"}[settings.SEARCH_ENGINE]
    settings.SEARCH_ENGINE = other
    assert by() == INDEX
    assert f"SEARCH_ENGINE is {other}" in reason_to_rebuild(opened())
    rebuild()
    assert status()["folder"].startswith(other)


def test_a_lexicon_that_the_corpus_has_outgrown_is_learned_anew(indexed: Index) -> None:
    indexed()
    index = opened()
    assert index is not None
    index.engine.apply([document(str(number)) for number in range(201)], (), index.state.note())
    assert "lexicon" in reason_to_rebuild(index)


def test_the_database_alone_needs_no_index(settings: Settings, search_dir: Path) -> None:
    settings.SEARCH_ENGINE = "database"
    publish_record()
    assert (by(), keep(), search_dir.exists()) == (DATABASE, 0, False)


# Two writers


def test_one_rebuild_at_a_time(indexed: Index) -> None:
    with held("rebuild"), pytest.raises(IndexBusy):
        indexed()
    indexed()


def test_a_second_writer_waits_and_then_says_so(
    indexed: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.index.feeding.PATIENCE", 0.1)
    indexed()
    with held("write"), pytest.raises(IndexBusy, match="another process holds"):
        feed([])


# A full disk


@contextmanager
def full_disk(room: int = 1_000) -> Iterator[None]:
    """No file can grow beyond this: what a write to a full disk is answered with, an OSError."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_loses_nothing(indexed: Index) -> None:
    publish_record()
    indexed()
    index = opened()
    assert index is not None
    long = document("long", " ".join(f"ord{number}" for number in range(20_000)))
    with full_disk(), pytest.raises((EngineError, OSError)):
        index.engine.apply([long], (), State(7).note())
    _as_another_process()
    assert by() == INDEX
    index = opened()
    assert index is not None
    assert index.state.seq == 6
    index.engine.apply([long], (), State(7).note())
    assert index.engine.count() == 7


def test_a_rebuild_on_a_full_disk_leaves_the_old_index(indexed: Index) -> None:
    publish_record()
    indexed()
    folder = current()
    with full_disk(100), pytest.raises((EngineError, OSError)):
        indexed()
    assert (current(), by()) == (folder, INDEX)


# The folder, the command, the checks


def test_the_folder_is_private(indexed: Index) -> None:
    indexed()
    assert all(
        folder.stat().st_mode & 0o077 == 0
        for folder in (root(), *root().rglob("*"))
        if folder.is_dir()
    )


def test_an_open_folder_is_an_error(indexed: Index) -> None:
    indexed()
    assert check_folder() == []
    Path(root()).chmod(0o755)
    assert [each.id for each in check_folder()] == ["search.E002"]


def test_an_unknown_engine_is_an_error() -> None:
    with override_settings(SEARCH_ENGINE="lucene"):
        assert [each.id for each in check_engine()] == ["search.E001"]


def test_the_command_rebuilds_and_tells(
    engine_name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publish_record()
    with pytest.raises(CommandError, match="saknas eller är trasigt"):
        call_command("search", "status")
    call_command("search", "rebuild")
    assert "6 dokument går att söka i." in capsys.readouterr().out
    call_command("search", "status", "--json")
    told = capsys.readouterr().out
    assert '"stands": true' in told
    assert '"behind": 0' in told


def _as_another_process() -> None:
    from search.index import opened as module  # noqa: PLC0415

    module._opened.clear()
    module._resting.clear()
