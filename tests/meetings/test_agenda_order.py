"""Items move, numbers stay in their places."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.agenda_order import Row, added, down, placed, renumbered, up


def rows(*said: str) -> list[Row]:
    """`a 2.1.1 Val`: key, number, section."""
    return [Row(*each.split()) for each in said]


def told(made: list[Row]) -> str:
    return ", ".join(f"{row.key} {row.number}" for row in made)


GROUPED = rows("a 2.1.1 Val", "b 2.1.2 Val", "c 2.2.1 Beslut", "d 2.2.2 Beslut", "e 2.2.10 Beslut")
FLAT = rows("a 1 Val", "b 2 Val", "c 3 Beslut", "d 4 Beslut")


def test_inside_a_section_two_change_places() -> None:
    assert told(up(GROUPED, "e")) == "a 2.1.1, b 2.1.2, c 2.2.1, e 2.2.2, d 2.2.10"
    assert told(down(GROUPED, "a")) == "b 2.1.1, a 2.1.2, c 2.2.1, d 2.2.2, e 2.2.10"


def test_over_the_border_it_joins_the_other_section() -> None:
    moved = up(GROUPED, "c")
    assert told(moved) == "a 2.1.1, b 2.1.2, c 2.1.3, d 2.2.1, e 2.2.2"
    assert [row.section for row in moved][:3] == ["Val", "Val", "Val"]


def test_numbers_that_run_through_all_sections_run_on() -> None:
    moved = down(FLAT, "b")
    assert told(moved) == "a 1, b 2, c 3, d 4"
    assert [row.section for row in moved] == ["Val", "Beslut", "Beslut", "Beslut"]


def test_the_first_goes_no_higher_and_the_last_no_lower() -> None:
    assert up(FLAT, "a") == FLAT
    assert down(FLAT, "d") == FLAT


def test_dragged_to_a_place_it_takes_that_number() -> None:
    assert told(placed(FLAT, "d", "a")) == "d 1, a 2, b 3, c 4"
    assert told(placed(GROUPED, "a", "d")) == "b 2.1.1, c 2.2.1, a 2.2.2, d 2.2.10, e 2.2.11"
    assert told(placed(FLAT, "a", "")) == "b 1, c 2, d 3, a 4"


def test_a_new_item_is_the_last_of_its_section() -> None:
    assert told(added(GROUPED, "x", "Val")) == (
        "a 2.1.1, b 2.1.2, x 2.1.3, c 2.2.1, d 2.2.2, e 2.2.10"
    )
    assert told(added(FLAT, "x", "Val")) == "a 1, b 2, x 3, c 4, d 5"
    assert told(added(FLAT, "x", "Övrigt")) == "a 1, b 2, c 3, d 4, x 5"
    assert told(added([], "x", "")) == "x 1"


def test_renumbered_there_are_no_gaps() -> None:
    assert told(renumbered(GROUPED)) == "a 2.1.1, b 2.1.2, c 2.2.1, d 2.2.2, e 2.2.3"
    assert told(renumbered(rows("a 3. Val", "b 7. Val"))) == "a 1., b 2."


@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from("AB")), min_size=1, max_size=12),
    st.integers(0, 11),
    st.integers(0, 11),
)
def test_no_number_is_ever_given_twice(
    numbers: list[tuple[int, str]], which: int, where: int
) -> None:
    unique = dict(numbers)
    agenda = [Row(f"k{n}", str(n), section) for n, section in unique.items()]
    key, other = agenda[which % len(agenda)].key, agenda[where % len(agenda)].key
    moves = (up(agenda, key), down(agenda, key), placed(agenda, key, other))
    for made in (*moves, added(agenda, "x", "A"), renumbered(agenda)):
        assert len({row.number for row in made}) == len(made)
        assert {row.key for row in made} >= {row.key for row in agenda}
