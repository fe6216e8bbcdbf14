"""A vote is drawn as it fell: nothing invented, nothing told by colour alone."""

from portal.core.tally import Answer, PartyRow, shown_answers, tally


def test_tally_shows_yes_no_and_abstain_even_when_nobody_said_so() -> None:
    drawn = tally(yes=7, no=6)
    assert [(row.word, row.count) for row in drawn.rows] == [("Ja", 7), ("Nej", 6), ("Avstår", 0)]
    assert drawn.total == 13


def test_tally_shows_the_absent_only_when_there_are_any() -> None:
    drawn = tally(yes=1, no=0, absent=2, not_taking_part=1, conflict=1)
    assert [row.answer for row in drawn.rows] == list(Answer)


def test_every_row_is_drawn_in_the_same_scale() -> None:
    drawn = tally(yes=3, no=1)
    assert drawn.box == "0 0 30 20"
    assert [row.places for row in drawn.rows] == [(1, 11, 21), (1,), ()]


def test_winner_is_marked_only_where_it_is_given() -> None:
    drawn = tally(yes=6, no=6, winner=Answer.YES)
    assert [row.is_winner for row in drawn.rows] == [True, False, False]
    assert [row.is_winner for row in tally(yes=6, no=6).rows] == [False, False, False]


def test_empty_vote_is_drawn_without_marks() -> None:
    drawn = tally(yes=0, no=0)
    assert (drawn.total, drawn.box) == (0, "0 0 10 20")


def test_party_table_has_the_columns_that_someone_used() -> None:
    rows = [PartyRow("A", (1, 0, 0, 0, 0, 0)), PartyRow("B", (0, 0, 0, 2, 0, 0))]
    assert shown_answers(rows) == (Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.ABSENT)
