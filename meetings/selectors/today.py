"""What waits in a registry beside its meetings, read from its own working records.

Each function costs a constant number of queries, and answers only with what the user keeps.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from meetings.models import (
    Case,
    Decision,
    Document,
    Meeting,
    Organization,
    Registration,
    Review,
    ScheduledAct,
    WorkingRecord,
)
from meetings.models.scheduled import ScheduledState
from meetings.number_gaps import Series, series_of_year
from meetings.selectors.keepers import is_administrator, kept, kept_organizations
from meetings.selectors.publication import with_verb
from meetings.states import Direction, ReviewVerdict
from portal.accounts.models import User
from portal.core.clock import now, today
from portal.ledger.states import STANDING

RECENT = datetime.timedelta(days=90)
NEAR = datetime.timedelta(days=1)
FAILED_FOR = datetime.timedelta(days=14)
PUBLISHED_ALONE: tuple[type[WorkingRecord], ...] = (Meeting, Document, Case, Decision)


@dataclass(frozen=True)
class Gaps:
    """Numbers of one diary this year under which nothing stands."""

    organization: Organization
    series: tuple[Series, ...]


def number_gaps(user: User) -> list[Gaps]:
    """Gaps in this year's series; drafts hold their numbers too."""
    mine = kept(Organization, user)
    year = today().year
    begins = datetime.date(year, 1, 1)
    lines = Registration.objects.filter(organization__in=mine, date__gte=begins)
    cases = Case.objects.filter(organization__in=mine, opened__gte=begins)
    numbers: dict[int, list[str]] = defaultdict(list)
    for rows in (lines, cases):
        for organization, number in rows.values_list("organization", "number"):
            numbers[organization].append(number)
    found = {key: series_of_year(known, year) for key, known in numbers.items()}
    torn = {key: tuple(s for s in each if s.gaps) for key, each in found.items()}
    organizations = Organization.objects.in_bulk([key for key, each in torn.items() if each])
    return [Gaps(organizations[key], torn[key]) for key in sorted(organizations)]


def reviews(user: User) -> list[tuple[Review, WorkingRecord]]:
    """Drafts that somebody else asks to have looked at, and those that came back."""
    said = Review.objects.exclude(verdict=ReviewVerdict.COMMENT).order_by()
    latest = said.values("record").annotate(newest=Max("pk")).values("newest")
    asked = Q(verdict=ReviewVerdict.ASKED) & ~Q(user=user)
    open_ones = Review.objects.filter(asked | Q(verdict=ReviewVerdict.RETURNED), pk__in=latest)
    waiting = list(open_ones.select_related("user").order_by("at"))
    records = _unpublished(user, [each.record for each in waiting])
    return [(each, records[each.record]) for each in waiting if each.record in records]


def _unpublished(user: User, ids: Collection[UUID]) -> dict[UUID, WorkingRecord]:
    found: dict[UUID, WorkingRecord] = {}
    for model in PUBLISHED_ALONE:
        drafts = kept(model, user).filter(record_id__in=ids)
        open_ones = drafts.filter(Q(live=False) | Q(has_unpublished_changes=True))
        for each in open_ones.select_related(*_named_by(model)):
            found[each.record_id] = each
    return found


def without_case(user: User) -> QuerySet[Registration]:
    """What came in during the last three months and belongs to no case yet, the oldest first."""
    lines = Registration.objects.filter(
        organization__in=kept(Organization, user),
        direction=Direction.IN,
        document__case=None,
        date__gte=today() - RECENT,
    )
    found: QuerySet[Registration] = lines.select_related("document").order_by("date", "pk")
    return found


def scheduled(user: User) -> list[ScheduledAct]:
    """Acts of the next day, and stopped ones whose record has not been published since."""
    stopped = Q(state=ScheduledState.FAILED, due__gte=now() - FAILED_FOR)
    near = Q(state=ScheduledState.WAITING, due__lte=now() + NEAR)
    acts = ScheduledAct.objects.filter(stopped | near).order_by("due")
    if not is_administrator(user):
        acts = acts.filter(Q(owner__in=kept_organizations(user)) | Q(user=user))
    found = list(acts)
    published = _published_at(found)
    return [each for each in found if not _is_settled(each, published)]


Main = tuple[str, int]


def _main(act: ScheduledAct) -> Main:
    """The record that the act is about: the last of those it takes along."""
    name, key = act.records[-1] if act.records else ("", 0)
    return name, key


def _published_at(acts: Sequence[ScheduledAct]) -> dict[Main, datetime.datetime | None]:
    wanted = {_main(each) for each in acts if each.state == ScheduledState.FAILED}
    found: dict[Main, datetime.datetime | None] = {}
    for model in PUBLISHED_ALONE:
        keys = [key for name, key in wanted if name == model.__name__]
        rows = model._default_manager.filter(pk__in=keys).values_list("pk", "last_published_at")
        found.update({(model.__name__, key): at for key, at in rows})
    return found


def _is_settled(act: ScheduledAct, published: dict[Main, datetime.datetime | None]) -> bool:
    at = published.get(_main(act))
    return act.state == ScheduledState.FAILED and at is not None and at > act.due


def unseen(model: type[WorkingRecord], user: User, most: int) -> list[WorkingRecord]:
    """The newest drafts that are not public as they stand."""
    changed = Q(newest_verb=None) | Q(newest_verb__in=STANDING, has_unpublished_changes=True)
    names = ("latest_revision", *_named_by(model))
    drafts = with_verb(kept(model, user)).filter(changed).select_related(*names)
    return list(drafts.order_by("-latest_revision__created_at", "-pk")[:most])


def _named_by(model: type[WorkingRecord]) -> list[str]:
    """What the name of such a record is made of."""
    return ["organization"] if model is Meeting else []
