"""What happened at a meeting, and when: the moments that the control room wrote down.

The app that runs meetings (`streaming.live`) answers; chapters of a recording, the second of the
picture that a comment belongs to, and the record ask here. Without that app there are no
moments, and no meeting is behind closed doors.

    moments_of(meeting)              every moment, in order, that everybody may know
    situation_at(moments, at)        what was handled, who spoke, which round, at a time
    is_public_now(meeting)           it runs and the doors are open: picture and comments may flow
    is_behind_closed_doors(meeting)  it runs and the doors are closed: they must stop (law.md B13)
    second_of(meeting, at)           the second of the recording that shows a time
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.ports import Port


class MomentKind(models.TextChoices):
    """What can happen at a meeting that is written down with its time."""

    MEETING_OPENED = "meeting.opened", _("Sammanträdet öppnades")
    MEETING_PAUSED = "meeting.paused", _("Paus")
    MEETING_RESUMED = "meeting.resumed", _("Sammanträdet återupptogs")
    MEETING_CLOSED = "meeting.closed", _("Sammanträdet avslutades")
    DOORS_CLOSED = "doors.closed", _("Dörrarna stängdes")
    DOORS_OPENED = "doors.opened", _("Dörrarna öppnades")
    ARRIVED = "attendance.arrived", _("Kom")
    LEFT = "attendance.left", _("Gick")
    SERVES = "attendance.serves", _("Tjänstgör")
    SERVES_NOT = "attendance.serves_not", _("Tjänstgör inte längre")
    STOOD_ASIDE = "attendance.stood_aside", _("Deltar inte i punkten")
    STOOD_IN = "attendance.stood_in", _("Deltar åter i punkten")
    AGENDA_MOVED = "agenda.moved", _("Dagordningen ändrades")
    ITEM_OPENED = "item.opened", _("Punkten togs upp")
    ITEM_CLOSED = "item.closed", _("Punkten avslutades")
    ITEM_TABLED = "item.tabled", _("Punkten bordlades")
    SPEAKER_QUEUED = "speaker.queued", _("Begärde ordet")
    SPEAKER_STRUCK = "speaker.struck", _("Ströks ur talarlistan")
    SPEAKER_STARTED = "speaker.started", _("Fick ordet")
    SPEAKER_ENDED = "speaker.ended", _("Talade färdigt")
    MOTION_MOVED = "motion.moved", _("Yrkande")
    MOTION_WITHDRAWN = "motion.withdrawn", _("Yrkandet återtogs")
    QUESTIONS_ORDERED = "questions.ordered", _("Propositionsordning")
    ROUND_OPENED = "round.opened", _("Omröstningen började")
    ROUND_GAVELLED = "round.gavelled", _("Klubban föll")
    ROUND_CORRECTED = "round.corrected", _("Resultatet rättades")
    ROUND_VOIDED = "round.voided", _("Omröstningen gäller inte")
    DECIDED = "decision.recorded", _("Beslut")
    DECISION_CORRECTED = "decision.corrected", _("Beslutet rättades")
    RESERVED = "reservation.made", _("Reservation")
    NOTED = "note.made", _("Till protokollet")
    NOTICE = "notice", _("Meddelande")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `seq` has no gaps within all moments of the meeting.

    `item` is the agenda item's record, `person` the person's, `round` that which the vote's record
    will have. `text` is the moment in one sentence, in the language of the record.
    """

    seq: int
    at: datetime
    kind: str
    text: str
    item: UUID | None = None
    number: str = ""
    title: str = ""
    person: UUID | None = None
    name: str = ""
    party: str = ""
    round: UUID | None = None
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """What went on at a time: the moments that began what had not ended. None: nothing did."""

    runs: bool = False
    item: Moment | None = None
    speaker: Moment | None = None
    round: Moment | None = None


moments: Port[[UUID, bool], Sequence[Moment]] = Port()
"""(the meeting's record, also those that only members may know) -> its moments in order."""

doors: Port[[UUID], bool | None] = Port()
"""The meeting's record -> whether everybody may be there now; None where no meeting runs."""

picture_second: Port[[UUID, datetime], int | None] = Port()
"""(the meeting's record, a time) -> the second of its recording then, counted from the beginning
of the picture; None where there is no picture."""


def moments_of(meeting: UUID, *, also_members: bool = False) -> list[Moment]:
    """Every moment of the meeting in order. At closed items the public ones are neutral."""
    return [each for answer in moments.ask(meeting, also_members) for each in answer]


def is_public_now(meeting: UUID) -> bool:
    """Whether the meeting runs (or has a pause) and everybody may follow it at this moment."""
    answers = [answer for answer in doors.ask(meeting) if answer is not None]
    return bool(answers) and all(answers)


def is_behind_closed_doors(meeting: UUID) -> bool:
    """Whether the meeting runs and not everybody may follow it at this moment (law.md B13)."""
    return any(answer is False for answer in doors.ask(meeting))


def second_of(meeting: UUID, at: datetime) -> int | None:
    """The second of the meeting's recording at that time; None where there is no picture."""
    return next((each for each in picture_second.ask(meeting, at) if each is not None), None)


def situation_at(told: Iterable[Moment], at: datetime) -> Situation:
    """What went on at a time. Pure: works live, when rewinding, and in a recording."""
    now = Situation()
    for moment in told:
        if moment.at > at:
            break
        now = _after(now, moment)
    return now


BEGINS: dict[str, str] = {
    MomentKind.ITEM_OPENED: "item",
    MomentKind.SPEAKER_STARTED: "speaker",
    MomentKind.ROUND_OPENED: "round",
}
ENDS: dict[str, tuple[str, ...]] = {
    MomentKind.ITEM_CLOSED: ("item", "speaker"),
    MomentKind.ITEM_TABLED: ("item", "speaker"),
    MomentKind.SPEAKER_ENDED: ("speaker",),
    MomentKind.ROUND_GAVELLED: ("round",),
    MomentKind.DOORS_CLOSED: ("speaker", "round"),
    MomentKind.MEETING_CLOSED: ("item", "speaker", "round"),
}
RUNS: dict[str, bool] = {
    MomentKind.MEETING_OPENED: True,
    MomentKind.MEETING_PAUSED: False,
    MomentKind.MEETING_RESUMED: True,
    MomentKind.MEETING_CLOSED: False,
}


def _after(now: Situation, moment: Moment) -> Situation:
    changes: dict[str, Any] = dict.fromkeys(ENDS.get(moment.kind, ()))
    if moment.kind in BEGINS:
        changes[BEGINS[moment.kind]] = moment
    if moment.kind in RUNS:
        changes["runs"] = RUNS[moment.kind]
    return replace(now, **changes)
