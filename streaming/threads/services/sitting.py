"""A thread and the meeting that handles its item: what it is at, and whether it is silent now.

The moments come from the control room (`meetings.moments`); the second of the picture from the app
that shows it. Without a meeting that runs there is nothing to remember and nothing to hold back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent
from meetings.moments import (
    Moment,
    MomentKind,
    is_behind_closed_doors,
    moments_of,
    second_of,
    situation_at,
)
from portal.core.clock import now
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import find_versions
from streaming.threads.errors import HeldBack, ThreadLocked
from streaming.threads.models import Thread

ITEM = "agenda-item"
ENDS = frozenset({MomentKind.ITEM_CLOSED, MomentKind.ITEM_TABLED})


@dataclass(frozen=True)
class Remembered:
    """The item that the meeting was at, and the second of its picture; both may be unknown."""

    item: UUID | None = None
    second: int | None = None


def meeting_of(thread: Thread) -> UUID | None:
    """The meeting on whose agenda the item stands; None for any other record."""
    if thread.subject_kind != ITEM:
        return None
    version = find_versions([thread.subject], ANONYMOUS).get(thread.subject)
    content = version.content if version else None
    return content.meeting if isinstance(content, AgendaItemContent) else None


def moment_here(thread: Thread) -> Remembered:
    """What a comment remembers. Raises HeldBack behind closed doors (law.md B13), and ThreadLocked
    once the item is closed by the gavel, even before the ledger says so."""
    meeting = meeting_of(thread)
    if meeting is None:
        return Remembered()
    if is_behind_closed_doors(meeting):
        raise HeldBack(_("Sammanträdet pågår bakom stängda dörrar. Samtalet öppnar igen efteråt."))
    told, at = moments_of(meeting), now()
    if gavel_of(thread.subject, told) is not None:
        raise ThreadLocked
    situation = situation_at(told, at)
    if not situation.runs:
        return Remembered()
    return Remembered(situation.item.item if situation.item else None, second_of(meeting, at))


def gavel_of(item: UUID, told: Sequence[Moment]) -> Moment | None:
    """The moment that ended the item; None while it is to come, runs, or was taken up again."""
    own = [each for each in told if each.item == item]
    turns = [each for each in own if each.kind in ENDS or each.kind == MomentKind.ITEM_OPENED]
    return turns[-1] if turns and turns[-1].kind in ENDS else None
