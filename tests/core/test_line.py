"""The line: what is travelled, what is ahead, where tracks part and meet."""

from datetime import date

from django.template import Context, Template
from django.utils import translation

from portal.core.line import (
    Drawing,
    Line,
    Piece,
    Stop,
    StopState,
    TrackKind,
    lay_out,
    lay_out_strip,
)

PASSED, PRESENT, FUTURE, CANCELLED = StopState
TRAVELLED, AHEAD, WAITING = TrackKind


def draw(*stops: Stop, continues: bool = False) -> Drawing:
    return lay_out(Line("Ärendets väg", stops, continues))


def render(*stops: Stop) -> str:
    with translation.override("sv"):
        template = Template("{% load face %}{% line a_line %}")
        return template.render(Context({"a_line": Line("Ärendets väg", stops)}))


def test_line_is_travelled_up_to_the_present_and_ahead_after_it() -> None:
    drawing = draw(Stop("a", PASSED), Stop("b", PRESENT), Stop("c", FUTURE), Stop("d", FUTURE))
    assert [(row.before, row.after) for row in drawing.rows] == [
        (None, TRAVELLED),
        (TRAVELLED, AHEAD),
        (AHEAD, AHEAD),
        (AHEAD, None),
    ]


def test_cancelled_stop_is_passed_by_when_a_later_one_was_reached() -> None:
    drawing = draw(Stop("a", PASSED), Stop("b", CANCELLED), Stop("c", PASSED))
    assert [row.before for row in drawing.rows] == [None, TRAVELLED, TRAVELLED]


def test_cancelled_stop_is_ahead_when_nothing_after_it_was_reached() -> None:
    drawing = draw(Stop("a", PASSED), Stop("b", CANCELLED), Stop("c", FUTURE))
    assert [row.before for row in drawing.rows] == [None, AHEAD, AHEAD]


def test_line_that_continues_has_track_after_its_last_stop() -> None:
    last = draw(Stop("a", PASSED), Stop("b", PRESENT), continues=True).rows[-1]
    assert (last.after, last.is_end) == (AHEAD, False)


def test_line_that_is_finished_ends_in_a_buffer() -> None:
    drawing = draw(Stop("a", PASSED), Stop("b", PASSED))
    assert [row.is_end for row in drawing.rows] == [False, True]


def test_only_the_first_stop_to_come_is_next() -> None:
    drawing = draw(Stop("a", PASSED), Stop("b", FUTURE), Stop("c", FUTURE))
    assert [row.is_next for row in drawing.rows] == [False, True, False]


def test_year_stands_at_its_first_stop_only() -> None:
    days = (date(2014, 1, 22), date(2014, 9, 4), None, date(2016, 1, 1))
    drawing = draw(*(Stop("a", PASSED, date=day) for day in days))
    assert [row.year for row in drawing.rows] == ["2014", "", "", "2016"]


def test_stop_after_a_year_stands_one_line_lower() -> None:
    rows = draw(Stop("a", PASSED, date=date(2014, 1, 22)), Stop("b", PASSED)).rows
    assert [row.y for row in rows] == ["2.25em", "0.75em"]


def test_referral_leaves_the_main_track_which_waits_beside_and_is_taken_again() -> None:
    rows = draw(Stop("a", PASSED), Stop("b", PASSED, track=1), Stop("c", PASSED, track=0)).rows
    assert rows[1].switch is not None
    assert rows[1].switch.path == "M12 0C12 15 36 9 36 24"
    assert rows[1].pieces == (
        Piece("0.75em", "0", "100%", WAITING),
        Piece("2.25em", "1.5em", "2.25em", TRAVELLED),
        Piece("2.25em", "2.25em", "100%", TRAVELLED),
    )
    assert rows[2].switch is not None
    assert rows[2].switch.path == "M36 0C36 15 12 9 12 24"
    assert rows[2].pieces == (
        Piece("0.75em", "0", "1.5em", WAITING),
        Piece("0.75em", "1.5em", "2.25em", TRAVELLED),
    )


def test_track_that_is_never_taken_again_does_not_wait() -> None:
    rows = draw(Stop("a", PASSED), Stop("b", PASSED, track=1), Stop("c", PASSED, track=1)).rows
    assert WAITING not in [piece.kind for row in rows for piece in row.pieces]


def test_straight_line_of_up_to_seven_stops_may_lie_down() -> None:
    assert draw(*(Stop("a", PASSED) for _ in range(7))).across is True
    assert draw(*(Stop("a", PASSED) for _ in range(8))).across is False
    assert draw(Stop("a", PASSED), Stop("b", PASSED, track=1)).across is False


def test_line_without_stops_is_drawn_empty() -> None:
    drawing = draw()
    assert (drawing.rows, drawing.tracks, drawing.across) == ((), 1, False)
    assert lay_out_strip(Line("Tom", ())).total == 0


def test_strip_counts_the_stops_that_are_reached() -> None:
    strip = lay_out_strip(Line("a", (Stop("a", PASSED), Stop("b", PRESENT), Stop("c", FUTURE))))
    assert (strip.passed, strip.total) == (2, 3)
    assert [piece.kind for piece in strip.pieces] == [TRAVELLED, AHEAD]
    assert [stop.x for stop in strip.stops] == [12, 36, 60]


def test_strip_of_many_stops_stands_closer() -> None:
    strip = lay_out_strip(Line("a", tuple(Stop("a", PASSED) for _ in range(25))))
    assert strip.box == "0 0 408 24"


def test_rendered_line_is_an_ordered_list_that_says_every_state_in_words() -> None:
    html = render(
        Stop("Bereds", PASSED),
        Stop("Beslutas", PRESENT, url="/moten/ks/2016-10-19/2.2.2/"),
        Stop("Ställdes in", CANCELLED),
        Stop("Antas", FUTURE),
        Stop("Rapport", FUTURE),
    )
    assert html.count("<li class=") == 5
    assert html.count("<ol") == 1
    assert html.count('aria-current="step"') == 1
    words = ("Här nu", "Nästa", "Väntar", "Inställt")
    assert [html.count(word) for word in words] == [1, 1, 1, 1]
    assert '<a href="/moten/ks/2016-10-19/2.2.2/">Beslutas</a>' in html


def test_rendered_line_hides_every_picture_from_screen_readers() -> None:
    html = render(Stop("a", PASSED), Stop("b", PRESENT))
    assert html.count('class="line-track') == html.count('aria-hidden="true" focusable="false"')


def test_rendered_line_escapes_what_it_is_given() -> None:
    assert "<script" not in render(Stop("<script>", PASSED, organization="<script>"))


def test_rendered_lengths_keep_their_point_in_swedish() -> None:
    assert 'x1="0.75em"' in render(Stop("a", PASSED), Stop("b", PASSED))
