"""The demo's meetings with their agendas."""

import datetime

from meetings.demo import agenda as source
from meetings.demo.load.identity import demo_id, known
from meetings.demo.papers import SINGLE_PAPERS
from meetings.models import AgendaItem, Case, Document, ItemPaper, Meeting, Organization
from portal.core.clock import city_zone

DAYS_BEFORE = datetime.timedelta(days=7)


def load_meeting(
    each: source.Meeting,
    organizations: dict[str, Organization],
    cases: dict[str, Case],
    documents: dict[str, Document],
    left_out: str = "",
) -> Meeting:
    """One meeting as a draft. The item `left_out` comes with its bundle."""
    meeting = known(Meeting, "meeting", each.key)
    if meeting is None:
        meeting = Meeting(
            record_id=demo_id("meeting", each.key),
            organization=organizations[each.organization],
            start=_start(each),
            time_known=each.start is not None,
            place=each.place,
            state=each.state,
            moved_from=each.moved_from,
            state_reason=each.reason,
        )
        meeting.items = [
            _item(each, item, cases, documents) for item in each.items if item.number != left_out
        ]
        meeting.full_clean()
        meeting.save()
    return meeting


def _start(each: source.Meeting) -> datetime.datetime:
    return datetime.datetime.combine(each.date, each.start or datetime.time.min, tzinfo=city_zone())


def _item(
    meeting: source.Meeting,
    item: source.Item,
    cases: dict[str, Case],
    documents: dict[str, Document],
) -> AgendaItem:
    made = AgendaItem(
        record_id=demo_id("item", f"{meeting.key}/{item.number}"),
        number=item.number,
        title=item.title,
        kind=item.kind,
        case=cases.get(item.case or ""),
        outcome=item.outcome or "",
        proposal=item.proposal,
        closed=item.closed,
    )
    made.papers.add(
        *(
            ItemPaper(document=documents[paper.key])
            for paper in SINGLE_PAPERS
            if (paper.meeting, paper.item) == (meeting.key, item.number)
        )
    )
    return made


def was_public(each: source.Meeting) -> datetime.datetime | None:
    """When the outcome of a held meeting was public: its own day, at noon."""
    if each.state != "finished":
        return None
    return datetime.datetime.combine(each.date, datetime.time(12), tzinfo=city_zone())
