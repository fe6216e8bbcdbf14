"""Carrying out a command: one transaction holds the change, its moments and the frames."""

from dataclasses import dataclass
from typing import ClassVar, Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.moments import MomentKind
from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.core.clock import now
from streaming.live.errors import NotEntitled, NothingThere, OutOfOrder, SeenTooLate
from streaming.live.models import LiveMeeting
from streaming.live.rules import refusal
from streaming.live.services.room import Room
from streaming.live.services.telling import tell
from streaming.live.states import RUNNING, TRANSITIONS, LiveState, Verb

CALLED, ONGOING, OVER = "called", "ongoing", "finished"


class Command(Protocol):
    """What somebody in the control room wants done."""

    verb: ClassVar[Verb]

    def do(self, room: Room) -> None: ...


@dataclass(frozen=True, slots=True)
class Done:
    """Where the meeting stands after a command; `repeated` when it had been done before."""

    seq: int
    repeated: bool = False


def obey(
    *, meeting: UUID, command: Command, user: User, key: str, expected: int | None = None
) -> Done:
    """Carry out a command once.

    `key` names this very giving of it: the same key again changes nothing. `expected` is the
    number that the page showed; a command that must see the newest state is refused when others
    have given one since. Raises NothingThere, NotEntitled, OutOfOrder, SeenTooLate and what the
    command raises.
    """
    with transaction.atomic():
        live = locked(meeting)
        if not may_lead(user, live):
            raise NotEntitled(_("Du leder inte det här sammanträdet."))
        if key and live.events.filter(key=key).exists():
            return Done(live.seq, repeated=True)
        room = Room.of(live, user, key, now())
        _check(room, command.verb, expected)
        _carry_out(room, command)
        tell(live)
        return Done(live.seq)


def locked(meeting: UUID) -> LiveMeeting:
    """The meeting for this transaction alone."""
    own = LiveMeeting.objects.select_for_update(of=("self",))
    found = own.filter(meeting__record_id=meeting).first()
    if found is None:
        raise NothingThere(_("Styrrummet är inte förberett för det här sammanträdet."))
    return found


def standing(live: LiveMeeting) -> str:
    """The meeting's state in the words of the table of permissions."""
    if live.state in RUNNING:
        return ONGOING
    return CALLED if live.state == LiveState.CALLED else OVER


def may_lead(user: User, live: LiveMeeting) -> bool:
    """Whether the user may command here; after the end too, to be told that it is over."""
    state = standing(live)
    asked = ONGOING if state == OVER else state
    return may(user, Permission.LEAD_MEETING, live.organization, state=asked)


def _check(room: Room, verb: Verb, expected: int | None) -> None:
    why = refusal(
        verb,
        room.live.state,
        has_item=room.item is not None,
        has_round=room.round is not None,
    )
    if why:
        raise OutOfOrder(why)
    if TRANSITIONS[verb].exact and expected is not None and expected != room.live.seq:
        raise SeenTooLate(
            _("Någon annan hann före. Se hur läget är nu och gör om det om det behövs.")
        )


def _carry_out(room: Room, command: Command) -> None:
    live = room.live
    ran, was_open = live.state in RUNNING, room.is_open_to_all
    after = TRANSITIONS[command.verb].after
    if after is not None:
        live.state = after
    command.do(room)
    live.seq += 1
    live.full_clean(validate_unique=False, validate_constraints=False)
    live.save()
    room.item = live.open_item()
    _write_doors(room, ran=ran, was_open=was_open)


def _write_doors(room: Room, *, ran: bool, was_open: bool) -> None:
    """law.md B13: the moment at which picture and comments stop, or go on."""
    if room.live.state not in RUNNING:
        return
    if room.is_open_to_all and ran and not was_open:
        room.write(MomentKind.DOORS_OPENED, item=room.item)
    elif not room.is_open_to_all and (was_open or not ran):
        room.write(MomentKind.DOORS_CLOSED, item=room.item)
