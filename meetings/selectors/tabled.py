"""Items that the last meeting tabled: they go to the next one (law.md B10)."""

from meetings.models import AgendaItem, Decision, Meeting
from meetings.states import DecisionOutcome, MeetingState


def meeting_before(meeting: Meeting) -> Meeting | None:
    held = Meeting.objects.filter(organization=meeting.organization_id, start__lt=meeting.start)
    found: Meeting | None = held.exclude(state=MeetingState.CANCELLED).order_by("-start").first()
    return found


def tabled_before(draft: Meeting) -> list[AgendaItem]:
    """What the meeting before tabled and this agenda has not taken up."""
    before = meeting_before(draft)
    if before is None:
        return []
    tabled = Decision.objects.filter(meeting=before, outcome=DecisionOutcome.TABLED)
    taken = [item.carried_from for item in draft.items.all() if item.carried_from]
    found = AgendaItem.objects.filter(meeting=before, record_id__in=tabled.values("item"))
    offered = found.exclude(record_id__in=taken).select_related("case__organization")
    return list(offered.prefetch_related("papers__document").order_by("sort_order"))
