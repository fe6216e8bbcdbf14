"""The arithmetic of relevance, and the file of questions."""

from pathlib import Path

import pytest

from bench.questions import Judged, judged, misspelled, unmarked
from bench.ranking import ndcg, recall, reciprocal_rank
from bench.relevance import DEMO

GRADES = {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("ranking", "score"), [(["a"], 1.0), (["x", "b"], 0.5), (["x", "y"], 0.0), ([], 0.0)]
)
def test_the_reciprocal_of_the_first_good_rank(ranking: list[str], score: float) -> None:
    assert reciprocal_rank(ranking, GRADES) == score


def test_the_best_ranking_has_all_the_gain_there_is() -> None:
    assert ndcg(["a", "b", "x"], GRADES) == 1.0
    assert ndcg(["x", "y"], GRADES) == 0.0
    assert 0 < ndcg(["x", "b", "a"], GRADES) < ndcg(["b", "a"], GRADES) < 1
    assert ndcg(["x"] * 10 + ["a"], GRADES) == 0.0


def test_a_known_gain() -> None:
    assert ndcg(["b", "a"], GRADES) == pytest.approx((1 + 3 / 1.5849625) / (3 + 1 / 1.5849625))


def test_recall_is_the_share_that_was_found() -> None:
    assert [recall(found, GRADES) for found in (["a", "b"], ["x", "b"], [])] == [1.0, 0.5, 0.0]


def test_a_file_of_questions(tmp_path: Path) -> None:
    path = tmp_path / "questions.tsv"
    path.write_text("# about\n\nfritt wifi\t/handlingar/27/=2 /arenden/1451-14/\n")
    assert judged(path) == [Judged("fritt wifi", {"/handlingar/27/": 2, "/arenden/1451-14/": 1})]


@pytest.mark.parametrize("line", ["wifi", "wifi\t", "\t/a/", "wifi\t/a/=x"])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.tsv"
    path.write_text(f"# about\n{line}\n")
    with pytest.raises(ValueError, match="line 2"):
        judged(path)


def test_the_same_slip_each_time_and_never_in_a_number() -> None:
    assert misspelled("avgift cykel") == misspelled("avgift cykel") != "avgift cykel"
    assert misspelled("1451/14") == misspelled("ks") == ""
    assert (unmarked("återvinning"), unmarked("avgift")) == ("atervinning", "")


def test_the_questions_of_the_demo_can_be_read() -> None:
    assert len(judged(DEMO)) >= 40
