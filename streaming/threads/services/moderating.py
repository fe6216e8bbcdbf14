"""Measures: what is done to a comment, by which rule and why. There is no other way to do it.

Also after the thread was locked. Every measure is a row, is counted in the public report, and is
shown to whom it befell with the way to appeal (law.md F1, F2).
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.accounts.roles import Role
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.ledger.changes import Actor
from streaming.threads.errors import NeedsReason
from streaming.threads.models import Ban, Comment, Measure, Report, Thread
from streaming.threads.rules import check_grounds, check_measure
from streaming.threads.services.claiming import check_claim, release
from streaming.threads.services.opening import lock_thread, unlock_thread
from streaming.threads.services.policies import policy_in_force
from streaming.threads.services.telling import tell_comment, tell_gone, tell_thread
from streaming.threads.services.writing import count_shown, locked, locked_thread
from streaming.threads.states import CommentState, MeasureKind, Review


def take_measure(
    *, comment: Comment, kind: MeasureKind, by: User, rule: str = "", reason: str = ""
) -> Measure:
    """Do it and write it down. Raises NotAllowed, Claimed, NotNow, NeedsReason."""
    check_moderator(comment.thread, by)
    policy = policy_in_force(comment.thread.organization)
    check_grounds(kind, rule, reason, policy.known_terms)
    with transaction.atomic():
        thread, row = locked(comment)
        check_claim(row, by)
        after = check_measure(kind, row.state)
        measure = _write(
            kind,
            thread,
            by,
            comment=row,
            rule=rule,
            reason=reason.strip(),
            policy=policy,
            against=row.author_id,
            waited_seconds=_waited(row),
        )
        Report.objects.filter(comment=row, settled_by=None).update(settled_by=measure)
        if after is not None:
            _bring_to(thread, row, after, rule)
        release(comment=row, moderator=by)
    return measure


def ban_author(
    *, comment: Comment, by: User, days: int, rule: str, reason: str, everywhere: bool = False
) -> Ban:
    """For so many days, in the thread or (`everywhere`) in all threads of the organization.

    Raises NotAllowed, NeedsReason; also for more days than the rules allow, or no author.
    """
    thread = comment.thread
    check_moderator(thread, by)
    policy = policy_in_force(thread.organization)
    check_grounds(MeasureKind.BAN, rule, reason, policy.known_terms)
    if comment.author is None or not 1 <= days <= policy.known_terms.longest_ban_days:
        raise NeedsReason
    begins = now()
    with transaction.atomic():
        measure = _write(
            MeasureKind.BAN,
            thread,
            by,
            comment=comment,
            rule=rule,
            reason=reason.strip(),
            policy=policy,
            against=comment.author_id,
            until=begins + timedelta(days=days),
        )
        return Ban.objects.create(
            user=comment.author,
            organization=thread.organization,
            thread=None if everywhere else thread,
            begins=begins,
            ends=begins + timedelta(days=days),
            measure=measure,
        )


def lift_ban(*, ban: Ban, by: User, reason: str = "") -> Measure:
    """It ends now. Raises NotAllowed."""
    thread = ban.thread or ban.measure.thread
    assert thread is not None
    check_moderator(thread, by)
    policy = policy_in_force(ban.organization)
    with transaction.atomic():
        Ban.objects.filter(pk=ban.pk).update(ends=max(now(), ban.begins))
        return _write(
            MeasureKind.LIFT,
            thread,
            by,
            comment=ban.measure.comment,
            reason=reason.strip(),
            policy=policy,
            against=ban.user_id,
        )


def turn_thread(*, thread: Thread, kind: MeasureKind, by: User, reason: str) -> Thread:
    """Lock it or open it again. Raises NotAllowed, NeedsReason."""
    check_moderator(thread, by)
    if not reason.strip():
        raise NeedsReason
    actor = Actor(role=Role.MODERATOR, user_id=by.pk)
    turn = lock_thread if kind == MeasureKind.LOCK else unlock_thread
    with transaction.atomic():
        policy = policy_in_force(thread.organization)
        _write(kind, thread, by, reason=reason.strip(), policy=policy)
        return turn(thread=thread, actor=actor, reason=reason)


def set_pace(
    *, thread: Thread, by: User, slow_seconds: int | None, review: Review | None, reason: str
) -> Thread:
    """The thread's own pace and review; None follows the rules. Raises NotAllowed, NeedsReason."""
    check_moderator(thread, by)
    if not reason.strip():
        raise NeedsReason
    with transaction.atomic():
        row = locked_thread(thread.pk)
        policy, was = policy_in_force(row.organization), (row.slow_seconds, row.review)
        row.slow_seconds, row.review = slow_seconds, review or ""
        row.full_clean()
        row.save(update_fields=["slow_seconds", "review"])
        for kind, changed in (
            (MeasureKind.SLOW, was[0] != row.slow_seconds),
            (MeasureKind.REVIEW, was[1] != row.review),
        ):
            if changed:
                _write(kind, row, by, reason=reason.strip(), policy=policy)
        tell_thread(row)
    return row


def check_moderator(thread: Thread, by: User) -> None:
    """Raises NotAllowed."""
    if not may(by, Permission.MODERATE, thread.organization):
        raise NotAllowed


def _write(kind: MeasureKind, thread: Thread, by: User, **facts: Any) -> Measure:
    measure = Measure(
        kind=kind,
        organization=thread.organization,
        thread=thread,
        by=by.pk,
        role=Role.MODERATOR,
        at=now(),
        **facts,
    )
    measure.full_clean()
    measure.save(force_insert=True)
    return measure


def _bring_to(thread: Thread, row: Comment, after: CommentState, rule: str) -> None:
    was_seen, row.state = row.state == CommentState.VISIBLE, after
    is_seen = after == CommentState.VISIBLE
    row.state_rule = "" if is_seen else rule
    row.save(update_fields=["state", "state_rule"])
    count_shown(thread, row, int(is_seen) - int(was_seen))
    if is_seen:
        tell_comment(thread, row, is_new=True)
    else:
        tell_gone(thread, row)


def _waited(row: Comment) -> int | None:
    """Since it was written, where it waited to be seen; else since the first report."""
    since: datetime | None = row.created_at if row.state == CommentState.PENDING else None
    if since is None:
        open_reports = Report.objects.filter(comment=row, settled_by=None).order_by("at")
        since = open_reports.values_list("at", flat=True).first()
    return None if since is None else max(0, int((now() - since).total_seconds()))
