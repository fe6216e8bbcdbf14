"""A subscriber is run by one process at a time, and by another when that one is killed."""

from pathlib import Path

import pytest

from tests.faults.conftest import Run

pytestmark = pytest.mark.slow
ALL = list(range(1, 13))


def entries_of(log: Path) -> list[tuple[str, int]]:
    lines = (line.split() for line in log.read_text().splitlines())
    return [(process, int(seq)) for process, *seqs in lines for seq in seqs]


def test_of_several_processes_one_at_a_time_reads(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "log"
    run("tests/faults/reader.py", log, "together")
    assert [seq for _process, seq in entries_of(log)] == ALL


def test_another_takes_over_where_the_killed_one_was(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "log"
    run("tests/faults/reader.py", log, "taking-over")
    read = entries_of(log)
    assert [seq for _process, seq in read] == [1, 2, 3, 4, 5, *ALL[4:]]
    assert len({process for process, seq in read if seq <= 5}) == 2
    [status] = run("tests/faults/ledger.py", "status")
    assert status["head"] == len(ALL)
