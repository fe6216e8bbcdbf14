"""Two texts side by side."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.outlets.comparison import Change, Line, Piece, compare


def test_a_changed_word_is_marked_on_both_sides() -> None:
    [line] = compare(["Avgiften blir 850 kronor."], ["Avgiften blir 900 kronor."])
    assert line == Line(
        Change.CHANGED,
        (Piece("Avgiften blir "), Piece("850", differs=True), Piece(" kronor.")),
        (Piece("Avgiften blir "), Piece("900", differs=True), Piece(" kronor.")),
    )


def test_a_new_line_has_nothing_beside_it() -> None:
    assert compare(["A"], ["A", "B"]) == [
        Line(Change.SAME, (Piece("A"),), (Piece("A"),)),
        Line(Change.ADDED, after=(Piece("B", differs=True),)),
    ]


def test_long_runs_of_equal_lines_are_counted() -> None:
    same = [f"rad {number}" for number in range(20)]
    lines = compare([*same, "gammal"], [*same, "ny"])
    assert [line.change for line in lines] == [
        Change.SKIPPED,
        Change.SAME,
        Change.SAME,
        Change.CHANGED,
    ]
    assert lines[0].skipped == 18


texts = st.lists(st.text(alphabet="abc å.", max_size=12), max_size=12)


@given(texts, texts)
def test_each_side_can_be_read_back_from_the_comparison(
    before: list[str], after: list[str]
) -> None:
    lines = compare(before, after)
    skipped = sum(line.skipped for line in lines)
    old = [line for line in lines if line.change not in {Change.ADDED, Change.SKIPPED}]
    new = [line for line in lines if line.change not in {Change.REMOVED, Change.SKIPPED}]
    assert (len(old) + skipped, len(new) + skipped) == (len(before), len(after))
    assert {"".join(p.text for p in line.before) for line in old} <= {*before}
    assert {"".join(p.text for p in line.after) for line in new} <= {*after}
