"""The speakers' list, motions, and the chair's order of questions."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from meetings.moments import MomentKind
from streaming.live.errors import NothingThere, OutOfOrder
from streaming.live.models import Motion, Turn
from streaming.live.services.meeting_commands import end_speech
from streaming.live.services.room import Room
from streaming.live.states import TurnKind, TurnState, Verb


@dataclass(frozen=True, slots=True)
class Queue:
    """Somebody asks to speak: an attendee, or a guest by name."""

    attendee: int | None = None
    guest: str = ""
    kind: TurnKind = TurnKind.SPEECH
    verb: ClassVar[Verb] = Verb.QUEUE

    def do(self, room: Room) -> None:
        turn = Turn(live=room.live, item=room.handled, kind=self.kind)
        if self.attendee is not None:
            turn.attendee = room.find_attendee(self.attendee)
            turn.name, turn.party = turn.attendee.name, turn.attendee.party
            self._check_once(room)
        elif self.guest.strip():
            turn.name = self.guest.strip()
        else:
            raise NothingThere(_("Välj en person, eller skriv vem som ska tala."))
        turn.is_private = not room.is_open_to_all
        turn.full_clean(validate_constraints=False)
        turn.save()
        room.write(MomentKind.SPEAKER_QUEUED, item=turn.item, who=turn, turn=turn.kind)

    def _check_once(self, room: Room) -> None:
        waiting = room.handled.turns.filter(state=TurnState.WAITING, kind=self.kind)
        if waiting.filter(attendee=self.attendee).exists():
            raise OutOfOrder(_("Personen står redan på talarlistan."))


@dataclass(frozen=True, slots=True)
class Strike:
    turn: int
    verb: ClassVar[Verb] = Verb.STRIKE

    def do(self, room: Room) -> None:
        turn = room.find_turn(self.turn)
        if turn.state == TurnState.WAITING:
            turn.state = TurnState.STRUCK
            turn.save()
            room.write(MomentKind.SPEAKER_STRUCK, item=turn.item, who=turn)


@dataclass(frozen=True, slots=True)
class StartSpeech:
    """Give somebody the floor; whoever had it has spoken."""

    turn: int
    verb: ClassVar[Verb] = Verb.START_SPEECH

    def do(self, room: Room) -> None:
        turn = room.find_turn(self.turn)
        if turn.state != TurnState.WAITING or turn.item_id != room.handled.pk:
            raise OutOfOrder(_("Talaren väntar inte på ordet i den här punkten."))
        end_speech(room)
        turn.state, turn.started_at = TurnState.SPEAKING, room.at
        turn.save()
        room.write(MomentKind.SPEAKER_STARTED, item=turn.item, who=turn, turn=turn.kind)


@dataclass(frozen=True, slots=True)
class EndSpeech:
    verb: ClassVar[Verb] = Verb.END_SPEECH

    def do(self, room: Room) -> None:
        if end_speech(room) is None:
            raise OutOfOrder(_("Ingen talar just nu."))


@dataclass(frozen=True, slots=True)
class MoveMotion:
    """A yrkande by those who move it."""

    movers: tuple[int, ...]
    text: str
    verb: ClassVar[Verb] = Verb.MOVE_MOTION

    def do(self, room: Room) -> None:
        movers = [room.find_attendee(pk) for pk in self.movers]
        if not movers:
            raise NothingThere(_("Ange vem som yrkar."))
        motion = Motion(item=room.handled, text=self.text.strip())
        motion.is_private = not room.is_open_to_all
        motion.full_clean()
        motion.save()
        motion.movers.set(movers)
        room.write(
            MomentKind.MOTION_MOVED, item=room.item, who=movers[0], text=motion.text, pk=motion.pk
        )


@dataclass(frozen=True, slots=True)
class WithdrawMotion:
    motion: int
    verb: ClassVar[Verb] = Verb.WITHDRAW_MOTION

    def do(self, room: Room) -> None:
        motion = room.handled.motions.filter(pk=self.motion, is_withdrawn=False).first()
        if motion is None:
            raise NothingThere(_("Yrkandet finns inte i punkten."))
        motion.is_withdrawn = True
        motion.save()
        room.write(MomentKind.MOTION_WITHDRAWN, item=room.item, text=motion.text, pk=motion.pk)


@dataclass(frozen=True, slots=True)
class SetQuestions:
    """Propositionsordning: in which order the chair puts the questions (law.md B5)."""

    text: str
    verb: ClassVar[Verb] = Verb.SET_QUESTIONS

    def do(self, room: Room) -> None:
        item = room.handled
        item.questions = self.text.strip()
        item.save()
        room.write(MomentKind.QUESTIONS_ORDERED, item=item, text=item.questions[:300])
