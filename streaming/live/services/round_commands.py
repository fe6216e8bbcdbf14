"""Rounds: by acclamation, open, secret, by lot; the gavel, and the correction of a result."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.moments import MomentKind
from meetings.states import DecisionMethod, Side, VotePurpose
from streaming.live.errors import NothingThere, WrongRound
from streaming.live.models import Mandate, Result, Round
from streaming.live.rules import count_fault, tie_fault, winner
from streaming.live.selectors.counting import choices_of, count_choices, result_words
from streaming.live.services.room import Room
from streaming.live.states import RoundState, Tie, Verb


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to the meeting, and what ja and nej mean, in plain words."""

    about: str
    yes_means: str
    no_means: str
    purpose: VotePurpose = VotePurpose.MAIN


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of closed slips: ja, nej, blank and invalid."""

    yes: int
    no: int
    blank: int = 0
    invalid: int = 0


@dataclass(frozen=True, slots=True)
class OpenRound:
    """An open vote or one with closed slips. Who may vote is fixed now."""

    question: Question
    method: DecisionMethod = DecisionMethod.VOTE
    verb: ClassVar[Verb] = Verb.OPEN_ROUND

    def do(self, room: Room) -> None:
        if self.method not in {DecisionMethod.VOTE, DecisionMethod.SECRET}:
            raise WrongRound(_("Bara en öppen eller sluten omröstning har en öppen rond."))
        made = _new_round(room, self.question, self.method)
        Mandate.objects.bulk_create(_mandates(room, made))
        room.round = made
        room.write(MomentKind.ROUND_OPENED, item=room.item, round=made, text=made.about)


@dataclass(frozen=True, slots=True)
class Gavel:
    """The chair's gavel ends the round. Mandates that said nothing are noted as absent."""

    tie: str = ""
    counts: Counts | None = None
    verb: ClassVar[Verb] = Verb.GAVEL

    def do(self, room: Room) -> None:
        assert room.round is not None
        ended = room.round
        ended.state, ended.gavelled_at = RoundState.GAVELLED, room.at
        ended.save()
        counted = _counted(ended, self.counts, choices_of(ended))
        result = _add_result(room, ended, counted, self.tie)
        room.round = None
        room.write(
            MomentKind.ROUND_GAVELLED, item=room.item, round=ended, text=result_words(ended, result)
        )


@dataclass(frozen=True, slots=True)
class Acclaim:
    """The chair finds what the majority wants; nobody counts (law.md B5)."""

    question: Question
    won: Side
    verb: ClassVar[Verb] = Verb.ACCLAIM

    def do(self, room: Room) -> None:
        _settle_at_once(room, self.question, DecisionMethod.ACCLAMATION, self.won, "")


@dataclass(frozen=True, slots=True)
class DrawLot:
    """A question that only a lot decides."""

    question: Question
    won: Side
    verb: ClassVar[Verb] = Verb.DRAW_LOT

    def do(self, room: Room) -> None:
        tie = Tie.LOT_YES if self.won == Side.YES else Tie.LOT_NO
        _settle_at_once(room, self.question, DecisionMethod.LOT, self.won, tie)


@dataclass(frozen=True, slots=True)
class CorrectRound:
    """A gavelled round that was written down wrongly: a new version of its result, with a reason.

    `changes` says for mandates what they had meant to say; `counts` corrects a secret round.
    """

    round: UUID
    reason: str
    changes: Mapping[int, str] = field(default_factory=dict)
    counts: Counts | None = None
    tie: str = ""
    verb: ClassVar[Verb] = Verb.CORRECT_ROUND

    def do(self, room: Room) -> None:
        corrected = _standing(room, self.round, self.reason)
        if corrected.method not in {DecisionMethod.VOTE, DecisionMethod.SECRET}:
            raise WrongRound(_("Här räknades inga röster. Gör om frågan i stället."))
        _check_changes(corrected, self.changes)
        choices = {**choices_of(corrected), **self.changes}
        counted = _counted(corrected, self.counts, choices)
        result = _add_result(
            room, corrected, counted, self.tie, changed=self.changes, reason=self.reason.strip()
        )
        room.write(
            MomentKind.ROUND_CORRECTED,
            item=corrected.item,
            round=corrected,
            text=result_words(corrected, result),
            why=result.reason,
        )


@dataclass(frozen=True, slots=True)
class VoidRound:
    """A gavelled round that cannot stand (the wrong question, somebody shut out): it does not count
    any more. What it said stays to be read; the question may be put in a new round."""

    round: UUID
    reason: str
    verb: ClassVar[Verb] = Verb.VOID_ROUND

    def do(self, room: Room) -> None:
        voided = _standing(room, self.round, self.reason)
        last = voided.results.order_by("version").last()
        assert last is not None
        last.pk, last.version = None, last.version + 1
        last.changed, last.reason = {}, self.reason.strip()
        last.is_void, last.at, last._state.adding = True, room.at, True
        last.full_clean(validate_constraints=False)
        last.save()
        words = f"{voided.about}. {last.reason}"
        room.write(MomentKind.ROUND_VOIDED, item=voided.item, round=voided, text=words)


def _standing(room: Room, key: UUID, reason: str) -> Round:
    """The gavelled round that is corrected or voided, for a reason."""
    found = room.live.rounds.filter(pk=key, state=RoundState.GAVELLED).first()
    if found is None:
        raise NothingThere(_("Det finns ingen sådan avslutad omröstning."))
    if not reason.strip():
        raise WrongRound(_("Skriv varför resultatet ändras."))
    if found.results.filter(is_void=True).exists():
        raise WrongRound(_("Omröstningen gäller inte längre. Gör om den i stället."))
    return found


def _new_round(room: Room, question: Question, method: DecisionMethod) -> Round:
    item = room.handled
    made = Round(
        live=room.live,
        item=item,
        order=item.rounds.count() + 1,
        purpose=question.purpose,
        method=method,
        about=question.about.strip() or item.title[:300],
        yes_means=question.yes_means.strip(),
        no_means=question.no_means.strip(),
        is_private=not room.is_open_to_all,
        opened_at=room.at,
    )
    made.full_clean(validate_constraints=False)
    made.save()
    return made


def _mandates(room: Room, made: Round) -> Iterator[Mandate]:
    """One a seat: whoever serves on it, or the member who is away."""
    attendees = list(room.live.attendees.all())
    asides = dict(room.handled.asides.values_list("attendee_id", "kind"))
    serving = {each.serves_for_id: each for each in attendees if each.serves_for_id}
    for seat in (each for each in attendees if each.has_seat):
        holder = serving.get(seat.pk, seat)
        aside = asides.get(holder.pk, "" if holder.is_present else Mandate.ABSENT)
        yield Mandate(round=made, seat=seat, holder=holder, aside=aside)


def _counted(ended: Round, counts: Counts | None, choices: Mapping[int, str]) -> Counts:
    if ended.method == DecisionMethod.SECRET:
        return _checked(ended, counts)
    counted = count_choices(choices.values())
    return Counts(counted["yes"], counted["no"], counted["abstained"])


def _checked(ended: Round, counts: Counts | None) -> Counts:
    """No more slips than there were mandates."""
    if counts is None:
        raise WrongRound(_("Ange hur många sedlar det var av varje slag."))
    given = counts.yes + counts.no + counts.blank + counts.invalid
    fault = count_fault(given, ended.mandates.filter(aside="").count())
    if fault:
        raise WrongRound(fault)
    return counts


def _check_changes(corrected: Round, changes: Mapping[int, str]) -> None:
    known = set(corrected.mandates.filter(aside="").values_list("pk", flat=True))
    said = {"yes", "no", "abstained", "absent"}
    if not set(changes) <= known or not set(changes.values()) <= said:
        raise NothingThere(_("Rättelsen nämner någon som inte hade rösträtt i omröstningen."))


def _add_result(  # the result of a round has this many sides
    room: Room,
    ended: Round,
    counts: Counts,
    tie: str,
    *,
    changed: Mapping[int, str] | None = None,
    reason: str = "",
) -> Result:
    fault = tie_fault(counts.yes, counts.no, tie)
    if fault:
        raise WrongRound(fault)
    result = Result(
        round=ended,
        version=ended.results.count() + 1,
        yes=counts.yes,
        no=counts.no,
        abstained=counts.blank,
        invalid=counts.invalid,
        won=winner(counts.yes, counts.no, tie),
        tie=tie,
        changed={str(key): choice for key, choice in (changed or {}).items()},
        reason=reason,
        at=room.at,
    )
    result.full_clean(validate_constraints=False)
    result.save()
    return result


def _settle_at_once(
    room: Room, question: Question, method: DecisionMethod, won: Side, tie: str
) -> None:
    made = _new_round(room, question, method)
    made.state, made.gavelled_at = RoundState.GAVELLED, room.at
    made.save()
    result = Result(round=made, version=1, won=won, tie=tie, at=room.at)
    result.full_clean(validate_constraints=False)
    result.save()
    words = result_words(made, result)
    room.write(MomentKind.ROUND_GAVELLED, item=room.item, round=made, text=words)
