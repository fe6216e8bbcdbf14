"""Which meetings somebody leads or votes in, and what they said in the open round."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from meetings.models import Meeting
from meetings.states import MeetingState
from portal.accounts.models import User
from portal.accounts.permissions import Permission, Reach, reach_of
from portal.core.clock import now
from streaming.live.models import LiveMeeting, Mandate
from streaming.live.states import RUNNING, RoundState

EXPECTED = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.ONGOING)
BACK = datetime.timedelta(days=2)
MOST = 20


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """The member's mandate in the open round, and what they have said so far."""

    aside: str
    choice: str
    served_for: str


def led_by(user: User) -> Sequence[Meeting]:
    """Published meetings from yesterday on that the user may lead, the next one first."""
    return list(_coming(reach_of(user, Permission.LEAD_MEETING))[:MOST])


def voted_in_by(user: User) -> Sequence[Meeting]:
    """The meetings that run now where the user may have a vote."""
    running = LiveMeeting.objects.filter(state__in=RUNNING).values("meeting_id")
    meetings = _coming(reach_of(user, Permission.VOTE_IN_MEETING))
    return list(meetings.filter(record_id__in=running)[:MOST])


def own_ballot(live: LiveMeeting, user: User) -> OwnBallot | None:
    """None: no round is open, or the user has no mandate in it."""
    mandates = Mandate.objects.select_related("seat", "holder", "ballot")
    found = mandates.filter(
        round__live=live, round__state=RoundState.OPEN, holder__person__user=user
    ).first()
    if found is None:
        return None
    ballot = getattr(found, "ballot", None)
    served = found.seat.name if found.seat_id != found.holder_id else ""
    return OwnBallot(found.aside, ballot.choice if ballot else "", served)


def _coming(reach: Reach) -> QuerySet[Meeting]:
    meetings = Meeting.objects.filter(live=True, state__in=EXPECTED, start__gte=now() - BACK)
    if not reach.everywhere:
        meetings = meetings.filter(organization__record_id__in=reach.organizations)
    found: QuerySet[Meeting] = meetings.select_related("organization").order_by("start", "pk")
    return found
