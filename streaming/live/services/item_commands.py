"""Items of the agenda: taken up, closed, tabled, moved, behind closed doors or not."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.moments import MomentKind
from meetings.states import DecisionMethod, DecisionOutcome
from streaming.live.errors import OutOfOrder
from streaming.live.models import LiveDecision, LiveItem
from streaming.live.services.meeting_commands import end_speech
from streaming.live.services.room import Room
from streaming.live.states import ItemState, TurnState, Verb

TO_BE_OPENED = frozenset({ItemState.WAITING, ItemState.HANDLED, ItemState.TABLED})


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Take up an item; one that was closed by mistake too."""

    item: UUID
    verb: ClassVar[Verb] = Verb.OPEN_ITEM

    def do(self, room: Room) -> None:
        item = room.find_item(self.item)
        _set_state(item, ItemState.OPEN)
        room.item = item
        room.write(MomentKind.ITEM_OPENED, item=item)


@dataclass(frozen=True, slots=True)
class CloseItem:
    """The item is done. Those who still wait to speak are struck."""

    verb: ClassVar[Verb] = Verb.CLOSE_ITEM

    def do(self, room: Room) -> None:
        _leave_item(room, ItemState.HANDLED, MomentKind.ITEM_CLOSED)


@dataclass(frozen=True, slots=True)
class TableItem:
    """Bordläggning: the item goes to the next meeting, and that is its decision."""

    verb: ClassVar[Verb] = Verb.TABLE_ITEM

    def do(self, room: Room) -> None:
        LiveDecision.objects.update_or_create(
            item=room.handled,
            defaults={
                "outcome": DecisionOutcome.TABLED,
                "method": DecisionMethod.ACCLAMATION,
                "sentence": _("Frågan bordläggs till nästa sammanträde."),
                "is_private": not room.is_open_to_all,
                "at": room.at,
            },
        )
        _leave_item(room, ItemState.TABLED, MomentKind.ITEM_TABLED)


@dataclass(frozen=True, slots=True)
class MoveItem:
    """An item that waits changes place with the one before or after it."""

    item: UUID
    to: str
    verb: ClassVar[Verb] = Verb.MOVE_ITEM

    def do(self, room: Room) -> None:
        item = room.find_item(self.item)
        waiting = list(room.live.items.filter(state=ItemState.WAITING))
        if item not in waiting:
            raise OutOfOrder(_("Bara punkter som väntar kan flyttas."))
        at = waiting.index(item) + (-1 if self.to == "up" else 1)
        if not 0 <= at < len(waiting):
            raise OutOfOrder(_("Punkten står redan ytterst."))
        other = waiting[at]
        item.place, other.place = other.place, item.place
        item.save()
        other.save()
        room.write(MomentKind.AGENDA_MOVED, item=item)


@dataclass(frozen=True, slots=True)
class SetDoors:
    """Close or open the doors for an item (law.md B13)."""

    item: UUID
    closed: bool
    verb: ClassVar[Verb] = Verb.SET_DOORS

    def do(self, room: Room) -> None:
        item = room.find_item(self.item)
        item.is_closed = self.closed
        item.save()
        if room.item is not None and room.item.pk == item.pk:
            room.item = item


def _leave_item(room: Room, state: ItemState, kind: MomentKind) -> None:
    end_speech(room)
    item = room.handled
    item.turns.filter(state=TurnState.WAITING).update(state=TurnState.STRUCK)
    room.write(kind, item=item)
    _set_state(item, state)


def _set_state(item: LiveItem, state: ItemState) -> None:
    item.state = state
    item.full_clean(validate_constraints=False)
    item.save()
