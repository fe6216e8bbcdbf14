"""A writer killed at any moment leaves a whole act or none, and a chain that verifies."""

import json
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.faults.conftest import ROOT, Run

pytestmark = pytest.mark.slow
ENTRIES = 20


def test_killed_after_each_statement_of_an_act(run: Run) -> None:
    """From the first statement after the act began to one past its last."""
    told = run("tests/faults/writer.py", "dying", *range(1, 20), 60)
    survivors = [each["after"] for each in told if not each["killed"]]
    assert len(told) - len(survivors) >= 5
    assert 60 in survivors
    [status] = run("tests/faults/ledger.py", "status")
    assert (status["acts"], status["head"]) == (len(survivors), ENTRIES * len(survivors))
    assert run("tests/faults/ledger.py", "verify") == [{"deviations": 0}]


def test_killed_from_outside_at_any_moment(run: Run, environment: Mapping[str, str]) -> None:
    done = sum(_killed_after(acts, environment) for acts in (1, 2, 3))
    [status] = run("tests/faults/ledger.py", "status")
    # An act may have been committed whose word did not reach us.
    assert done <= status["acts"] <= done + 3
    assert status["head"] == ENTRIES * status["acts"]
    assert run("tests/faults/ledger.py", "verify") == [{"deviations": 0}]


def _killed_after(acts: int, environment: Mapping[str, str]) -> int:
    """Let it begin one act more than `acts` and kill it; how many it said were done."""
    command = [sys.executable, "tests/faults/writer.py", "going-on"]
    done = 0
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            told = json.loads(line)
            done += "done" in told
            if told.get("begins") == acts:
                writer.kill()
        done_after = done
    return done_after
