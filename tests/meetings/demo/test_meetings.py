"""The demo's held meetings say what the public sources say, and no more."""

import pytest

from meetings.demo.agenda import Meeting, Vote
from meetings.demo.cases import case
from meetings.demo.meetings import MEETINGS, meeting
from meetings.demo.organizations import organization
from meetings.demo.people import PARTIES, members_on

WEDNESDAY, THURSDAY = 2, 3

KNOWN_ITEMS = {
    ("ks/2016-10-19", "2.2.2", "1451/14"),
    ("ks/2021-03-31", "2.1.1", "0263/20"),
    ("ks/2021-06-16", "2.1.1", "0747/21"),
    ("ks/2021-06-16", "2.1.5", "0756/21"),
    ("ks/2021-09-29", "2.1.2", "1070/21"),
    ("ks/2021-10-27", "2.1.10", "0882/21"),
    ("ks/2024-06-12", "4", "SLK-2023-01047"),
}

COUNTS = {
    ("1006/18", 7, 6),
    ("0380/20", 7, 6),
    ("0263/20", 10, 3),
    ("DN-2024-00007", 5, 3),
    ("DN-2024-00011", None, None),
    (None, 5, 4),
    ("DN-2024-00015", 5, 3),
    ("DN-2024-00015", 6, 3),
    ("DN-2024-00011", 4, 4),
}


def test_item_numbers_are_known_where_the_sources_give_them() -> None:
    assert {
        (one.key, item.number, item.case)
        for one in MEETINGS
        for item in one.items
        if item.number_known and not item.invented
    } == KNOWN_ITEMS


def test_votes_are_those_of_the_sources() -> None:
    assert {
        (item.case, vote.winning, vote.losing)
        for one in MEETINGS
        for item in one.items
        for vote in item.votes
    } == COUNTS


def test_what_goes_on_to_the_council() -> None:
    assert [
        item.case
        for one in MEETINGS
        for item in one.items
        if one.organization == "ks" and item.forwarded_to == "kf"
    ] == ["1198/13", "0606/18", "1006/18", "0263/19", "0380/20", "0263/20", "0747/21", "0756/21"]


@pytest.mark.parametrize("one", MEETINGS, ids=lambda one: one.key)
def test_a_meeting_resolves(one: Meeting) -> None:
    assert organization(one.organization).exists_on(one.date)
    assert len({item.number for item in one.items}) == len(one.items)
    for item in one.items:
        assert item.case is None or case(item.case).first_known <= one.date
        assert item.forwarded_to is None or organization(item.forwarded_to).exists_on(one.date)
        named = [*item.motions, *item.statements, *item.notes]
        assert {party for parties in named for party in parties} <= set(PARTIES)


@pytest.mark.parametrize("one", MEETINGS, ids=lambda one: one.key)
def test_the_board_meets_on_wednesdays_and_the_council_on_thursdays(one: Meeting) -> None:
    days = {"ks": WEDNESDAY, "kf": THURSDAY}
    assert one.date.weekday() == days.get(one.organization, one.date.weekday())


def test_meetings_are_unique() -> None:
    assert len({one.key for one in MEETINGS}) == len(MEETINGS)


def test_only_the_invented_committee_has_named_votes() -> None:
    named = {
        one.organization
        for one in MEETINGS
        for item in one.items
        for vote in item.votes
        if vote.ballots
    }
    assert named == {"demonamnden"}


NAMED = [
    pytest.param(one, vote, id=f"{one.key} {vote.about}")
    for one in MEETINGS
    for item in one.items
    for vote in item.votes
    if vote.ballots
]


@pytest.mark.parametrize(("held", "vote"), NAMED)
def test_named_ballots_add_up_and_belong_to_members(held: Meeting, vote: Vote) -> None:
    cast: list[str] = [ballot.choice for ballot in vote.ballots]
    loser = "no" if vote.won == "yes" else "yes"
    assert (cast.count(vote.won), cast.count(loser)) == (vote.winning, vote.losing)
    members = {one.person for one in members_on(held.organization, held.date)}
    assert {ballot.served_for or ballot.person for ballot in vote.ballots} == members


def test_the_invented_committee_decides_in_every_way() -> None:
    items = [item for one in MEETINGS if one.organization == "demonamnden" for item in one.items]
    votes = [vote for item in items for vote in item.votes]
    methods = {item.decided.method for item in items if item.decided}
    assert methods == {"", "acclamation", "vote", "secret"}
    assert {vote.purpose for vote in votes} == {"main", "counter_proposal", "procedure"}
    assert [vote.about for vote in votes if vote.casting_vote] == ["Förslaget om tolv nya bänkar"]
    assert [vote.winning for vote in votes if vote.secret] == [5]
    assert {ballot.choice for vote in votes for ballot in vote.ballots} == {
        "yes",
        "no",
        "abstained",
        "conflict",
    }


def test_what_stood_on_the_board_in_june_2021() -> None:
    port, scooters = meeting("ks/2021-06-16").items
    assert (port.statements, port.not_taking_part) == ((("D",),), 1)
    assert scooters.statements == (("S",),)


def test_what_stood_on_the_board_in_february_2020() -> None:
    premises = meeting("ks/2020-02-05").items[0]
    assert premises.motions == (("MP", "V", "S"),)
    assert premises.notes == (("KD",),)
    assert premises.statements == (("M", "L", "C", "KD"),)
