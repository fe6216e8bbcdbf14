"""The terms of a policy are typed data."""

import datetime

import pytest
from pydantic import ValidationError

from proposals.terms import GOTEBORGSFORSLAGET, MEDBORGARFORSLAG, Terms


def terms(**changes: object) -> Terms:
    return Terms.model_validate(GOTEBORGSFORSLAGET.model_dump() | changes)


def test_goteborgsforslaget_is_as_the_city_says() -> None:
    found = GOTEBORGSFORSLAGET
    assert (found.votes_needed, found.window_days, found.least_age) == (200, 90, 0)
    assert (found.residents_only, found.natural_persons_only) == (False, True)


def test_a_citizens_motion_is_for_residents_and_answered_within_a_year() -> None:
    assert (MEDBORGARFORSLAG.residents_only, MEDBORGARFORSLAG.answer_days) == (True, 365)


def test_a_relative_threshold_is_rounded_up() -> None:
    day = datetime.date(2025, 12, 31)
    found = terms(votes=None, per_mille=1, population=607_882, population_date=day)
    assert found.votes_needed == 608


@pytest.mark.parametrize(
    "changes",
    [
        {"votes": None},
        {"per_mille": 1, "population": 1000, "population_date": "2025-12-31"},
        {"votes": None, "per_mille": 1, "population": 1000},
        {"votes": 0},
        {"window_days": 0},
        {"receivers": ["king"]},
        {"unknown": 1},
    ],
)
def test_terms_that_cannot_be_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        terms(**changes)
