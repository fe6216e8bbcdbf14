"""The database keeps the promises of decisions, whoever asks it and in whatever way."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from meetings.models import Ballot, Decision, Vote
from meetings.triggers import TRIGGERS
from tests.append_only import lifted
from tests.meetings.decisions import factories as make
from tests.meetings.decisions.factories import Committee
from tests.meetings.registry import factories as registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return make.committee()


def refused(why: str, sql: str, *values: Any) -> None:
    """The statement fails by our trigger with these words and nothing else."""
    with (
        pytest.raises(DatabaseError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


def insert_ballot(vote: Vote, person: int) -> tuple[str, int, int]:
    sql = (
        "INSERT INTO meetings_ballot (vote_id, person_id, party, choice, served_for, sort_order) "
        "VALUES (%s, %s, 'S', 'yes', '', 99)"
    )
    return sql, vote.pk, person


def test_a_sealed_decision_keeps_its_votes_and_ballots(committee: Committee) -> None:
    decision = make.published(committee, make.named(committee, "yyyyynnna"))
    assert decision.sealed
    vote = decision.votes.get()
    refused("the decision is sealed", "DELETE FROM meetings_ballot")
    refused("the decision is sealed", "DELETE FROM meetings_vote WHERE id = %s", vote.pk)
    refused("the decision is sealed", "UPDATE meetings_vote SET yes = 6 WHERE id = %s", vote.pk)
    refused("the decision is sealed", *insert_ballot(vote, committee.members[0].pk))
    refused("replaced, never changed", "UPDATE meetings_ballot SET choice = 'no'")
    refused(
        "the decision is sealed",
        "INSERT INTO meetings_vote SELECT * FROM meetings_vote WHERE id = %s",
        vote.pk,
    )


def test_a_ballot_of_an_unsealed_decision_is_replaced_and_never_changed(
    committee: Committee,
) -> None:
    make.decision(committee, make.named(committee, "yyyyynnna"))
    refused("replaced, never changed", "UPDATE meetings_ballot SET choice = 'no'")
    Ballot.objects.all().delete()
    assert not Ballot.objects.exists()


def test_a_secret_round_can_hold_no_ballot(committee: Committee) -> None:
    decision = make.decision(committee, make.vote(secret=True), method="secret")
    member = committee.members[0].pk
    refused("a secret vote has no ballots", *insert_ballot(decision.votes.get(), member))


def test_a_named_round_cannot_become_secret(committee: Committee) -> None:
    make.decision(committee, make.named(committee, "yyyyynnna"))
    sql = "UPDATE meetings_vote SET secret = %s, detail = 'counts'"
    refused("a secret vote has no ballots", sql, True)


def test_a_secret_round_is_never_named(committee: Committee) -> None:
    make.decision(committee, make.vote(), method="vote")
    with (
        pytest.raises(IntegrityError, match="secret_vote_is_never_named"),
        transaction.atomic(),
    ):
        Vote.objects.update(secret=True, detail="named")


def test_only_who_was_a_member_that_day_has_a_ballot(committee: Committee) -> None:
    decision = make.decision(committee, make.named(committee, "yyyyynnn"))
    stranger = make.person("Ingen ledamot")
    vote = decision.votes.get()
    refused("not a member that day", *insert_ballot(vote, stranger.pk))
    make.membership(stranger, committee.organization)
    refused("not a member that day", *insert_ballot(vote, stranger.pk))


def test_a_claimed_vote_is_there(committee: Committee) -> None:
    decision = make.decision(committee, method="vote")
    refused("a vote is claimed and there is none", *seal(decision))


def test_a_counter_proposal_round_is_not_the_decision(committee: Committee) -> None:
    decision = make.decision(committee, make.vote(purpose="counter_proposal"))
    refused("a vote is claimed and there is none", *seal(decision))


def test_a_secret_decision_has_a_secret_round(committee: Committee) -> None:
    decision = make.decision(committee, make.vote(), method="secret")
    refused("a vote is claimed and there is none", *seal(decision))


def test_named_counts_equal_the_ballots(committee: Committee) -> None:
    decision = make.decision(committee, make.named(committee, "yyyyynnna", yes=6))
    refused("the counts are not those of the ballots", *seal(decision))


def test_only_a_named_round_has_ballots(committee: Committee) -> None:
    decision = make.decision(committee, make.named(committee, "yyyyynnna", detail="counts"))
    refused("only a named vote has ballots", *seal(decision))


def test_there_are_no_more_ballots_than_seats(committee: Committee) -> None:
    substitute = make.person("Ersättare")
    registry.put_live(substitute)
    seat = make.membership(substitute, committee.organization, role="substitute")
    registry.put_live(seat)
    vote = make.named(committee, "yyyyynnna", yes=6)
    vote.ballots.add(Ballot(person=substitute, choice="yes"))
    refused("more ballots than seats", *seal(make.decision(committee, vote)))


@pytest.mark.parametrize("fields", [{"yes": None}, {"detail": "prose", "prose": ""}])
def test_a_round_is_counted_or_told(committee: Committee, fields: dict[str, Any]) -> None:
    decision = make.decision(committee, make.vote(**fields))
    refused("neither counted nor told", *seal(decision))


def test_a_decision_is_not_born_sealed(committee: Committee) -> None:
    with pytest.raises(IntegrityError, match="sealed before its votes"), transaction.atomic():
        make.decision(committee, sealed=True)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"won": "no"}, "vote_falls_where_the_counts_say"),
        ({"no": 7}, "vote_falls_where_the_counts_say"),
        ({"no": 7, "won": ""}, "vote_falls_where_the_counts_say"),
        ({"no": 7, "casting_vote": "no"}, "vote_falls_where_the_counts_say"),
        ({"casting_vote": "yes"}, "only_a_tie_needs_breaking"),
        ({"by_lot": True}, "only_a_tie_needs_breaking"),
    ],
)
def test_a_round_falls_where_the_counts_say(
    committee: Committee, fields: dict[str, Any], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.decision(committee, make.vote(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"no": 7, "casting_vote": "yes"},
        {"no": 7, "by_lot": True},
        {"detail": "prose", "yes": None, "no": None, "won": "", "prose": "Så gick det till."},
    ],
)
def test_what_the_counts_allow_is_stored(committee: Committee, fields: dict[str, Any]) -> None:
    decision = make.decision(committee, make.vote(**fields))
    assert decision.votes.count() == 1


def seal(decision: Decision) -> tuple[str, bool, int]:
    return "UPDATE meetings_decision SET sealed = %s WHERE id = %s", True, decision.pk


def test_triggers_are_where_they_should_be() -> None:
    assert TRIGGERS.missing() == []


def test_a_check_says_which_trigger_is_missing() -> None:
    with lifted():
        found = {message.id for message in run_checks(databases=["default"])}
    assert "meetings.W001" in found
    assert TRIGGERS.missing() == []
