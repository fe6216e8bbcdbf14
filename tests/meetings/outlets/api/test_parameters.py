"""What the list of records may be asked."""

import datetime

import pytest
from django.http import QueryDict

from meetings.outlets.api.parameters import (
    Period,
    Question,
    WrongQuestion,
    period_of,
    question_of,
    version_of_question,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-10-19", "2016-10-19", "2016-10-19"),
        ("2016-10", "2016-10-01", "2016-10-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-10..2017", "2016-10-01", "2017-12-31"),
        ("2015..2016-10-19", "2015-01-01", "2016-10-19"),
    ],
)
def test_a_date_is_a_day_a_month_a_year_or_a_range(text: str, first: str, last: str) -> None:
    assert period_of(text) == Period(day(first), day(last))


def test_a_range_may_be_open_at_either_end() -> None:
    assert period_of("2016-10..") == Period(day("2016-10-01"), None)
    assert period_of("..2017") == Period(None, day("2017-12-31"))


@pytest.mark.parametrize(
    "text",
    [
        "..",
        "igår",
        "2016-13",
        "2016-02-30",
        "2017..2016",
        "2016-1",
        "0000",
        "2016..igår",
        "20161019",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(WrongQuestion):
        period_of(text)


def test_nothing_asked_asks_for_everything() -> None:
    assert question_of(QueryDict("")) == Question()


def test_an_unknown_parameter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WrongQuestion) as refused:
        question_of(QueryDict("sort=date"))
    assert refused.value.known == ["kind", "organization", "date", "reference", "page"]


@pytest.mark.parametrize(
    "asked",
    ["page=0", "page=-1", "page=x", "page=", "page=1.5", "page=٣", "page=1&page=2", "kind=x"],
)
def test_a_value_that_cannot_be_read_is_refused(asked: str) -> None:
    with pytest.raises(WrongQuestion):
        question_of(QueryDict(asked))


def test_one_record_takes_a_version_and_nothing_else() -> None:
    assert version_of_question(QueryDict("version=2")) == 2
    assert version_of_question(QueryDict("")) is None
    with pytest.raises(WrongQuestion) as refused:
        version_of_question(QueryDict("v=2"))
    assert refused.value.known == ["version"]
