"""A worker killed at any moment leaves a bundle that the next one brings to its end, once."""

import pytest

from tests.faults.conftest import Run

pytestmark = pytest.mark.slow
BUNDLER = "tests/faults/bundler.py"
NEVER = 100_000


def test_killed_while_reading_and_while_placing(run: Run) -> None:
    run(BUNDLER, "begin")
    reading = run(BUNDLER, "dying", *range(1, 40, 5), NEVER)
    assert [each["killed"] for each in reading].count(True) >= 4
    [split] = run(BUNDLER, "status")
    assert (split["state"], split["pieces"], split["documents"]) == ("ready", 10, 0)

    run(BUNDLER, "accept")
    placing = run(BUNDLER, "dying", *range(1, 200, 23), NEVER)
    assert [each["killed"] for each in placing].count(True) >= 4
    [placed] = run(BUNDLER, "status")
    assert placed == {
        "state": "placed",
        "failure": "",
        "pieces": 10,
        "documents": 10,
        "cases": 2,
        "papers": {"2.1.4": 4, "2.2.2": 6},
    }
