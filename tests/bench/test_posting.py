"""What a measurement of votes makes of answers and counts."""

from bench.posting import Counts, _totals


def test_an_answer_is_as_late_as_the_first_count_that_has_it() -> None:
    counts = Counts()
    counts.seen = [(10.0, 100), (11.0, 102), (12.0, 103)]
    assert counts.ages([10.2, 10.9, 11.5], before=100) == [11.0 - 10.2, 11.0 - 10.9, 0.5]


def test_an_answer_that_no_count_has_is_left_out() -> None:
    counts = Counts()
    counts.seen = [(10.0, 101)]
    assert counts.ages([9.0, 9.5], before=100) == [1.0]


def test_only_counts_are_read_from_the_stream() -> None:
    frame = b'\r\nid: a.1\ndata: {"s":1,"d":{"count":{"total":7,"email":7}}}'
    assert (list(_totals(frame)), list(_totals(b": still here"))) == ([7], [])
    assert list(_totals(b'data: {"k":"hello","d":{"n":1}}')) == []
