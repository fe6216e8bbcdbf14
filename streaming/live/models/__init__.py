"""What a live meeting is made of."""

from streaming.live.models.deciding import LiveDecision, Remark
from streaming.live.models.event import LiveEvent
from streaming.live.models.meeting import LiveItem, LiveMeeting
from streaming.live.models.people import Aside, Attendee
from streaming.live.models.speaking import Motion, Turn
from streaming.live.models.voting import Ballot, Mandate, Result, Round

__all__ = [
    "Aside",
    "Attendee",
    "Ballot",
    "LiveDecision",
    "LiveEvent",
    "LiveItem",
    "LiveMeeting",
    "Mandate",
    "Motion",
    "Remark",
    "Result",
    "Round",
    "Turn",
]
