"""Who is there, who serves for whom, and who takes no part in an item."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from meetings.moments import MomentKind
from streaming.live.errors import WrongSeat
from streaming.live.models import Aside, Attendee
from streaming.live.services.room import Room
from streaming.live.states import AsideKind, Verb


@dataclass(frozen=True, slots=True)
class Arrive:
    """Upprop or a late arrival. A member takes the seat back from whoever served on it."""

    attendees: tuple[int, ...]
    verb: ClassVar[Verb] = Verb.ARRIVE

    def do(self, room: Room) -> None:
        for pk in self.attendees:
            who = room.find_attendee(pk)
            if not who.is_present:
                _end_service(room, _served_by(who))
                who.is_present = True
                who.save()
                room.write(MomentKind.ARRIVED, item=room.item, who=who)


@dataclass(frozen=True, slots=True)
class Leave:
    attendee: int
    verb: ClassVar[Verb] = Verb.LEAVE

    def do(self, room: Room) -> None:
        who = room.find_attendee(self.attendee)
        if who.is_present:
            _end_service(room, who if who.serves_for_id else None)
            who.is_present = False
            who.save()
            room.write(MomentKind.LEFT, item=room.item, who=who)


@dataclass(frozen=True, slots=True)
class Serve:
    """A substitute sits on the seat of a member who is away or takes no part (law.md B2)."""

    substitute: int
    member: int
    verb: ClassVar[Verb] = Verb.SERVE

    def do(self, room: Room) -> None:
        who, seat = room.find_attendee(self.substitute), room.find_attendee(self.member)
        fault = _seat_fault(room, who, seat)
        if fault:
            raise WrongSeat(fault)
        who.serves_for = seat
        who.save()
        room.write(MomentKind.SERVES, item=room.item, who=who, served_for=seat.name)


@dataclass(frozen=True, slots=True)
class EndService:
    substitute: int
    verb: ClassVar[Verb] = Verb.END_SERVICE

    def do(self, room: Room) -> None:
        _end_service(room, room.find_attendee(self.substitute))


@dataclass(frozen=True, slots=True)
class StandAside:
    """Jäv (law.md B3), or somebody who declares before the decision to take no part."""

    attendee: int
    kind: AsideKind
    verb: ClassVar[Verb] = Verb.STAND_ASIDE

    def do(self, room: Room) -> None:
        who = room.find_attendee(self.attendee)
        _made, is_new = Aside.objects.update_or_create(
            item=room.handled, attendee=who, defaults={"kind": self.kind}
        )
        if is_new:
            kind = AsideKind(self.kind)
            room.write(MomentKind.STOOD_ASIDE, item=room.item, who=who, why=kind.value)


@dataclass(frozen=True, slots=True)
class StandIn:
    """Take back what was noted by mistake."""

    attendee: int
    verb: ClassVar[Verb] = Verb.STAND_IN

    def do(self, room: Room) -> None:
        who = room.find_attendee(self.attendee)
        gone, _each = Aside.objects.filter(item=room.handled, attendee=who).delete()
        if gone:
            _end_service(room, _served_by(who))
            room.write(MomentKind.STOOD_IN, item=room.item, who=who)


def _seat_fault(room: Room, who: Attendee, seat: Attendee) -> str:
    """Why the substitute cannot sit there; empty where nothing stands in the way."""
    name, member = {"name": who.name}, {"name": seat.name}
    faults = (
        (
            who.has_seat or not seat.has_seat,
            _("Bara en ersättare kan tjänstgöra, och bara för en ledamot."),
        ),
        (not who.is_present, _("%(name)s är inte här. Anteckna ankomsten först.") % name),
        (who.serves_for_id, _("%(name)s tjänstgör redan.") % name),
        (_served_by(seat), _("Någon tjänstgör redan för %(name)s.") % member),
        (
            seat.is_present and not _is_aside(room, seat),
            _("%(name)s är här och tjänstgör.") % member,
        ),
        (_is_aside(room, who), _("%(name)s deltar inte i punkten.") % name),
    )
    return next((words for is_so, words in faults if is_so), "")


def _is_aside(room: Room, who: Attendee) -> bool:
    return room.item is not None and room.item.asides.filter(attendee=who).exists()


def _served_by(seat: Attendee) -> Attendee | None:
    return Attendee.objects.filter(serves_for=seat).first()


def _end_service(room: Room, who: Attendee | None) -> None:
    if who is not None and who.serves_for_id:
        served = who.serves_for.name if who.serves_for else ""
        who.serves_for = None
        who.save()
        room.write(MomentKind.SERVES_NOT, item=room.item, who=who, served_for=served)
