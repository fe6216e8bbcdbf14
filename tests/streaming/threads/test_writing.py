"""Writing, changing and taking back comments, and what the database keeps whoever writes."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from portal.accounts.roles import Role
from portal.core.clock import now
from portal.core.errors import DomainError, NotAllowed
from portal.ledger.models import Entry, Record
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import find_versions
from streaming.hub.models import Frame, Stream
from streaming.hub.selectors import snapshot_of
from streaming.threads.errors import (
    Banned,
    EmptyComment,
    HoldsPersonalNumber,
    NoReplyHere,
    NotYours,
    ThreadLocked,
    TooLong,
    TooSoon,
    TooWeak,
)
from streaming.threads.models import Comment, CommentEdit, Thread
from streaming.threads.selectors.comments import Cursor, history_of, replies_to, top_comments
from streaming.threads.services.moderating import ban_author, take_measure
from streaming.threads.services.opening import lock_thread, open_thread, unlock_thread
from streaming.threads.services.writing import edit_comment, retract_comment, write_comment
from streaming.threads.states import Mark, MeasureKind, Sort
from tests.append_only import lifted
from tests.factories import with_check_digit
from tests.meetings.outlets import factories as records
from tests.proposals import factories as proposals
from tests.streaming.threads import factories as make

pytestmark = pytest.mark.django_db


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def thread() -> Thread:
    return make.thread()


def test_comments_are_numbered_and_told_in_order(thread: Thread) -> None:
    first = make.comment(thread, text="**Bra** förslag")
    answer = make.comment(thread, text="Håller med", reply_to=first.seq)
    thread.refresh_from_db()
    first.refresh_from_db()
    assert (first.seq, answer.seq, thread.last_seq, thread.shown) == (1, 2, 2, 2)
    assert (first.html, first.replies, answer.parent) == (
        "<p><strong>Bra</strong> förslag</p>",
        1,
        first,
    )
    told = snapshot_of(thread.stream)
    assert told.sections["head"] == {"last": 2, "shown": 2, "state": "open", "slow": 0}
    assert told.sections["c2"]["p"] == 1
    assert told.sections["c2"]["html"] == "<p>Håller med</p>"


def test_a_snapshot_holds_the_newest_only(thread: Thread) -> None:
    who = make.resident()
    for _each in range(23):
        make.comment(thread, who)
    sections = snapshot_of(thread.stream).sections
    assert sorted(sections) == sorted(["head", *(f"c{n}" for n in range(4, 24))])


def test_comments_of_one_second_travel_together(thread: Thread) -> None:
    """How: tests/streaming/hub/test_following.py."""
    assert Stream.objects.get(pk=thread.stream).rest_ms == 1_000


def test_one_form_sent_twice_is_one_comment(thread: Thread) -> None:
    who, key = make.resident(), uuid4()
    first = make.comment(thread, who, key=key)
    assert make.comment(thread, who, key=key) == first
    locked = lock_thread(thread=thread, actor=make.REGISTRAR, reason="Beslutet är fattat.")
    assert make.comment(locked, who, key=key) == first
    assert Comment.objects.count() == 1


def test_a_reply_has_no_replies(thread: Thread) -> None:
    answer = make.comment(thread, reply_to=make.comment(thread).seq)
    with pytest.raises(NoReplyHere):
        make.comment(thread, reply_to=answer.seq)


@pytest.mark.parametrize("kind", [MeasureKind.HIDE, MeasureKind.REMOVE])
def test_what_is_gone_has_no_new_replies(thread: Thread, kind: MeasureKind) -> None:
    gone = make.comment(thread)
    take_measure(
        comment=gone, kind=kind, by=make.moderator(thread), rule="insult", reason="Påhopp."
    )
    with pytest.raises(NoReplyHere):
        make.comment(thread, reply_to=gone.seq)


def test_a_locked_thread_takes_nothing_and_the_lock_is_an_entry(thread: Thread) -> None:
    own = make.comment(thread, who := make.resident())
    locked = lock_thread(thread=thread, actor=make.REGISTRAR, reason="Beslutet är fattat.")
    with pytest.raises(ThreadLocked):
        make.comment(locked)
    with pytest.raises(ThreadLocked):
        edit_comment(comment=own, by=who, text="Annat")
    head = Record.objects.get(pk=thread.record_id)
    assert (head.version, head.status, head.parent) == (2, "locked", thread.subject)
    assert snapshot_of(thread.stream).sections["head"]["state"] == "locked"
    retract_comment(comment=own, by=who)
    unlock_thread(thread=locked, actor=make.REGISTRAR, reason="Ärendet återremitterades.")
    make.comment(thread)
    assert Entry.objects.filter(record=thread.record_id).count() == 3


def test_a_thread_that_was_locked_meanwhile_takes_nothing(thread: Thread) -> None:
    """Who has the open page still in the browser."""
    seen = Thread.objects.get(pk=thread.pk)
    lock_thread(thread=thread, actor=make.REGISTRAR, reason="Beslutet är fattat.")
    with pytest.raises(ThreadLocked):
        write_comment(thread=seen, author=make.resident(), text="Sent", key=uuid4())


def row(thread: Thread, seq: int, parent: Comment | None = None) -> Comment:
    return Comment(
        thread=thread,
        seq=seq,
        parent=parent,
        text="x",
        html="x",
        state="visible",
        created_at=now(),
        key=uuid4(),
    )


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        ("hole", "no holes"),
        ("locked", "locked"),
        ("third level", "no reply here"),
        ("other thread", "no reply here"),
        ("gone", "no reply here"),
    ],
)
def test_the_database_keeps_it_too(thread: Thread, prepare: str, told: str) -> None:
    first = make.comment(thread)
    parent, seq = None, 2
    if prepare == "hole":
        seq = 4
    if prepare == "locked":
        Thread.objects.filter(pk=thread.pk).update(state="locked")
    if prepare == "third level":
        parent, seq = make.comment(thread, reply_to=first.seq), 3
    if prepare == "other thread":
        parent = make.comment(make.thread())
    if prepare == "gone":
        Comment.objects.filter(pk=first.pk).update(state="removed")
        parent = first
    Thread.objects.filter(pk=thread.pk).update(last_seq=seq)
    with pytest.raises(DatabaseError, match=told), transaction.atomic():
        row(thread, seq, parent).save()


def test_nobody_deletes_a_comment_or_moves_it(thread: Thread) -> None:
    first = make.comment(thread)
    for attempt in (
        lambda: raw("DELETE FROM threads_comment"),
        lambda: Comment.objects.filter(pk=first.pk).update(seq=7),
        lambda: Thread.objects.filter(pk=thread.pk).update(last_seq=0),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EmptyComment),
        ("\u202e\u200b \n", EmptyComment),
        ("x" * 4_001, TooLong),
        ("x" * 1_000_000, TooLong),
        (f"Hon heter {with_check_digit('850412-999')}", HoldsPersonalNumber),
    ],
)
def test_what_is_refused_says_why(thread: Thread, text: str, error: type[DomainError]) -> None:
    with pytest.raises(error):
        make.comment(thread, text=text)
    assert Comment.objects.count() == 0


def test_the_end_of_a_line_counts_once_whatever_the_browser_sends(thread: Thread) -> None:
    assert len(make.comment(thread, text="x\r\n" * 1_999 + "xx").text) == 4_000


def test_piled_and_turned_letters_are_laid_flat(thread: Thread) -> None:
    zalgo = "Z" + "\u0335\u0321\u0322\u0323\u0324" * 40 + "algo \u202egnirts\u202c"
    written = make.comment(thread, text=zalgo)
    assert (len(written.text), "\u202e" in written.text) == (len("Z..algo gnirts"), False)


def test_who_is_not_known_well_enough_does_not_write(thread: Thread) -> None:
    with pytest.raises(TooWeak):
        make.comment(thread, make.resident(confirmed=False))


def test_slow_mode_and_the_limit_of_pace() -> None:
    slow = make.thread(slow_seconds=60)
    who = make.resident()
    make.comment(slow, who)
    with pytest.raises(TooSoon):
        make.comment(slow, who)
    make.comment(slow)
    fast = make.thread(rate="2/h")
    make.comment(fast, who)
    make.comment(fast, other := make.resident())
    make.comment(fast, other)
    with pytest.raises(TooSoon):
        make.comment(fast, other)


def test_who_is_banned_does_not_write_until_it_ends(thread: Thread) -> None:
    bad = make.comment(thread, who := make.resident())
    ban = ban_author(comment=bad, by=make.moderator(thread), days=3, rule="insult", reason="Igen.")
    with pytest.raises(Banned):
        make.comment(thread, who)
    make.comment(make.thread(), who)
    type(ban).objects.filter(pk=ban.pk).update(ends=now(), begins=now() - timedelta(days=3))
    make.comment(thread, who)


def test_a_ban_everywhere_holds_in_the_organizations_other_threads(thread: Thread) -> None:
    bad = make.comment(thread, who := make.resident())
    other = make.thread()
    Thread.objects.filter(pk=other.pk).update(organization=thread.organization)
    ban_author(
        comment=bad,
        by=make.moderator(thread),
        days=3,
        rule="insult",
        reason="Igen.",
        everywhere=True,
    )
    with pytest.raises(Banned):
        make.comment(other, who)


def test_an_early_edit_is_free_and_a_late_one_is_marked(thread: Thread) -> None:
    mine = make.comment(thread, who := make.resident(), "Först")
    edit_comment(comment=mine, by=who, text="Strax efter")
    assert CommentEdit.objects.count() == 0
    later = make.thread(edit_minutes=0)
    old = make.comment(later, who, "Då")
    changed = edit_comment(comment=old, by=who, text="Nu")
    assert (changed.text, changed.edits, changed.edited_at is not None) == ("Nu", 1, True)
    assert [each.text for each in history_of(changed)] == ["Då"]
    told = snapshot_of(later.stream).sections["c1"]
    assert (told["html"], told["edited"]) == ("<p>Nu</p>", True)


def test_who_may_not_write_any_more_changes_no_words(thread: Thread) -> None:
    """Known too weakly since then, or about a record that is not there for all any more."""
    mine = make.comment(thread, who := make.resident(), "Först")
    EmailAddress.objects.filter(user=who).update(verified=False)
    with pytest.raises(TooWeak):
        edit_comment(comment=mine, by=who, text="Sedan")
    EmailAddress.objects.filter(user=who).update(verified=True)
    subject = find_versions([thread.subject], ANONYMOUS)[thread.subject].content
    assert subject is not None
    records.withdraw(subject)
    with pytest.raises(NotAllowed):
        edit_comment(comment=mine, by=who, text="Sedan")
    mine.refresh_from_db()
    assert mine.text == "Först"


def test_words_that_somebody_answered_are_never_changed_silently(thread: Thread) -> None:
    mine = make.comment(thread, who := make.resident(), "Ja")
    make.comment(thread, reply_to=mine.seq)
    changed = edit_comment(comment=mine, by=who, text="Nej")
    assert changed.edits == 1


def test_former_words_leave_the_stream(thread: Thread) -> None:
    mine = make.comment(thread, who := make.resident(), "Fel ord")
    edit_comment(comment=mine, by=who, text="Rätt ord")
    assert [each for each in Frame.objects.values_list("data", flat=True) if "Fel" in each] == []


def test_only_the_author_changes_and_takes_back(thread: Thread) -> None:
    mine = make.comment(thread)
    with pytest.raises(NotYours):
        edit_comment(comment=mine, by=make.resident(), text="Mitt")
    with pytest.raises(NotYours):
        retract_comment(comment=mine, by=make.resident())


def test_taken_back_words_are_gone_and_replies_stay(thread: Thread) -> None:
    mine = make.comment(thread, who := make.resident(), "Ångrar mig")
    make.comment(thread, text="Svar", reply_to=mine.seq)
    retract_comment(comment=mine, by=who)
    mine.refresh_from_db()
    thread.refresh_from_db()
    assert (mine.state, mine.text, mine.html, thread.shown) == ("retracted", "", "", 1)
    [reply] = replies_to(mine, None).comments
    assert reply.text == "Svar"
    assert not Frame.objects.filter(data__contains="Ångrar").exists()


def test_comments_are_read_a_page_at_a_time_in_three_orders(thread: Thread) -> None:
    who = make.resident()
    for _each in range(25):
        make.comment(thread, who)
    for parent in (3, 7, 7):
        make.comment(thread, who, reply_to=parent)
    expected = {
        Sort.NEWEST: list(range(25, 0, -1)),
        Sort.OLDEST: list(range(1, 26)),
        Sort.ANSWERED: [7, 3, *(n for n in range(25, 0, -1) if n not in {3, 7})],
    }
    for sort, order in expected.items():
        first = top_comments(thread, sort, None)
        second = top_comments(thread, sort, Cursor.read(str(first.after)))
        assert make.numbers(first.comments) == order[:20]
        assert make.numbers(second.comments) == order[20:]
        assert second.after is None


@pytest.mark.parametrize("text", ["", "-", "x", "1e9", "-5", "99999999999", "٣"])
def test_what_is_no_cursor_is_the_first_page(text: str) -> None:
    assert Cursor.read(text) is None


def test_ten_thousand_replies_to_one_are_read_twenty_at_a_time(thread: Thread) -> None:
    first = make.comment(thread, who := make.resident())
    rows = [row(thread, seq, first) for seq in range(2, 10_002)]
    for each in rows:
        each.author = who
    with lifted():
        Comment.objects.bulk_create(rows, batch_size=500)
    Comment.objects.filter(pk=first.pk).update(replies=10_000)
    page = replies_to(first, Cursor(5_000))
    assert make.numbers(page.comments) == list(range(5_001, 5_021))
    [top] = top_comments(thread, Sort.ANSWERED, None).comments
    assert top.replies == 10_000


def test_officials_and_proposers_are_marked(thread: Thread) -> None:
    clerk = make.moderator(thread, "handläggare", Role.CLERK)
    member = make.moderator(thread, "ledamot", Role.MEMBER)
    marks = [make.comment(thread, who).mark for who in (clerk, member, make.resident())]
    assert marks == [Mark.OFFICIAL, Mark.ELECTED, Mark.NONE]


def test_a_role_marks_nobody_before_the_second_factor(settings: Settings, thread: Thread) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    clerk = make.moderator(thread, "handläggare", Role.CLERK)
    assert make.comment(thread, clerk).mark == Mark.NONE
    clerk.second_factor_at = now() - timedelta(hours=1)
    assert make.comment(thread, clerk).mark == Mark.OFFICIAL
    clerk.second_factor_at = now() - timedelta(hours=settings.SECOND_FACTOR_HOURS)
    assert make.comment(thread, clerk).mark == Mark.NONE


def test_the_proposer_is_marked_under_the_own_proposal(settings: Settings, tmp_path: Path) -> None:
    settings.VOTE_KEYS_DIR = tmp_path
    proposal = proposals.collecting()
    thread = open_thread(subject=proposal.record_id, actor=make.REGISTRAR)
    assert proposal.proposer is not None
    assert make.comment(thread, proposal.proposer).mark == Mark.PROPOSER
