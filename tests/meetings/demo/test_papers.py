"""The demo's papers: what they are, and that their texts keep to the facts."""

import re
from datetime import date

import pytest

from meetings.demo.agenda import Item
from meetings.demo.cases import case
from meetings.demo.meetings import meeting
from meetings.demo.organizations import organization
from meetings.demo.papers import (
    BUNDLE_2016,
    CONFIDENTIAL,
    EXTRA_BUNDLE,
    LEAK_WORDS,
    LOADED_PAPERS,
    NOTICES,
    Paper,
)
from meetings.demo.papers.paper import PAPERS_FOLDER
from meetings.demo.people import PEOPLE

EVERY_PAPER = (*LOADED_PAPERS, *EXTRA_BUNDLE.papers)


def _item(one: Paper) -> Item:
    return next(item for item in meeting(one.meeting).items if item.number == one.item)


def test_the_bundle_of_2016_is_six_papers() -> None:
    assert [
        (one.kind, one.parties, one.date, one.own_reference, one.references)
        for one in BUNDLE_2016.papers
    ] == [
        ("statement", ("M", "L", "KD"), date(2016, 10, 19), None, ("1451/14",)),
        ("statement", ("SD",), date(2016, 10, 19), None, ("1451/14",)),
        ("official_report", (), date(2016, 9, 5), "1451/14", ("1451/14",)),
        ("plan", (), date(2015, 11, 24), "1451/14", ("1451/14",)),
        ("minutes_extract", (), date(2015, 12, 15), "0435/15", ("0435/15",)),
        ("official_report", (), date(2015, 12, 1), "0435/15", ("0435/15", "1451/14")),
    ]


def test_the_plan_is_appendix_1_in_version_1_0() -> None:
    plan = BUNDLE_2016.papers[3]
    assert (plan.appendix, plan.version, plan.version_date) == (1, "1.0", date(2016, 6, 28))


def test_the_extract_is_of_paragraph_136() -> None:
    assert BUNDLE_2016.papers[4].paragraph == 136


def test_keys_are_unique_and_every_text_belongs_to_a_paper() -> None:
    keys = [one.key for one in EVERY_PAPER]
    assert sorted(keys) == sorted(path.stem for path in (PAPERS_FOLDER / "text").iterdir())


@pytest.mark.parametrize("one", LOADED_PAPERS, ids=lambda one: one.key)
def test_a_paper_belongs_to_an_item_and_to_its_case(one: Paper) -> None:
    assert _item(one).number == one.item
    assert [case(number).number for number in one.references] == list(one.references)
    assert one.date is None or organization(one.organization).exists_on(one.date)
    assert (one.audience == "members") == (one.secrecy is not None)


@pytest.mark.parametrize("one", NOTICES, ids=lambda one: one.key)
def test_a_short_paper_says_how_the_vote_fell_or_that_it_is_not_known(one: Paper) -> None:
    item = _item(one)
    if one.kind == "minutes_extract":
        assert all(f"[{vote.winning}–{vote.losing}]" in one.text for vote in item.votes)
    elif item.outcome is None and "Yrkande" not in one.text:
        assert "Uppgift saknas om utfallet" in one.text


def test_every_item_with_a_known_outcome_has_an_extract() -> None:
    extracts = {one.references[0] for one in NOTICES if one.kind == "minutes_extract"}
    assert extracts == {
        "0606/18",
        "1006/18",
        "0263/19",
        "0380/20",
        "0263/20",
        "0747/21",
        "0756/21",
    }


@pytest.mark.parametrize("one", EVERY_PAPER, ids=lambda one: one.key)
def test_whoever_signs_is_invented(one: Paper) -> None:
    signing = re.findall(r'signed\("([^"]+)"', one.text)
    assert set(signing) <= {known.name for known in PEOPLE}


def test_the_plan_tells_its_activities_and_its_money() -> None:
    text = BUNDLE_2016.papers[3].text
    for activity, amount in (
        ("v2", "0"),
        ("v3", "0"),
        ("v6", "0"),
        ("D12", "850"),
        ("Ls3", "2 000"),
        ("Ib6", "1 000"),
        ("Is6", "1 000"),
    ):
        assert re.search(rf"\[{activity}\].*\[{amount}\],$", text, re.MULTILINE), activity
    for version, day in (
        ("0.1", "2015-11-10"),
        ("0.2", "2015-11-10"),
        ("0.8.1", "2015-12-03"),
        ("0.9", "2016-06-25"),
        ("1.0", "2016-06-28"),
    ):
        assert f"[{day}], [{version}]," in text


def test_the_report_names_three_appendices_of_which_the_third_is_missing() -> None:
    report = BUNDLE_2016.papers[2].text
    assert re.findall(r"^Bilaga (\d):", report, re.MULTILINE) == ["1", "2", "3"]
    assert BUNDLE_2016.missing == ("Bilaga 3: Protokoll från central samverkansgrupp 2016-08-18",)
    assert BUNDLE_2016.missing[0] in report


def test_the_confidential_paper_names_its_provision() -> None:
    assert (CONFIDENTIAL.audience, CONFIDENTIAL.secrecy) == ("members", "OSL 18:8")


@pytest.mark.parametrize("word", LEAK_WORDS)
def test_a_leak_word_stands_in_the_confidential_paper_and_nowhere_else(word: str) -> None:
    holding = [one.key for one in EVERY_PAPER if word in one.text.lower()]
    assert holding == [CONFIDENTIAL.key]


def test_the_extra_bundle_is_of_another_item_and_is_not_loaded() -> None:
    assert (EXTRA_BUNDLE.meeting, EXTRA_BUNDLE.item) == ("ks/2016-11-09", "2.1.4")
    assert [one.kind for one in EXTRA_BUNDLE.papers] == [
        "motion",
        "official_report",
        "plan",
        "minutes_extract",
    ]
    assert not set(EXTRA_BUNDLE.papers) & set(LOADED_PAPERS)
