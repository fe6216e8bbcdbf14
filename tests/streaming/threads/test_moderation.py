"""Measures: by whom, by which rule, told to whom, counted, and tried again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from portal.accounts.roles import Role
from portal.core.clock import now
from portal.core.errors import NotAllowed
from streaming.hub.models import Frame, Section
from streaming.hub.selectors import snapshot_of
from streaming.threads.errors import Banned, Claimed, NeedsReason, NotNow, TooSoon
from streaming.threads.models import Claim, Comment, Measure, Report, Thread, ThreadPolicy
from streaming.threads.selectors.moderation import (
    appeals_of,
    measures_against,
    public_report,
    queue_of,
)
from streaming.threads.services.claiming import claim
from streaming.threads.services.moderating import (
    ban_author,
    lift_ban,
    set_pace,
    take_measure,
    turn_thread,
)
from streaming.threads.services.policies import take_into_force
from streaming.threads.services.reporting import answer_measure, report_comment
from streaming.threads.services.writing import edit_comment
from streaming.threads.states import TRANSITIONS, CommentState, MeasureKind, Review
from tests.append_only import lifted
from tests.streaming.threads import factories as make

pytestmark = pytest.mark.django_db


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


WHY: dict[str, Any] = {"rule": "insult", "reason": "Ett påhopp på en namngiven person."}


@pytest.fixture
def thread() -> Thread:
    return make.thread()


@pytest.mark.parametrize("kind", [MeasureKind.HIDE, MeasureKind.REMOVE])
def test_hidden_words_leave_the_stream_at_once(thread: Thread, kind: MeasureKind) -> None:
    bad = make.comment(thread, text="Dumbom")
    make.comment(thread, text="Svar", reply_to=bad.seq)
    take_measure(comment=bad, kind=kind, by=make.moderator(thread), **WHY)
    bad.refresh_from_db()
    thread.refresh_from_db()
    assert (bad.state_rule, bad.shown_html, thread.shown) == ("insult", "", 1)
    told = [*Frame.objects.values_list("data"), *Section.objects.values_list("value")]
    assert [text for (text,) in told if "Dumbom" in text] == []
    assert snapshot_of(thread.stream).sections["c1"]["gone"] == bad.state


def test_what_was_hidden_is_shown_again(thread: Thread) -> None:
    bad, who = make.comment(thread, text="Hej"), make.moderator(thread)
    take_measure(comment=bad, kind=MeasureKind.HIDE, by=who, **WHY)
    take_measure(comment=bad, kind=MeasureKind.RESTORE, by=who)
    bad.refresh_from_db()
    thread.refresh_from_db()
    assert (bad.state, bad.state_rule, thread.shown) == ("visible", "", 1)
    assert snapshot_of(thread.stream).sections["c1"]["html"] == "<p>Hej</p>"


@pytest.mark.parametrize("state", CommentState)
@pytest.mark.parametrize("kind", TRANSITIONS)
def test_only_what_the_table_allows(thread: Thread, kind: MeasureKind, state: CommentState) -> None:
    allowed = {
        (MeasureKind.APPROVE, CommentState.PENDING),
        (MeasureKind.REFUSE, CommentState.PENDING),
        (MeasureKind.HIDE, CommentState.VISIBLE),
        (MeasureKind.REMOVE, CommentState.VISIBLE),
        (MeasureKind.REMOVE, CommentState.HIDDEN),
        (MeasureKind.RESTORE, CommentState.HIDDEN),
        (MeasureKind.RESTORE, CommentState.REMOVED),
        *((MeasureKind.DISMISS, each) for each in CommentState),
    }
    it = make.comment(thread)
    Comment.objects.filter(pk=it.pk).update(state=state, state_rule="insult")
    if (kind, state) in allowed:
        take_measure(comment=it, kind=kind, by=make.moderator(thread), **WHY)
    else:
        with pytest.raises(NotNow):
            take_measure(comment=it, kind=kind, by=make.moderator(thread), **WHY)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MODERATOR])
def test_only_moderators_of_the_organization_moderate(thread: Thread, role: Role) -> None:
    it = make.comment(thread)
    for who in (make.moderator(thread, "x", role), make.moderator(make.thread(), "annan")):
        with pytest.raises(NotAllowed):
            take_measure(comment=it, kind=MeasureKind.HIDE, by=who, **WHY)


@pytest.mark.parametrize("why", [{}, {"rule": "insult"}, {"rule": "påhittad", "reason": "x"}])
def test_a_measure_against_somebody_needs_rule_and_reason(
    thread: Thread, why: dict[str, str]
) -> None:
    it = make.comment(thread)
    with pytest.raises(NeedsReason):
        take_measure(comment=it, kind=MeasureKind.HIDE, by=make.moderator(thread), **why)
    it.refresh_from_db()
    assert (it.state, Measure.objects.count()) == ("visible", 0)


def test_before_they_are_seen_comments_wait_in_a_queue_with_a_clock() -> None:
    thread = make.thread(review=Review.BEFORE, review_hours=2)
    waits = make.comment(thread, text="Väntar")
    thread.refresh_from_db()
    assert (waits.state, thread.shown) == ("pending", 0)
    assert not Frame.objects.filter(data__contains="Väntar").exists()
    who = make.moderator(thread)
    [first] = queue_of(who)
    assert (first.comment, first.is_overdue) == (waits, False)
    with_age = Thread.objects.get(pk=thread.pk)
    set_terms(review=Review.BEFORE, review_hours=1)
    age(waits, hours=3)
    assert [each.is_overdue for each in queue_of(who)] == [True]
    take_measure(comment=waits, kind=MeasureKind.APPROVE, by=who)
    assert queue_of(who) == []
    assert snapshot_of(with_age.stream).sections["c1"]["html"] == "<p>Väntar</p>"


def set_terms(**changes: object) -> None:
    take_into_force(terms=make.terms(**changes))


def age(comment: Comment, *, hours: int) -> None:
    with lifted():
        Comment.objects.filter(pk=comment.pk).update(created_at=now() - timedelta(hours=hours))


def test_a_queue_shows_only_ones_own_organizations(thread: Thread) -> None:
    other = make.thread(review=Review.BEFORE)
    make.comment(other)
    assert queue_of(make.moderator(thread)) == []


def test_readers_report_with_a_reason_and_a_measure_settles_it(thread: Thread) -> None:
    bad, who = make.comment(thread), make.moderator(thread)
    reader = make.resident()
    report: dict[str, Any] = {"comment": bad, "rule": "insult", "reason": "Elakt."}
    first = report_comment(**report, reporter=reader, who="user")
    assert report_comment(**report, reporter=reader, who="user") == first
    report_comment(**report, reporter=None, who="192.0.2.1")
    [waiting] = queue_of(who)
    assert waiting.reports == 2
    measure = take_measure(comment=bad, kind=MeasureKind.DISMISS, by=who)
    assert queue_of(who) == []
    assert set(Report.objects.values_list("settled_by", flat=True)) == {measure.pk}


def test_a_report_needs_a_reason_and_is_counted() -> None:
    thread = make.thread(report_rate="1/h")
    bad = make.comment(thread)
    with pytest.raises(NeedsReason):
        report_comment(comment=bad, rule="insult", reason=" ", reporter=None, who="a")
    report_comment(comment=bad, rule="insult", reason="x", reporter=None, who="a")
    with pytest.raises(TooSoon):
        report_comment(comment=bad, rule="insult", reason="x", reporter=None, who="a")


def test_two_moderators_do_not_do_it_at_once(thread: Thread) -> None:
    it = make.comment(thread)
    one, other = make.moderator(thread, "en"), make.moderator(thread, "två")
    claim(comment=it, moderator=one)
    with pytest.raises(Claimed, match="en"):
        claim(comment=it, moderator=other)
    with pytest.raises(Claimed):
        take_measure(comment=it, kind=MeasureKind.HIDE, by=other, **WHY)
    claim(comment=it, moderator=other, force=True)
    take_measure(comment=it, kind=MeasureKind.HIDE, by=other, **WHY)
    assert Claim.objects.count() == 0


def test_a_claim_that_ran_out_holds_nobody(thread: Thread) -> None:
    it = make.comment(thread)
    claim(comment=it, moderator=make.moderator(thread, "en"))
    Claim.objects.update(until=now())
    claim(comment=it, moderator=make.moderator(thread, "två"))


def test_who_it_befell_can_answer_and_another_moderator_tries_it(thread: Thread) -> None:
    author = make.resident()
    it, first = make.comment(thread, author), make.moderator(thread, "en")
    second = make.moderator(thread, "två")
    measure = take_measure(comment=it, kind=MeasureKind.REMOVE, by=first, **WHY)
    assert [each.pk for each in measures_against(author)] == [measure.pk]
    answer_measure(measure=measure, by=author, text="Det var ett citat.")
    assert [each.pk for each in appeals_of(second)] == [measure.pk]
    with pytest.raises(NotAllowed):
        answer_measure(measure=measure, by=first, text="Nej.")
    with pytest.raises(NotAllowed):
        answer_measure(measure=measure, by=make.resident(), text="Jag då?")
    answer_measure(measure=measure, by=second, text="Du har rätt.")
    assert appeals_of(second) == []


def test_moderators_still_moderate_a_locked_thread(thread: Thread) -> None:
    it, who = make.comment(thread), make.moderator(thread)
    turn_thread(thread=thread, kind=MeasureKind.LOCK, by=who, reason="Ämnet är avgjort.")
    take_measure(comment=it, kind=MeasureKind.HIDE, by=who, **WHY)
    it.refresh_from_db()
    assert it.state == "hidden"
    kinds = list(Measure.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["lock", "hide"]


def test_pace_and_review_are_set_for_one_thread(thread: Thread) -> None:
    set_pace(
        thread=thread,
        by=make.moderator(thread),
        slow_seconds=60,
        review=Review.BEFORE,
        reason="Många på en gång.",
    )
    assert make.comment(thread).state == "pending"
    who = make.resident()
    make.comment(thread, who)
    with pytest.raises(TooSoon):
        make.comment(thread, who)
    kinds = sorted(Measure.objects.values_list("kind", flat=True))
    assert kinds == ["review", "slow"]


def test_a_ban_ends_and_can_be_lifted(thread: Thread) -> None:
    it, who = make.comment(thread, author := make.resident()), make.moderator(thread)
    for days in (0, 91):
        with pytest.raises(NeedsReason):
            ban_author(comment=it, by=who, days=days, **WHY)
    ban = ban_author(comment=it, by=who, days=90, **WHY)
    with pytest.raises(Banned):
        edit_comment(comment=it, by=author, text="Ännu värre.")
    lift_ban(ban=ban, by=who, reason="Bad om ursäkt.")
    make.comment(thread, author)
    assert [each.kind for each in measures_against(author)] == ["lift", "ban"]


def test_everything_is_counted_in_public_without_words_or_names(thread: Thread) -> None:
    it, who = make.comment(thread), make.moderator(thread)
    report_comment(comment=it, rule="insult", reason="x", reporter=None, who="a")
    take_measure(comment=it, kind=MeasureKind.HIDE, by=who, **WHY)
    take_measure(comment=it, kind=MeasureKind.RESTORE, by=who)
    told = {(line.kind, line.rule, line.number) for line in public_report()}
    assert told == {("hide", "insult", 1), ("restore", "", 1)}


def test_measures_and_rules_are_never_rewritten(thread: Thread) -> None:
    take_measure(
        comment=make.comment(thread), kind=MeasureKind.HIDE, by=make.moderator(thread), **WHY
    )
    for attempt in (
        lambda: Measure.objects.update(reason="Annat"),
        lambda: raw("DELETE FROM threads_measure"),
        lambda: ThreadPolicy.objects.update(version=9),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_new_rules_are_a_new_version_and_old_measures_keep_theirs(thread: Thread) -> None:
    it, who = make.comment(thread), make.moderator(thread)
    measure = take_measure(comment=it, kind=MeasureKind.HIDE, by=who, **WHY)
    own = take_into_force(terms=make.terms(longest=200), organization=thread.organization)
    assert (own.version, Measure.objects.get(pk=measure.pk).policy.scope) == (1, "city")
    with pytest.raises(ValueError, match="longest"):
        make.terms(longest=1)


def test_a_pace_that_cannot_be_is_refused(thread: Thread) -> None:
    with pytest.raises((ValidationError, DatabaseError)):
        set_pace(
            thread=thread,
            by=make.moderator(thread),
            slow_seconds=-1,
            review=None,
            reason="x",
        )
