"""Meetings that the registry has to see to: those to prepare, and what those held still owe.

Each function costs a constant number of queries, and answers only with what the user keeps.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, QuerySet

from meetings.models import AgendaItem, Decision, Document, DroppedFile, Meeting
from meetings.selectors.drafts import newest
from meetings.selectors.keepers import kept
from meetings.states import OWES_PAPERS, DocumentKind, MeetingState, PaperArrival
from portal.accounts.models import User
from portal.core.clock import local, now, today
from portal.ledger.models import Record

AHEAD = datetime.timedelta(days=21)
"""Meetings nearer than this are prepared now."""
BACK = datetime.timedelta(days=365)
"""What a meeting before this still owes stands on the public page of completeness."""


@dataclass(frozen=True)
class Preparing:
    """A meeting to come as it is drafted, and what its agenda still lacks."""

    draft: Meeting
    without_papers: int
    waiting_files: int
    late: tuple[AgendaItem, ...]
    is_public: bool


@dataclass(frozen=True)
class Held:
    """A meeting that was held: what its record owes. `days` have passed since."""

    meeting: Meeting
    days: int
    undecided: int
    preliminary: int
    has_minutes: bool


def to_prepare(user: User) -> list[Preparing]:
    """The meetings of the next three weeks, the nearest first."""
    soon = kept(Meeting, user).filter(start__gte=now(), start__lte=now() + AHEAD)
    drafts = newest(Meeting, soon.values_list("pk", flat=True))
    coming = [each for each in drafts if each.state != MeetingState.CANCELLED]
    records = [each.record_id for each in coming]
    records += [item.record_id for each in coming for item in each.items.all()]
    heads = Record.objects.standing().in_bulk(records)
    files = _waiting_files(coming)
    ordered = sorted(coming, key=lambda each: each.start)
    return [_preparing(each, heads, files.get(each.pk, 0)) for each in ordered]


def _waiting_files(meetings: Sequence[Meeting]) -> dict[int, int]:
    """Dropped files that were never laid on an item."""
    drops = DroppedFile.objects.filter(meeting__in=[each.pk for each in meetings])
    return _by_meeting(drops.filter(document=None))


def _preparing(draft: Meeting, heads: dict[UUID, Record], files: int) -> Preparing:
    items = list(draft.items.all())
    is_public = draft.record_id in heads
    return Preparing(
        draft=draft,
        without_papers=sum(i.kind in OWES_PAPERS and not i.papers.all() for i in items),
        waiting_files=files,
        late=tuple(item for item in items if is_public and _has_late_news(item, heads)),
        is_public=is_public,
    )


def _has_late_news(item: AgendaItem, heads: dict[UUID, Record]) -> bool:
    """A paper came after the summons, and the public does not have the item as it now stands."""
    late = [p.document for p in item.papers.all() if p.arrival == PaperArrival.LATE]
    head = heads.get(item.record_id)
    unseen = head is None or head.sha256 != item.to_record().sha256
    return bool(late) and (unseen or any(not paper.live for paper in late))


def held(user: User) -> list[Held]:
    """Meetings of the last year whose record owes something, the latest first."""
    past = kept(Meeting, user).filter(start__lt=now(), start__gte=now() - BACK)
    rows = past.exclude(state=MeetingState.CANCELLED).select_related("organization")
    meetings = cast("list[Meeting]", list(rows.order_by("-start")))
    undecided, preliminary = _undecided(meetings), _preliminary(meetings)
    minutes = _days_with_minutes(meetings)
    return [
        Held(
            meeting=each,
            days=(today() - _day(each)).days,
            undecided=undecided.get(each.pk, 0),
            preliminary=preliminary.get(each.pk, 0),
            has_minutes=(each.organization_id, _day(each)) in minutes,
        )
        for each in meetings
    ]


def _day(meeting: Meeting) -> datetime.date:
    return local(meeting.start).date()


def _undecided(meetings: Sequence[Meeting]) -> dict[int, int]:
    keys = [each.pk for each in meetings]
    begun = Decision.objects.filter(meeting__in=keys).values("item")
    owing = AgendaItem.objects.filter(meeting__in=keys, kind__in=OWES_PAPERS)
    found = owing.exclude(record_id__in=begun).exclude(outcome__gt="")
    return _by_meeting(found)


def _preliminary(meetings: Sequence[Meeting]) -> dict[int, int]:
    found = Decision.objects.filter(meeting__in=meetings, preliminary=True, live=True)
    return _by_meeting(found)


def _by_meeting(rows: QuerySet[Any]) -> dict[int, int]:
    counted = rows.order_by().values("meeting").annotate(n=Count("pk"))
    return dict(counted.values_list("meeting", "n"))


def _days_with_minutes(meetings: Sequence[Meeting]) -> set[tuple[int, datetime.date]]:
    """Minutes bear the day of their meeting, and the organization's name."""
    minutes = Document.objects.filter(kind=DocumentKind.MINUTES)
    found = minutes.filter(date__in={_day(each) for each in meetings})
    rows = found.values_list("issuer", "owner", "date")
    return {(who, day) for issuer, owner, day in rows for who in (issuer, owner)}
