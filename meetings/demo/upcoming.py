"""Meetings to come, reckoned from a given day so that there is always a next one.

The days lie on a fixed rhythm: the same meeting keeps its day, state and items whichever day
the demo is loaded. Everything on these agendas is invented and says so.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta

from meetings.demo.agenda import Item, Meeting
from meetings.demo.meetings import BOARD_PLACE, BOARD_START, COUNCIL_PLACE

_FIRST_WEDNESDAY = date(2024, 1, 3)
_BOARD_RHYTHM = timedelta(weeks=2)
_FIRST_THURSDAY = date(2024, 1, 4)
_COUNCIL_RHYTHM = timedelta(weeks=4)
_FIRST_TUESDAY = date(2024, 1, 9)
_COMMITTEE_RHYTHM = timedelta(weeks=4)
HORIZON = timedelta(weeks=12)
"""Long enough to hold a cancelled board meeting and a moved council meeting, whatever the day."""

_OPENING = (
    Item(number="1", title="Val av justerare", kind="election", invented=True),
    Item(number="2.1", title="Anmälan av inkomna skrivelser", kind="notification", invented=True),
)


def _rhythm(first: date, step: timedelta, today: date) -> Iterator[tuple[int, date]]:
    """Turns of the rhythm up to the horizon, from the last one before `today` (it may be moved)."""
    index = max(0, (today - first) // step)
    while (day := first + index * step) <= today + HORIZON:
        yield index, day
        index += 1


def _board(index: int, day: date) -> Meeting:
    cancelled = index % 4 == 3
    report = Item(
        number="2.10",
        title="Uppföljning av beslut från föregående år (påhittad punkt)",
        kind="information",
        invented=True,
    )
    return Meeting(
        organization="ks",
        date=day,
        start=BOARD_START,
        place=BOARD_PLACE,
        state="cancelled" if cancelled else "planned",
        reason="Ärendena flyttas till nästa sammanträde (påhittat)." if cancelled else "",
        items=(*_OPENING, report),
        invented=True,
    )


def _council(index: int, day: date) -> Meeting:
    moved = index % 3 == 2
    return Meeting(
        organization="kf",
        date=day + timedelta(weeks=1) if moved else day,
        place=COUNCIL_PLACE,
        state="planned",
        moved_from=day if moved else None,
        reason="Salen var upptagen (påhittat)." if moved else "",
        items=_OPENING,
        invented=True,
    )


def _committee(index: int, day: date) -> Meeting:
    budget = Item(
        number="2.2",
        title=f"Budget för Demonämnden, avstämning {index + 1}",
        case="DN-2025-00002",
        invented=True,
    )
    return Meeting(
        organization="demonamnden",
        date=day,
        start=time(13, 0),
        place="Demosalen (påhittad)",
        state="planned",
        items=(*_OPENING, budget),
        invented=True,
    )


def _meeting_of(today: date) -> Meeting:
    """The Demonämnden meets on the day the demo is loaded: somebody may run it and follow it."""
    return Meeting(
        organization="demonamnden",
        date=today,
        start=time(13, 0),
        place="Demosalen (påhittad)",
        state="called",
        items=(
            Item(number="1", title="Val av justerare", kind="election", invented=True),
            Item(
                number="2",
                title="Sommaröppet i demonstrationsparken",
                proposal="Demonstrationsparken har öppet klockan 7–23 från juni till augusti.",
                invented=True,
            ),
            Item(
                number="3",
                title="Stöd till en enskild person",
                proposal="Ansökan beviljas.",
                closed=True,
                invented=True,
            ),
            Item(number="4", title="Direktören informerar", kind="information", invented=True),
        ),
        invented=True,
    )


def upcoming(today: date) -> tuple[Meeting, ...]:
    """Meetings announced for `today` and the weeks after it, by day; a pure function of the day."""
    board = (_board(*turn) for turn in _rhythm(_FIRST_WEDNESDAY, _BOARD_RHYTHM, today))
    council = (_council(*turn) for turn in _rhythm(_FIRST_THURSDAY, _COUNCIL_RHYTHM, today))
    committee = (_committee(*turn) for turn in _rhythm(_FIRST_TUESDAY, _COMMITTEE_RHYTHM, today))
    later = [one for one in committee if one.date != today]
    to_come = [one for one in (*board, *council, *later) if one.date >= today]
    to_come.append(_meeting_of(today))
    return tuple(sorted(to_come, key=lambda one: (one.date, one.key)))
