"""Rounds: who votes, once each, until the gavel; what is gavelled is corrected, never changed."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from meetings.models import Decision
from meetings.states import DecisionMethod, DecisionOutcome, VotePurpose
from streaming.live.errors import NoBallot, NothingThere, OutOfOrder, WrongRound, WrongSeat
from streaming.live.models import Ballot, LiveEvent, Mandate, Result, Round
from streaming.live.selectors.picture import picture_of
from streaming.live.selectors.sections import sections_of
from streaming.live.services.attendance_commands import Arrive, Leave, Serve, StandAside
from streaming.live.services.ballots import cast_for, cast_own_ballot
from streaming.live.services.decision_commands import Decide, Reserve
from streaming.live.services.item_commands import CloseItem, OpenItem
from streaming.live.services.recording import write_record
from streaming.live.services.round_commands import (
    Acclaim,
    CorrectRound,
    Counts,
    DrawLot,
    Gavel,
    OpenRound,
    VoidRound,
)
from streaming.live.states import AsideKind
from tests.streaming.live.factories import NO, YES, House, handling, question, voting

pytestmark = pytest.mark.django_db


def open_round(made: House) -> Round:
    return made.live.rounds.get(state="open")


def say(made: House, *choices: str) -> None:
    """The secretary calls the roll: one choice a mandate, in order of the seats."""
    of = open_round(made)
    for mandate, choice in zip(of.mandates.filter(aside=""), choices, strict=False):
        cast_for(
            meeting=made.meeting,
            round_id=of.pk,
            mandate=mandate.pk,
            choice=choice,
            user=made.secretary,
        )


def told(made: House, name: str, *, public: bool = True) -> Any:
    return sections_of(picture_of(made.now()), public=public).get(name)


def fell(made: House) -> tuple[Any, ...]:
    result = Result.objects.order_by("pk").last()
    assert result is not None
    return result.version, result.yes, result.no, result.abstained, result.won


def test_a_member_votes_from_their_own_device_and_may_change_until_the_gavel() -> None:
    made = voting()
    user = made.user_of(made.members[2])
    of = open_round(made)
    for choice in ("yes", "no"):
        cast_own_ballot(meeting=made.meeting, round_id=of.pk, choice=choice, user=user)
    assert list(Ballot.objects.values_list("choice", flat=True)) == ["no"]
    assert (told(made, "round")["voted"], told(made, "round")["mandates"]) == (1, 5)


def test_while_the_round_is_open_nobody_is_told_how_it_goes() -> None:
    made = voting()
    say(made, "yes", "yes", "no")
    for public in (True, False):
        assert told(made, "result", public=public) is None
        assert set(told(made, "round", public=public)) == {
            *("id", "order", "purpose", "secret", "about", "yes_means", "no_means"),
            *("mandates", "voted", "opened_at"),
        }
    assert not LiveEvent.objects.filter(kind__startswith="ballot").exists()


def test_the_gavel_counts_and_who_said_nothing_is_absent() -> None:
    made = voting()
    say(made, "yes", "yes", "no", "abstained")
    made.does(Gavel())
    assert fell(made) == (1, 2, 1, 1, "yes")
    [shown] = told(made, "result")["rounds"]
    assert shown["sentence"] == "Sammanträdet sa ja: bifall till förslaget. 2–1."
    assert [ballot["choice"] for ballot in shown["ballots"]] == [
        *("yes", "yes", "no", "abstained", "absent")
    ]


def test_after_the_gavel_no_ballot_is_taken() -> None:
    made = voting()
    user, of = made.user_of(made.members[0]), open_round(made)
    say(made, "yes")
    made.does(Gavel())
    with pytest.raises(NoBallot, match="redan avslutad"):
        cast_own_ballot(meeting=made.meeting, round_id=of.pk, choice="no", user=user)
    with pytest.raises(OutOfOrder, match="redan avslutad"):
        made.does(Gavel())


def test_who_does_not_serve_has_no_ballot() -> None:
    made = voting()
    substitute = made.user_of(made.substitutes[0])
    with pytest.raises(NoBallot, match="tjänstgör inte"):
        cast_own_ballot(
            meeting=made.meeting, round_id=open_round(made).pk, choice="yes", user=substitute
        )
    with pytest.raises(NoBallot, match="inte rösta"):
        cast_own_ballot(
            meeting=made.meeting, round_id=open_round(made).pk, choice="yes", user=made.secretary
        )


@pytest.mark.parametrize(
    ("kind", "words"), [(AsideKind.CONFLICT, "Jäv"), (AsideKind.NOT_TAKING_PART, "inte deltar")]
)
def test_who_stands_aside_has_no_ballot(kind: AsideKind, words: str) -> None:
    made = handling()
    made.does(StandAside(made.members[1].pk, kind), OpenRound(question()))
    user = made.user_of(made.members[1])
    with pytest.raises(NoBallot, match=words):
        cast_own_ballot(meeting=made.meeting, round_id=open_round(made).pk, choice="no", user=user)


def test_a_substitute_who_serves_votes_for_the_seat() -> None:
    made = handling()
    member, substitute = made.members[1], made.substitutes[0]
    made.does(Leave(member.pk), Arrive((substitute.pk,)), Serve(substitute.pk, member.pk))
    made.does(OpenRound(question()))
    user = made.user_of(substitute)
    cast_own_ballot(meeting=made.meeting, round_id=open_round(made).pk, choice="no", user=user)
    made.does(Gavel())
    ballots = told(made, "result")["rounds"][0]["ballots"]
    assert ballots[1]["served_for"] == "Ledamot 2"
    assert ballots[1]["choice"] == "no"


def test_a_choice_that_is_none_is_refused() -> None:
    made = voting()
    with pytest.raises(NoBallot, match="Välj"):
        say(made, "maybe")


def test_a_tie_is_broken_by_the_chair_or_by_lot_and_by_nothing_else() -> None:
    made = voting()
    say(made, "yes", "no")
    with pytest.raises(WrongRound, match="Lika röster"):
        made.does(Gavel())
    made.does(Gavel(tie="casting_no"))
    assert fell(made) == (1, 1, 1, 0, "no")
    assert told(made, "result")["rounds"][0]["casting_vote"] == "no"


def test_a_casting_vote_breaks_nothing_that_is_not_a_tie() -> None:
    made = voting()
    say(made, "yes")
    with pytest.raises(WrongRound, match="bara vid lika"):
        made.does(Gavel(tie="casting_no"))


def test_a_gavelled_round_is_corrected_with_a_reason_and_both_results_stay() -> None:
    made = voting()
    say(made, "yes", "yes", "no", "no", "no")
    made.does(Gavel())
    of = made.live.rounds.get()
    wrong = of.mandates.last()
    assert wrong is not None
    with pytest.raises(WrongRound, match="varför"):
        made.does(CorrectRound(of.pk, "", {wrong.pk: "yes"}))
    made.does(CorrectRound(of.pk, "Tryckte fel.", {wrong.pk: "yes"}))
    assert list(Result.objects.values_list("version", "yes", "no", "won")) == [
        (1, 2, 3, "no"),
        (2, 3, 2, "yes"),
    ]
    assert told(made, "result")["rounds"][0]["ballots"][4]["choice"] == "yes"
    with pytest.raises(NothingThere):
        made.does(CorrectRound(of.pk, "Fel.", {99999: "yes"}))


def test_a_gavelled_round_is_voided_and_the_question_put_again() -> None:
    made = voting()
    say(made, "yes", "yes", "no")
    made.does(Gavel())
    of = made.live.rounds.get()
    with pytest.raises(WrongRound, match="varför"):
        made.does(VoidRound(of.pk, " "))
    made.does(VoidRound(of.pk, "Fel fråga ställdes."))
    [shown] = told(made, "result")["rounds"]
    assert (shown["is_void"], shown["sentence"], shown["reason"]) == (
        *(True, "Längre öppettider", "Fel fråga ställdes."),
    )
    for again in (VoidRound(of.pk, "Igen."), CorrectRound(of.pk, "Fel.", {})):
        with pytest.raises(WrongRound, match="gäller inte längre"):
            made.does(again)
    made.does(OpenRound(question()))
    say(made, "no", "no", "no")
    made.does(Gavel(), Decide(DecisionOutcome.REJECTED, "Nämnden sa nej."), CloseItem())
    write_record(meeting=made.meeting, user=made.secretary)
    draft = Decision.objects.get().get_latest_revision_as_object()
    assert [(vote.yes, vote.no) for vote in draft.votes.all()] == [(0, 3)]
    assert [note.text for note in draft.notes.all()] == [
        "Omröstningen om Längre öppettider gäller inte: Fel fråga ställdes."
    ]
    assert Result.objects.filter(round=of).count() == 2


def test_a_secret_round_has_counts_and_no_names_anywhere() -> None:
    made = handling()
    made.does(OpenRound(question(), method=DecisionMethod.SECRET))
    with pytest.raises(NoBallot, match="sluten"):
        say(made, "yes")
    with pytest.raises(WrongRound, match="6 röster, men bara 5"):
        made.does(Gavel(counts=Counts(4, 2)))
    made.does(Gavel(counts=Counts(3, 1, blank=1)))
    [shown] = told(made, "result", public=False)["rounds"]
    assert (shown["counts"]["yes"], shown["ballots"]) == (3, [])
    assert Ballot.objects.count() == 0


def test_acclamation_and_lot_are_told_without_figures() -> None:
    made = handling()
    made.does(Acclaim(question(purpose=VotePurpose.COUNTER_PROPOSAL), YES), DrawLot(question(), NO))
    assert [each["sentence"] for each in told(made, "result")["rounds"]] == [
        "Sammanträdet sa ja: bifall till förslaget. Med acklamation, utan rösträkning.",
        "Sammanträdet sa nej: avslag på förslaget. Lotten avgjorde.",
    ]


def test_only_who_took_part_makes_a_reservation() -> None:
    made = handling()
    item = made.items[0].record
    made.does(StandAside(made.members[1].pk, AsideKind.NOT_TAKING_PART))
    made.does(Decide(DecisionOutcome.APPROVED, "Parken har öppet till kl. 22."), CloseItem())
    with pytest.raises(WrongSeat, match="deltog inte"):
        made.does(Reserve(item, (made.members[1].pk,)))
    made.does(Reserve(item, (made.members[2].pk,), "Det blir för dyrt."))
    assert told(made, "decision")["remarks"] == [
        {
            "kind": "reservation",
            "text": "Det blir för dyrt.",
            "people": [{"name": "Ledamot 3", "party": "V"}],
        }
    ]
    with pytest.raises(OutOfOrder, match="inte behandlad"):
        made.does(Reserve(made.items[2].record, (made.members[2].pk,)))


def test_what_happens_behind_closed_doors_stays_there_when_they_open() -> None:
    made = handling()
    made.does(CloseItem(), OpenItem(made.items[1].record), OpenRound(question()))
    say(made, "yes")
    assert told(made, "round") is None
    assert told(made, "round", public=False)["voted"] == 1
    made.does(Gavel(), CloseItem(), OpenItem(made.items[1].record))
    made.live.items.filter(pk=made.items[1].pk).update(is_closed=False)
    assert told(made, "result") is None
    assert told(made, "result", public=False) is not None


REFUSED = (DatabaseError, IntegrityError)


def refused(change: Any) -> None:
    with pytest.raises(REFUSED), transaction.atomic():
        change()


def test_the_database_itself_keeps_what_was_gavelled() -> None:
    made = voting()
    say(made, "yes", "no", "yes")
    of = open_round(made)
    one, spare = of.mandates.first(), of.mandates.last()
    assert one is not None
    assert spare is not None
    refused(lambda: Mandate.objects.create(round=of, seat=one.seat, holder=one.holder))
    refused(lambda: Result.objects.create(round=of, version=1, won="yes", at=of.opened_at))
    made.does(Gavel())
    refused(lambda: Ballot.objects.create(mandate=spare, choice="yes"))
    refused(lambda: Ballot.objects.filter(mandate=one).update(choice="no"))
    refused(lambda: Ballot.objects.filter(mandate=one)._raw_delete("default"))
    refused(lambda: Round.objects.filter(pk=of.pk).update(state="open"))
    refused(lambda: Result.objects.update(yes=5))
    refused(lambda: LiveEvent.objects.update(at=of.opened_at))
    refused(lambda: LiveEvent.objects.all()._raw_delete("default"))
    refused(
        lambda: Result.objects.create(
            round=of,
            version=2,
            yes=5,
            no=1,
            abstained=0,
            won="yes",
            reason="Fler än det fanns.",
            at=of.opened_at,
        )
    )
