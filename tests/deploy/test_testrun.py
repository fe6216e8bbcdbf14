"""The account that `make test` gives: exit code and last line are promised by the contract."""

from pathlib import Path

from deploy.testrun.account import Outcome, exit_code, left_out_line, summary
from deploy.testrun.inputs import missing_inputs

PASSED = Outcome("sqlite", 0, 65, "9 passed in 64.21s")
FAILED = Outcome("postgresql", 1, 5, "1 failed, 8 passed in 4.50s")
LEFT_OUT = [("browser", "Chromium is not installed"), ("redis", "Redis is not installed")]


def test_a_group_that_failed_fails_the_run() -> None:
    assert exit_code([FAILED, PASSED], [], require_all=False) == 1


def test_what_is_left_out_fails_only_when_all_is_required() -> None:
    assert exit_code([PASSED], LEFT_OUT, require_all=False) == 0
    assert exit_code([PASSED], LEFT_OUT, require_all=True) == 1
    assert exit_code([PASSED], [], require_all=True) == 0


def test_all_that_is_left_out_stands_on_one_line() -> None:
    line = "LEFT OUT: browser (Chromium is not installed), redis (Redis is not installed)"
    assert left_out_line(LEFT_OUT) == line
    assert left_out_line([]) == ""


def test_the_summary_has_a_line_for_each_group_with_its_closing_words() -> None:
    assert summary([PASSED, FAILED]).splitlines() == [
        "sqlite      passed      01:05  9 passed in 64.21s",
        "postgresql  FAILED (1)  00:05  1 failed, 8 passed in 4.50s",
    ]


def test_real_input_that_is_not_beside_the_checkout_is_named(tmp_path: Path) -> None:
    """Its tests skip themselves, which must not go unsaid."""
    assert set(missing_inputs(tmp_path)) == {"real bundle", "real town"}
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/002_a.txt").write_text("Transkript:")
    assert missing_inputs(tmp_path) == {
        "real town": "../shared/data/huertgenwald/*.tar.zst is not there"
    }
