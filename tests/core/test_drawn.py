"""`{% drawn %}` gives what `{% include %}` gives, however often it is asked."""

from dataclasses import dataclass, replace

import pytest
from django.template import Context, Template
from django.utils.translation import override

DRAWN = Template('{% load face %}{% drawn "components/decision_row.html" decision=row %}')
INCLUDED = Template('{% include "components/decision_row.html" with decision=row only %}')


@dataclass(frozen=True)
class Row:
    sentence: str = "Bifall & <avslag>."
    url: str = "/beslut/1/"
    organization: str = "KS"
    case_number: str = "1451/14"


def _both(row: object) -> tuple[str, str]:
    context = Context({"row": row})
    return DRAWN.render(context), INCLUDED.render(context)


def test_a_row_looks_as_included_the_first_time_and_the_second() -> None:
    for _ in range(2):
        drawn, included = _both(Row())
        assert drawn == included
        assert "Bifall &amp; &lt;avslag&gt;." in drawn


def test_another_row_is_drawn_anew() -> None:
    _both(Row())
    drawn, _included = _both(replace(Row(), case_number="0435/15"))
    assert "0435/15" in drawn


def test_each_language_has_its_own() -> None:
    for language, word in (("sv", "Ärende"), ("en", "Case"), ("sv", "Ärende")):
        with override(language):
            drawn, included = _both(Row())
        assert drawn == included
        assert word in drawn


@pytest.mark.parametrize("times", [1, 2])
def test_inputs_that_are_no_values_are_drawn_each_time(times: int) -> None:
    row = {"sentence": "Bordlagt."}
    for number in range(times):
        row["sentence"] = f"Bordlagt {number}."
        drawn, included = _both(row)
        assert drawn == included
        assert f"Bordlagt {number}." in drawn
