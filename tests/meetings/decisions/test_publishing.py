"""Publishing and correcting decisions: votes are parts, ballots are replaced inside the act."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from meetings.decision_contents import DecisionContent, VoteContent
from meetings.models import Ballot, Decision, Membership, Vote
from meetings.selectors.drafts import newest_of
from meetings.services.publishing import doubts, withdraw
from portal.core.ids import new_id
from portal.ledger.models import Entry, Record
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import parts_of, version_of
from tests.meetings.decisions import factories as make
from tests.meetings.decisions.factories import Committee

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return make.committee()


def decided(decision: Decision) -> DecisionContent:
    content = version_of(Record.objects.get(pk=decision.record_id)).content
    assert isinstance(content, DecisionContent)
    return content


def rounds(decision: Decision) -> list[VoteContent]:
    found = [each.content for each in parts_of(decision.record_id, "vote", ANONYMOUS)]
    return [each for each in found if isinstance(each, VoteContent)]


def refusals(decision: Decision) -> list[str]:
    before = Entry.objects.count()
    with pytest.raises(ValidationError) as refused:
        make.put_live(decision)
    assert Entry.objects.count() == before
    return [str(message) for message in refused.value.messages]


def test_a_decision_is_published_with_its_rounds_in_order(committee: Committee) -> None:
    first = make.named(committee, "yyynnnnna", purpose="counter_proposal")
    decision = make.published(committee, first, make.named(committee, "yyyyynnna"))
    assert decision.sealed
    assert decided(decision).figures == "5–3"
    assert [(each.order, each.purpose) for each in rounds(decision)] == [
        (1, "counter_proposal"),
        (2, "main"),
    ]
    assert [each.path for each in rounds(decision)] == [
        f"/beslut/{decision.number}/votering-1/",
        f"/beslut/{decision.number}/votering-2/",
    ]


def test_a_named_round_counts_its_parties(committee: Committee) -> None:
    [vote] = rounds(make.published(committee, make.named(committee, "yyyyynnna")))
    assert [(each.party, each.yes, each.no, each.abstained) for each in vote.parties] == [
        ("S", 3, 0, 0),
        ("M", 2, 0, 0),
        ("KD", 0, 0, 1),
        ("L", 0, 1, 0),
        ("MP", 0, 1, 0),
        ("V", 0, 1, 0),
    ]


@pytest.mark.parametrize(
    ("fields", "figures"),
    [
        ({}, "7–6"),
        ({"yes": 3, "no": 10, "won": "no"}, "10–3"),
        ({"no": 7, "casting_vote": "yes"}, "7–7"),
        ({"no": 7, "by_lot": True}, "7–7"),
        ({"detail": "prose", "yes": None, "no": None, "won": "", "prose": "Jämnt."}, ""),
    ],
)
def test_what_is_known_of_a_vote_is_published_and_no_more(
    committee: Committee, fields: dict[str, Any], figures: str
) -> None:
    decision = make.published(committee, make.vote(**fields))
    assert decided(decision).figures == figures
    [vote] = rounds(decision)
    assert (vote.abstained, vote.absent, vote.ballots) == (None, None, ())


def test_a_secret_election_is_published_as_counts(committee: Committee) -> None:
    vote = make.vote(secret=True, yes=5, no=4)
    [shown] = rounds(make.published(committee, vote, method="secret"))
    assert (shown.secret, shown.yes, shown.no, shown.ballots) == (True, 5, 4, ())


def test_a_claimed_vote_must_be_there(committee: Committee) -> None:
    assert refusals(make.decision(committee, method="vote")) == [
        "Beslutet sägs vara fattat med omröstning. Lägg till huvudvoteringen."
    ]


def test_method_and_round_say_the_same_of_secrecy(committee: Committee) -> None:
    assert refusals(make.decision(committee, make.vote(), method="secret")) == [
        "Beslutssättet och huvudvoteringen säger olika om omröstningen var sluten."
    ]


def test_named_counts_must_be_those_of_the_ballots(committee: Committee) -> None:
    vote = make.named(committee, "yyyyynnna", yes=6)
    assert refusals(make.decision(committee, vote)) == [
        "Rösterna namn för namn är 5 ja, 3 nej, 1 avstår men summan säger 6 ja, 3 nej, 1 avstår."
    ]


def test_a_round_has_counts_or_words(committee: Committee) -> None:
    uncounted = make.vote(yes=None, no=None, won="")
    assert refusals(make.decision(committee, uncounted)) == [
        "Ange antal ja och nej, eller välj ”bara beskriven”."
    ]
    silent = make.vote(detail="prose", yes=None, no=None, won="")
    assert refusals(make.decision(committee, silent, paragraph="§ 13")) == [
        "Beskriv omröstningen, eller ange antalen."
    ]


def test_names_belong_to_named_rounds(committee: Committee) -> None:
    vote = make.named(committee, "yyyyynnna", detail="counts")
    assert refusals(make.decision(committee, vote)) == [
        "Röster namn för namn finns bara där omröstningen är känd ”namn för namn”."
    ]


def test_the_item_stands_on_the_meetings_agenda(committee: Committee) -> None:
    assert refusals(make.decision(committee, item=new_id())) == [
        "Punkten finns inte på sammanträdets dagordning."
    ]


def test_a_correction_replaces_ballots_and_keeps_the_round(committee: Committee) -> None:
    decision = make.published(committee, make.named(committee, "yyyyynnna"))
    draft = newest_of(decision)
    [vote] = draft.votes.all()
    ballots = list(vote.ballots.all())
    ballots[-1] = Ballot(person=ballots[-1].person, party="KD", choice="no")
    vote.ballots, vote.no, vote.abstained = ballots, 4, 0
    draft.votes = [vote]
    draft.save_revision(clean=False)
    make.put_live(decision, reason="Fel knapp.")
    assert decision.sealed
    assert decided(decision).figures == "5–4"
    [corrected] = parts_of(decision.record_id, "vote", ANONYMOUS)
    assert (corrected.version, corrected.reason) == (2, "Fel knapp.")
    assert corrected.record.pk == vote.record_id
    assert (Vote.objects.count(), Ballot.objects.filter(choice="no").count()) == (1, 4)


def test_a_withdrawn_decision_takes_its_rounds_and_may_be_written_anew(
    committee: Committee,
) -> None:
    decision = make.published(committee, make.named(committee, "yyyyynnna"))
    withdraw(record=decision, actor=make.SECRETARY, reason="Fel punkt.", key=str(new_id()))
    verbs = Record.objects.filter(kind__in=["decision", "vote"]).values_list("verb", flat=True)
    assert set(verbs) == {"withdrawn"}
    decision.refresh_from_db()
    assert not decision.sealed
    draft = newest_of(decision)
    draft.title = "Nya öppettider"
    draft.save()
    make.put_live(decision)
    assert decided(decision).title == "Nya öppettider"


def test_a_withdrawn_meeting_takes_its_decisions_and_votes_with_it(committee: Committee) -> None:
    decision = make.published(committee, make.named(committee, "yyyyynnna"))
    reason = {"reason": "Fel dag.", "key": str(new_id())}
    act = withdraw(record=committee.meeting, actor=make.SECRETARY, **reason)
    fallen = ["agenda-item", "decision", "meeting", "vote"]
    assert sorted(act.entries.values_list("record__kind", flat=True)) == fallen
    assert set(act.entries.values_list("verb", "reason")) == {("withdrawn", "Fel dag.")}
    decision.refresh_from_db()
    assert (decision.live, decision.sealed) == (False, False)


def test_a_decision_that_fell_before_its_meeting_is_left_alone(committee: Committee) -> None:
    decision = make.published(committee, make.vote())
    withdraw(record=decision, actor=make.SECRETARY, reason="Fel punkt.", key=str(new_id()))
    act = withdraw(record=committee.meeting, actor=make.SECRETARY, reason="Nu.", key=str(new_id()))
    kinds = act.entries.values_list("record__kind", flat=True)
    assert sorted(kinds) == ["agenda-item", "meeting"]


def test_more_votes_than_known_seats_is_a_doubt_and_no_fault(committee: Committee) -> None:
    decision = make.decision(committee, make.vote(yes=7, no=6))
    [doubt] = doubts([decision])
    assert (doubt.rule, doubt.stops) == ("more_votes_than_seats", False)
    assert doubt.around == "7 ja, 6 nej är 13 röster, men organet har 9 kända platser den dagen."
    make.put_live(decision)
    assert rounds(decision)[0].yes == 7


@pytest.mark.parametrize(
    "vote",
    [
        {"yes": 5, "no": 3, "absent": 1},
        {"detail": "prose", "yes": None, "no": None, "won": "", "prose": "Ja med stor majoritet."},
    ],
)
def test_no_doubt_where_the_votes_have_seats_or_are_not_counted(
    committee: Committee, vote: dict[str, Any]
) -> None:
    assert list(doubts([make.decision(committee, make.vote(**vote))])) == []


def test_no_doubt_where_no_seats_are_known(committee: Committee) -> None:
    Membership.objects.update(live=False)
    assert list(doubts([make.decision(committee, make.vote())])) == []


def test_a_dropped_round_owes_a_reason_and_leaves_a_tombstone(committee: Committee) -> None:
    procedure = make.vote(purpose="procedure", yes=10, no=3)
    decision = make.published(committee, procedure, make.vote())
    draft = newest_of(decision)
    draft.votes = [each for each in draft.votes.all() if each.purpose == "main"]
    draft.save_revision(clean=False)
    make.put_live(decision, reason="Den hölls inte.")
    [dropped] = Record.objects.filter(kind="vote", verb="withdrawn")
    assert dropped.pk == procedure.record_id
    assert [each.order for each in rounds(decision)] == [1]


def test_several_decisions_of_a_meeting_in_one_act(committee: Committee) -> None:
    decisions = [
        make.decision(committee, make.vote(), paragraph=f"§ {number}") for number in (1, 2, 3)
    ]
    act = make.put_live(*decisions)
    assert act.entries.count() == 6
    assert all(each.sealed for each in decisions)
