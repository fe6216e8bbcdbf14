"""What was decided, and what was put to the minutes beside it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.moments import MomentKind
from meetings.states import DecisionMethod, DecisionOutcome, VotePurpose
from streaming.live.errors import NothingThere, OutOfOrder, WrongSeat
from streaming.live.models import Attendee, LiveDecision, LiveItem, Remark
from streaming.live.services.room import Room
from streaming.live.states import ItemState, Verb

BEGUN = frozenset({ItemState.OPEN, ItemState.HANDLED, ItemState.TABLED})


@dataclass(frozen=True, slots=True)
class Decide:
    """The decision in one sentence; said again it is corrected."""

    outcome: DecisionOutcome
    sentence: str
    verb: ClassVar[Verb] = Verb.DECIDE

    def do(self, room: Room) -> None:
        item = room.handled
        known = LiveDecision.objects.filter(item=item).first()
        decision = known or LiveDecision(item=item)
        decision.outcome, decision.sentence = self.outcome, self.sentence.strip()
        decision.method, decision.at = _method_of(item), room.at
        decision.is_private = not room.is_open_to_all
        decision.full_clean(validate_unique=False)
        decision.save()
        kind = MomentKind.DECISION_CORRECTED if known else MomentKind.DECIDED
        room.write(kind, item=item, text=decision.sentence)


@dataclass(frozen=True, slots=True)
class Reserve:
    """A reservation: before the meeting ends, by those who took part (law.md B11)."""

    item: UUID
    people: tuple[int, ...]
    text: str = ""
    verb: ClassVar[Verb] = Verb.RESERVE

    def do(self, room: Room) -> None:
        item, people = _named(room, self.item, self.people)
        outside = [who.name for who in people if not took_part(item, who)]
        if outside:
            words = _("%(names)s deltog inte i beslutet och kan inte reservera sig.")
            raise WrongSeat(words % {"names": ", ".join(outside)})
        _remark(room, item, people, Remark.RESERVATION, self.text)


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the minutes, or a statement put to them."""

    item: UUID
    people: tuple[int, ...]
    text: str
    kind: str = Remark.NOTE
    verb: ClassVar[Verb] = Verb.NOTE

    def do(self, room: Room) -> None:
        item, people = _named(room, self.item, self.people)
        _remark(room, item, people, self.kind, self.text)


def took_part(item: LiveItem, who: Attendee) -> bool:
    """Whether the person sat on a seat when the item was decided, and did not stand aside."""
    if item.asides.filter(attendee=who).exists():
        return False
    last = item.rounds.filter(mandates__isnull=False).order_by("order").last()
    if last is not None:
        return last.mandates.filter(holder=who, aside="").exists()
    return who.is_present and (who.has_seat or who.serves_for_id is not None)


def _method_of(item: LiveItem) -> DecisionMethod:
    """That of the main round that counts; without one it was by acclamation."""
    counting = item.rounds.exclude(results__is_void=True)
    main = counting.filter(purpose=VotePurpose.MAIN).order_by("order").last()
    return DecisionMethod(main.method) if main else DecisionMethod.ACCLAMATION


def _named(room: Room, record: UUID, keys: tuple[int, ...]) -> tuple[LiveItem, list[Attendee]]:
    item = room.find_item(record)
    if item.state not in BEGUN:
        raise OutOfOrder(_("Punkten är inte behandlad än."))
    people = [room.find_attendee(key) for key in keys]
    if not people:
        raise NothingThere(_("Ange vem det gäller."))
    return item, people


def _remark(room: Room, item: LiveItem, people: list[Attendee], kind: str, text: str) -> None:
    hidden = not room.live.is_public or item.is_closed
    remark = Remark(item=item, kind=kind, text=text.strip(), is_private=hidden)
    remark.full_clean()
    remark.save()
    remark.people.set(people)
    moment = MomentKind.RESERVED if kind == Remark.RESERVATION else MomentKind.NOTED
    names = ", ".join(str(who) for who in people)
    room.write(moment, item=item, who=people[0], text=names)
