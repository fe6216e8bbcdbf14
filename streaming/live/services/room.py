"""The room in which one command is carried out: the locked meeting, the time, and the log."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.moments import MomentKind
from portal.accounts.models import User
from streaming.live.errors import NothingThere
from streaming.live.models import Attendee, LiveEvent, LiveItem, LiveMeeting, Round, Turn
from streaming.live.states import RoundState

ALWAYS_TOLD = frozenset(
    {
        MomentKind.MEETING_OPENED,
        MomentKind.MEETING_PAUSED,
        MomentKind.MEETING_RESUMED,
        MomentKind.MEETING_CLOSED,
        MomentKind.DOORS_CLOSED,
        MomentKind.DOORS_OPENED,
        MomentKind.ITEM_OPENED,
        MomentKind.ITEM_CLOSED,
        MomentKind.ITEM_TABLED,
        MomentKind.AGENDA_MOVED,
        MomentKind.NOTICE,
    }
)
"""Moments that everybody may know; of a closed item without its title."""


@dataclass
class Room:
    """`item` is the one that is handled, `round` the open one."""

    live: LiveMeeting
    user: User | None
    key: str
    at: datetime
    item: LiveItem | None = None
    round: Round | None = None
    written: list[LiveEvent] = field(default_factory=list)

    @classmethod
    def of(cls, live: LiveMeeting, user: User | None, key: str, at: datetime) -> "Room":
        open_round = live.rounds.filter(state=RoundState.OPEN).first()
        return cls(live, user, key, at, live.open_item(), open_round)

    @property
    def is_open_to_all(self) -> bool:
        return self.live.is_open_to_all(self.item)

    @property
    def handled(self) -> LiveItem:
        """The item that is handled; the table has seen to it that there is one."""
        assert self.item is not None
        return self.item

    def find_item(self, record: UUID) -> LiveItem:
        found = self.live.items.filter(record=record).first()
        if found is None:
            raise NothingThere(_("Punkten finns inte på dagordningen."))
        return found

    def find_attendee(self, pk: int) -> Attendee:
        found = self.live.attendees.filter(pk=pk).first()
        if found is None:
            raise NothingThere(_("Personen hör inte till sammanträdet."))
        return found

    def find_turn(self, pk: int) -> Turn:
        found = self.live.turns.filter(pk=pk).first()
        if found is None:
            raise NothingThere(_("Talaren finns inte på listan."))
        return found

    def write(
        self,
        kind: MomentKind,
        *,
        item: LiveItem | None = None,
        who: Attendee | Turn | None = None,
        round: Round | None = None,
        **data: Any,
    ) -> None:
        """Add a moment to the log. The first one of a command carries its key."""
        person = _person_of(who)
        told = {"number": item.number, "title": item.title} if item else {}
        named = {"name": who.name, "party": who.party} if who else {}
        event = LiveEvent.objects.create(
            live=self.live,
            seq=self.live.events.count() + 1,
            kind=kind,
            at=self.at,
            item=item.record if item else None,
            person=person,
            round=round.pk if round else None,
            is_public=kind in ALWAYS_TOLD or self.is_open_to_all,
            data={**told, **named, **data, **self._secrecy(item)},
            user_id=self.user.pk if self.user else None,
            key="" if self.written else self.key,
        )
        self.written.append(event)

    def _secrecy(self, item: LiveItem | None) -> dict[str, bool]:
        hidden = item is not None and (item.is_closed or not self.live.is_public)
        return {"closed": True} if hidden else {}


def _person_of(who: Attendee | Turn | None) -> UUID | None:
    attendee = who.attendee if isinstance(who, Turn) else who
    return attendee.person.record_id if attendee else None
