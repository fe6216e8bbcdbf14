"""Many at once in one thread, on PostgreSQL: nothing lost, nothing twice, nothing hidden told."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from streaming.hub.models import Frame, Section
from streaming.hub.selectors import snapshot_of
from streaming.threads.models import Comment, Measure, Report, Thread, ThreadPolicy
from streaming.threads.services.moderating import take_measure
from streaming.threads.services.opening import lock_thread
from streaming.threads.services.policies import take_into_force
from streaming.threads.services.reporting import report_comment
from streaming.threads.services.writing import edit_comment, retract_comment, write_comment
from streaming.threads.states import MeasureKind
from tests.streaming.races import at_once
from tests.streaming.threads import factories as make

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WHY: dict[str, Any] = {"rule": "insult", "reason": "Ett påhopp."}


@pytest.fixture
def thread() -> Thread:
    return make.thread()


def writing(thread: Thread, **fields: Any) -> Any:
    """One who writes; each with a copy of the thread's row of their own."""
    given = {"text": "Samtidigt", "author": make.resident(), "key": uuid4(), **fields}
    row = Thread.objects.get(pk=thread.pk)
    return lambda: write_comment(thread=row, **given)


def told(words: str) -> list[str]:
    said = [*Frame.objects.values_list("data"), *Section.objects.values_list("value")]
    return [text for (text,) in said if words in text]


def test_a_form_sent_by_six_at_once_is_one_comment(thread: Thread) -> None:
    who, key = make.resident(), uuid4()
    assert at_once(*[writing(thread, author=who, key=key) for _each in range(6)]) == [""] * 6
    thread.refresh_from_db()
    assert (Comment.objects.count(), thread.last_seq, thread.shown) == (1, 1, 1)


def test_many_writers_leave_no_hole_and_every_reply_is_counted(thread: Thread) -> None:
    first = make.comment(thread)
    deeds = [writing(thread, reply_to=first.seq if n % 2 else None) for n in range(24)]
    assert at_once(*deeds) == [""] * 24
    thread.refresh_from_db()
    first.refresh_from_db()
    numbers = list(Comment.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, 26))
    assert (thread.last_seq, thread.shown, first.replies) == (25, 25, 12)
    assert snapshot_of(thread.stream).sections["head"]["last"] == 25


def test_of_two_moderators_one_hides_it(thread: Thread) -> None:
    bad = make.comment(thread)
    people = [make.moderator(thread, name) for name in ("en", "två")]
    done = at_once(
        *[
            lambda who=who: take_measure(comment=bad, kind=MeasureKind.HIDE, by=who, **WHY)
            for who in people
        ]
    )
    thread.refresh_from_db()
    assert sorted(done) == ["", "NotNow"]
    assert (Measure.objects.count(), thread.shown) == (1, 0)


def test_words_changed_while_they_are_hidden_are_told_to_nobody(thread: Thread) -> None:
    moderator = make.moderator(thread)
    for turn in range(8):
        who = make.resident()
        bad = make.comment(thread, who, "Första dumheten")
        changed, hidden = at_once(
            partial(edit_comment, comment=bad, by=who, text="Andra dumheten"),
            partial(take_measure, comment=bad, kind=MeasureKind.HIDE, by=moderator, **WHY),
        )
        bad.refresh_from_db()
        assert (hidden, changed in {"", "NotNow"}, bad.state) == ("", True, "hidden")
        assert told("dumheten") == [], turn
    thread.refresh_from_db()
    assert thread.shown == 0


def test_a_reply_to_what_is_taken_back_at_that_moment(thread: Thread) -> None:
    """Either it came first and stays, or it is refused; the counts tell which."""
    for _turn in range(6):
        who = make.resident()
        first = make.comment(thread, who, "Ångras")
        answered, gone = at_once(
            writing(thread, reply_to=first.seq),
            partial(retract_comment, comment=first, by=who),
        )
        first.refresh_from_db()
        assert (gone, answered in {"", "NoReplyHere"}) == ("", True)
        assert first.replies == Comment.objects.filter(parent=first).count()
    thread.refresh_from_db()
    assert thread.shown == Comment.objects.filter(state="visible").count()


def test_nothing_comes_after_the_gavel(thread: Thread) -> None:
    deeds = [writing(thread) for _each in range(10)]
    row = Thread.objects.get(pk=thread.pk)

    def fall() -> Thread:
        return lock_thread(thread=row, actor=make.REGISTRAR, reason="Punkten är avslutad.", key="k")

    done = at_once(*deeds[:5], fall, fall, *deeds[5:])
    thread.refresh_from_db()
    written = done.count("") - 2
    assert set(done) <= {"", "ThreadLocked"}
    assert (thread.state, thread.last_seq, Comment.objects.count()) == ("locked", written, written)
    head = snapshot_of(thread.stream).sections["head"]
    assert (head["state"], head["last"]) == ("locked", written)
    last = Frame.objects.filter(stream=thread.stream).order_by("-seq").first()
    assert last is not None
    assert last.kind == "thread"


def test_one_reader_reports_once(thread: Thread) -> None:
    bad, reader = make.comment(thread), make.resident()
    given: dict[str, Any] = {"comment": bad, "rule": "insult", "reason": "Elakt.", "who": "x"}
    done = at_once(*[lambda: report_comment(**given, reporter=reader)] * 4)
    assert (done, Report.objects.count()) == ([""] * 4, 1)


def test_of_two_new_versions_of_the_rules_one_is_taken(thread: Thread) -> None:
    newest = ThreadPolicy.objects.get()
    done = at_once(
        *[
            lambda days=days: take_into_force(
                terms=make.terms(longest_ban_days=days), after=newest.version
            )
            for days in (7, 14)
        ]
    )
    assert sorted(done) == ["", "RulesChanged"]
    assert ThreadPolicy.objects.count() == 2
