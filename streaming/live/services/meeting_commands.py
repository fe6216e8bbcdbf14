"""The meeting as a whole: it opens, pauses, goes on and closes; who may follow; a notice."""

from dataclasses import dataclass
from typing import ClassVar

from meetings.moments import MomentKind
from streaming.live.models import Turn
from streaming.live.services.room import Room
from streaming.live.states import TurnState, Verb


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    verb: ClassVar[Verb] = Verb.OPEN

    def do(self, room: Room) -> None:
        room.live.opened_at = room.at
        room.write(MomentKind.MEETING_OPENED)


@dataclass(frozen=True, slots=True)
class PauseMeeting:
    """Ajournering. Whoever speaks has spoken."""

    verb: ClassVar[Verb] = Verb.PAUSE

    def do(self, room: Room) -> None:
        end_speech(room)
        room.live.paused_at = room.at
        room.write(MomentKind.MEETING_PAUSED)


@dataclass(frozen=True, slots=True)
class ResumeMeeting:
    verb: ClassVar[Verb] = Verb.RESUME

    def do(self, room: Room) -> None:
        room.live.paused_at = None
        room.write(MomentKind.MEETING_RESUMED)


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    verb: ClassVar[Verb] = Verb.CLOSE

    def do(self, room: Room) -> None:
        room.live.closed_at, room.live.paused_at = room.at, None
        room.write(MomentKind.MEETING_CLOSED)


@dataclass(frozen=True, slots=True)
class SetPublic:
    """law.md B13: a committee's meetings are closed unless it decides otherwise."""

    is_public: bool
    verb: ClassVar[Verb] = Verb.SET_PUBLIC

    def do(self, room: Room) -> None:
        room.live.is_public = self.is_public


@dataclass(frozen=True, slots=True)
class GiveNotice:
    """A line that everybody sees until it is taken away (empty)."""

    text: str
    verb: ClassVar[Verb] = Verb.NOTICE

    def do(self, room: Room) -> None:
        room.live.notice = self.text.strip()
        if room.live.notice:
            room.write(MomentKind.NOTICE, text=room.live.notice)


def end_speech(room: Room) -> Turn | None:
    """Whoever speaks has spoken."""
    turn = room.live.turns.filter(state=TurnState.SPEAKING).first()
    if turn is not None:
        turn.state, turn.ended_at = TurnState.DONE, room.at
        turn.save()
        room.write(MomentKind.SPEAKER_ENDED, item=turn.item, who=turn)
    return turn
