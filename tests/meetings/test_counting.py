"""Counting votes and saying how they fell."""

from meetings.counting import count, count_by_party, departures, figures, winner
from meetings.decision_contents import Ballot, PartyCount, VoteContent
from meetings.states import Choice
from portal.core.ids import new_id


def ballot(party: str, choice: Choice) -> Ballot:
    return Ballot(person=new_id(), name="Demo Person", party=party, choice=choice)


def vote(yes: int | None, no: int | None, won: str = "") -> VoteContent:
    return VoteContent(
        id=new_id(),
        path="/beslut/1/votering-1/",
        title="Fråga",
        decision=new_id(),
        order=1,
        purpose="main",
        detail="counts",
        yes=yes,
        no=no,
        won=won,
    )


def test_every_choice_is_counted_and_none_left_out() -> None:
    counted = count([ballot("S", Choice.YES), ballot("M", Choice.CONFLICT)])
    assert counted == {
        "yes": 1,
        "no": 0,
        "abstained": 0,
        "absent": 0,
        "not_taking_part": 0,
        "conflict": 1,
    }


def test_parties_stand_largest_first_then_by_name() -> None:
    ballots = [ballot("V", Choice.NO), ballot("M", Choice.YES), ballot("V", Choice.NO)]
    assert count_by_party([*ballots, ballot("C", Choice.YES)]) == (
        PartyCount(party="V", no=2),
        PartyCount(party="C", yes=1),
        PartyCount(party="M", yes=1),
    )


def test_a_tie_falls_where_the_casting_vote_says() -> None:
    assert winner(6, 6, "no") == "no"
    assert winner(6, 6, "") == ""
    assert winner(7, 6, "no") == "yes"


def test_who_votes_against_most_of_the_party_departs() -> None:
    odd = ballot("S", Choice.NO)
    ballots = [ballot("S", Choice.YES), ballot("S", Choice.YES), odd]
    assert departures(ballots) == [odd]


def test_nobody_departs_from_a_party_that_is_split_evenly() -> None:
    assert departures([ballot("S", Choice.YES), ballot("S", Choice.NO)]) == []


def test_an_abstention_is_no_departure() -> None:
    assert departures([ballot("S", Choice.YES), ballot("S", Choice.ABSTAINED)]) == []


def test_figures_tell_the_winning_side_first() -> None:
    assert figures(vote(6, 7, "no")) == "7–6"
    assert figures(vote(7, 6, "yes")) == "7–6"
    assert figures(vote(None, None)) == ""
