"""Normalised text leads back to the text as delivered."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.intake.normalise import normalise

ODD = st.text(alphabet="ab å\u0308\u030a\u00ad\u00a0\u2011ﬁ\r\n\f\u0000", max_size=60)


def test_letters_are_composed_and_soft_hyphens_dropped() -> None:
    assert normalise("bera\u0308t\u00adtelse\u00a0ﬁn\r\n").text == "berättelse fin\n"


def test_dash_of_a_title_is_kept() -> None:
    assert normalise("2019–2023").text == "2019–2023"


def test_offsets_lead_back_over_what_was_dropped() -> None:
    source = "a\u0308rende\u00ad nummer"
    normal = normalise(source)
    start = normal.text.index("nummer")
    assert source[normal.source_offset(start) : normal.source_end(len(normal.text))] == "nummer"


@given(ODD)
def test_offsets_never_go_back_or_outside(source: str) -> None:
    normal = normalise(source)
    offsets = [normal.source_offset(i) for i in range(len(normal.text) + 1)]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(source) for offset in offsets)
    assert all(0 <= normal.source_end(i) <= len(source) for i in range(len(normal.text) + 1))
