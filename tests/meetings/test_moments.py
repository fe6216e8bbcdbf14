"""What went on at a time, from the moments alone."""

import datetime
from typing import Any

from meetings.moments import Moment, MomentKind, Situation, situation_at
from portal.core.ids import new_id

START = datetime.datetime(2024, 3, 14, 12, 0, tzinfo=datetime.UTC)
ITEM, ROUND, PERSON = new_id(), new_id(), new_id()


def at(minute: int) -> datetime.datetime:
    return START + datetime.timedelta(minutes=minute)


def moment(minute: int, kind: MomentKind, **fields: Any) -> Moment:
    return Moment(seq=minute + 1, at=at(minute), kind=kind, text=str(kind.label), **fields)


OPENED = moment(0, MomentKind.MEETING_OPENED)
ITEM_OPENED = moment(1, MomentKind.ITEM_OPENED, item=ITEM)
STARTED = moment(2, MomentKind.SPEAKER_STARTED, item=ITEM, person=PERSON)
ENDED = moment(3, MomentKind.SPEAKER_ENDED, item=ITEM, person=PERSON)
ROUND_OPENED = moment(4, MomentKind.ROUND_OPENED, item=ITEM, round=ROUND)
GAVELLED = moment(5, MomentKind.ROUND_GAVELLED, item=ITEM, round=ROUND)
ITEM_CLOSED = moment(6, MomentKind.ITEM_CLOSED, item=ITEM)
TOLD = [OPENED, ITEM_OPENED, STARTED, ENDED, ROUND_OPENED, GAVELLED, ITEM_CLOSED]


def test_before_the_meeting_nothing_goes_on() -> None:
    assert situation_at(TOLD, at(-1)) == Situation()


def test_at_each_time_what_had_begun_and_not_ended() -> None:
    assert situation_at(TOLD, at(0)) == Situation(runs=True)
    assert situation_at(TOLD, at(2)) == Situation(True, ITEM_OPENED, STARTED)
    assert situation_at(TOLD, at(3)) == Situation(True, ITEM_OPENED)
    assert situation_at(TOLD, at(4)) == Situation(True, ITEM_OPENED, None, ROUND_OPENED)
    assert situation_at(TOLD, at(9)) == Situation(True)


def test_closed_doors_end_what_everybody_could_follow() -> None:
    closed = moment(3, MomentKind.DOORS_CLOSED, item=ITEM)
    told = [OPENED, ITEM_OPENED, STARTED, closed]
    assert situation_at(told, at(3)) == Situation(True, ITEM_OPENED)
