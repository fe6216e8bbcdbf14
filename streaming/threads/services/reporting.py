"""Reports from readers, and answers from those whom a measure befell."""

from django.db import IntegrityError, transaction

from portal.accounts.models import User
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.plain import plain_words
from portal.core.throttle import rate, seconds_to_wait
from streaming.threads.errors import NeedsReason, NotNow, TooSoon
from streaming.threads.models import LONGEST_REASON, Comment, Measure, MeasureAnswer, Report
from streaming.threads.selectors.policies import terms_of
from streaming.threads.services.moderating import check_moderator
from streaming.threads.states import CommentState


def report_comment(
    *, comment: Comment, rule: str, reason: str, reporter: User | None, who: str
) -> Report:
    """Say that a comment breaks a rule. `who` (an address, a user) is only counted, and forgotten.

    A second report by the same person is the first one. Raises NeedsReason, NotNow, TooSoon.
    """
    terms, words = terms_of(comment.thread.organization), plain_words(reason)[:LONGEST_REASON]
    if terms.rule(rule) is None or not words:
        raise NeedsReason
    if comment.state != CommentState.VISIBLE:
        raise NotNow(str(CommentState(comment.state).label))
    if wait := seconds_to_wait("report", who, rate(terms.report_rate)):
        raise TooSoon(wait)
    report = Report(comment=comment, reporter=reporter, rule=rule, reason=words, at=now())
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        return Report.objects.get(comment=comment, reporter=reporter, settled_by=None)
    return report


def answer_measure(*, measure: Measure, by: User, text: str) -> MeasureAnswer:
    """The one whom it befell appeals; a moderator, not the one who took it, answers.

    Raises NeedsReason, NotAllowed.
    """
    words = plain_words(text)[:LONGEST_REASON]
    if not words:
        raise NeedsReason
    is_own = measure.against == by.pk
    if not is_own:
        assert measure.thread is not None
        check_moderator(measure.thread, by)
        if measure.by == by.pk:
            raise NotAllowed
    return MeasureAnswer.objects.create(
        measure=measure, by=by.pk, is_moderator=not is_own, text=words, at=now()
    )
