"""A writer killed at any moment leaves an index that opens and holds all that was acknowledged."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.analysis.chain import Analysis
from search.documents import SearchDocument
from search.engines.base import Engine
from search.engines.choice import open_engine
from search.plans import QueryPlan
from tests.faults.conftest import ROOT
from tests.search.documents import ANYBODY, asked, document

pytestmark = pytest.mark.slow
MOMENTS = (0.0, 0.004, 0.011, 0.023, 0.05)
"""Seconds after the second commit was told of."""


@pytest.mark.parametrize("name", ["whoosh", "tantivy"])
def test_killed_at_any_moment(name: str, tmp_path: Path) -> None:
    """One folder through all the deaths: each writer goes on where the one before was killed."""
    folder = tmp_path / "engine"
    for moment in MOMENTS:
        acknowledged = _killed_after(name, folder, moment)
        engine = open_engine(name, folder, Analysis())
        assert int(engine.note()) >= acknowledged
        _holds_what_it_notes(engine)


def _holds_what_it_notes(engine: Engine) -> None:
    """Every commit is there whole, its deletions too, and none beyond the note."""
    last = int(engine.note())
    deleted = max(0, last - 5)
    assert engine.count() == 3 * last - deleted
    assert engine.search(asked("ord"), ANYBODY).total == engine.count()
    assert engine.search(asked(f"nummer{last}"), ANYBODY).total == 3
    assert engine.search(QueryPlan(limit=1), ANYBODY).total == engine.count()


def _killed_after(name: str, folder: Path, moment: float) -> int:
    """The last commit that it said was done."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.config.settings_test",
        "PYTHONPATH": str(ROOT),
    }
    done = 0
    with subprocess.Popen(
        [sys.executable, "tests/faults/search_writer.py", name, str(folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        for count, line in enumerate(writer.stdout, 1):
            done = int(json.loads(line)["done"])
            if count == 2:
                time.sleep(moment)
                writer.kill()
    return done


def test_a_commit_of_whoosh_is_on_disk_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut can take: every file that the table of contents names has been synced
    before its rename, and the folder after it."""
    told: list[str] = []
    sync, rename = os.fsync, os.rename

    def synced(descriptor: int) -> None:
        told.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        sync(descriptor)

    def renamed(old: str, new: str) -> None:
        told.append(f"renamed {new}")
        rename(old, new)

    engine = open_engine("whoosh", tmp_path / "engine", Analysis())
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", renamed)
    engine.apply(_documents(), (), "1")
    [at] = [place for place, said in enumerate(told) if said.startswith("renamed")]
    segments = {str(file) for file in (tmp_path / "engine").glob("*.seg")}
    assert segments
    assert segments < set(told[:at])
    assert any("toc" in said for said in told[:at])
    assert told[at + 1] == str(tmp_path / "engine")


def _documents() -> list[SearchDocument]:
    return [document("a", "ord")]
