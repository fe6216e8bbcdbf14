"""What waits for a moderator, what was done, and what everybody is told of it in numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Avg, Count, F, Min, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from portal.accounts.models import User
from portal.accounts.permissions import Permission, Reach, reach_of
from portal.core.clock import city_zone, now
from streaming.threads.models import Ban, Claim, Comment, Measure, MeasureAnswer, Report
from streaming.threads.rules import is_overdue
from streaming.threads.selectors.policies import terms_of
from streaming.threads.states import AGAINST_SOMEBODY, CommentState, MeasureKind
from streaming.threads.terms import Terms

MOST = 50

R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class Waiting:
    """A comment that waits for a moderator: since when, why, and whether that is too long."""

    comment: Comment
    since: datetime
    reports: int
    is_overdue: bool
    holder: str

    @property
    def hours(self) -> int:
        return int((now() - self.since) / timedelta(hours=1))


def queue_of(moderator: User) -> list[Waiting]:
    """Not yet seen, or reported: the oldest first, in the organizations that one moderates."""
    reach = reach_of(moderator, Permission.MODERATE)
    reported = Report.objects.filter(comment=OuterRef("pk"), settled_by=None)
    first = Subquery(reported.values("comment").annotate(at=Min("at")).values("at"))
    number = Count("reports", filter=Q(reports__settled_by=None))
    found = (
        _within(Comment.objects.all(), reach, "thread__organization__in")
        .filter(Q(state=CommentState.PENDING) | Q(pk__in=_reported()))
        .annotate(first_report=first, open_reports=number)
        .select_related("thread", "parent")
        .order_by("created_at")[:MOST]
    )
    comments = list(found)
    held = _holders([each.pk for each in comments])
    terms = {pk: terms_of(pk) for pk in {each.thread.organization for each in comments}}
    waiting = [_waiting(each, terms[each.thread.organization], held) for each in comments]
    return sorted(waiting, key=lambda each: each.since)


def _reported() -> QuerySet[Report, int]:
    """Found by its own index, so the queue costs what waits and not what was ever written."""
    return Report.objects.filter(settled_by=None).values_list("comment", flat=True)


def _waiting(comment: Comment, terms: Terms, held: dict[int, str]) -> Waiting:
    reported: datetime | None = comment.first_report  # type: ignore[attr-defined]  # annotated
    since = comment.created_at if comment.state == CommentState.PENDING else reported
    since = since or comment.created_at
    return Waiting(
        comment,
        since,
        comment.open_reports,  # type: ignore[attr-defined]  # annotated
        is_overdue(since, terms, now()),
        held.get(comment.pk, ""),
    )


def _holders(comments: Collection[int]) -> dict[int, str]:
    held = Claim.objects.filter(comment__in=comments, until__gt=now()).select_related("moderator")
    return {
        each.comment_id: each.moderator.get_full_name() or each.moderator.get_username()
        for each in held
    }


def appeals_of(moderator: User) -> list[Measure]:
    """Measures whose newest answer is that of the one whom it befell."""
    newest = MeasureAnswer.objects.filter(measure=OuterRef("pk")).order_by("-pk")
    found = _within(
        Measure.objects.all(), reach_of(moderator, Permission.MODERATE), "organization__in"
    )
    return list(
        found.annotate(by_moderator=Subquery(newest.values("is_moderator")[:1]))
        .filter(by_moderator=False)
        .select_related("comment__thread", "thread")
        .order_by("at")[:MOST]
    )


def bans_in_force(moderator: User) -> list[Ban]:
    found = _within(
        Ban.objects.filter(ends__gt=now()),
        reach_of(moderator, Permission.MODERATE),
        "organization__in",
    )
    return list(found.select_related("user", "thread", "measure__comment__thread")[:MOST])


def reports_of(comment: Comment) -> list[Report]:
    """What readers say of it and nobody has settled; who says it is not shown."""
    return list(comment.reports.filter(settled_by=None).order_by("at")[:MOST])


def measures_of(comment: Comment) -> list[Measure]:
    return list(comment.measures.order_by("-pk")[:MOST])


def measures_against(user: User) -> list[Measure]:
    """What was done to somebody's comments, to be shown to them."""
    kinds = AGAINST_SOMEBODY | {MeasureKind.RESTORE, MeasureKind.LIFT}
    found = Measure.objects.filter(against=user.pk, kind__in=kinds)
    return list(found.select_related("comment__thread", "policy").order_by("-at")[:MOST])


def newest_measure(comment: Comment) -> Measure | None:
    """What brought a comment to where it is."""
    found = comment.measures.filter(kind__in=AGAINST_SOMEBODY - {MeasureKind.BAN})
    return found.select_related("policy").order_by("-pk").first()


@dataclass(frozen=True)
class MonthlyCount:
    """One line of the public report."""

    month: date
    organization: UUID
    kind: str
    rule: str
    number: int
    hours: float | None
    """How long those had waited on average, where they had waited."""


def public_report(most: int = 500) -> list[MonthlyCount]:
    """Measures by month, organization, kind and rule. Numbers only: no words and no names."""
    counted = (
        Measure.objects.annotate(month=TruncMonth("at", tzinfo=city_zone()))
        .values("month", "organization", "kind", "rule")
        .annotate(number=Count("pk"), waited=Avg(F("waited_seconds")))
        .order_by("-month", "organization", "kind", "rule")[:most]
    )
    return [
        MonthlyCount(
            row["month"].date(),
            row["organization"],
            row["kind"],
            row["rule"],
            row["number"],
            None if row["waited"] is None else round(row["waited"] / 3600, 1),
        )
        for row in counted
    ]


def _within(found: QuerySet[R], reach: Reach, field: str) -> QuerySet[R]:
    return found if reach.everywhere else found.filter(**{field: reach.organizations})
