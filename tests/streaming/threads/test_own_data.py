"""What people wrote can be taken away; and when they go their words stay, without their name."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.accounts.mydata.services import erase_account, hand_out
from portal.core.clock import now
from portal.core.retention import terms
from streaming.hub.models import Frame, Section
from streaming.threads.models import Ban, Comment, Measure, Report, Thread
from streaming.threads.services.moderating import ban_author, take_measure
from streaming.threads.services.reporting import answer_measure, report_comment
from streaming.threads.states import MeasureKind
from tests.append_only import lifted
from tests.streaming.threads import factories as make

pytestmark = pytest.mark.django_db
WHY: dict[str, Any] = {"rule": "insult", "reason": "Ett påhopp."}


@pytest.fixture
def thread() -> Thread:
    return make.thread()


def test_everything_one_has_written_is_handed_out(thread: Thread) -> None:
    who = make.resident("skribent")
    mine = make.comment(thread, who, "Mina ord", stance="for")
    report_comment(
        comment=make.comment(thread), rule="insult", reason="Elakt", reporter=who, who="x"
    )
    measure = take_measure(comment=mine, kind=MeasureKind.HIDE, by=make.moderator(thread), **WHY)
    answer_measure(measure=measure, by=who, text="Fel av er.")
    told = str(hand_out(user_id=who.pk))
    for words in ("Mina ord", "Elakt", "Ett påhopp.", "Fel av er.", "/samtal/1/1/"):
        assert words in told


def test_an_account_that_goes_takes_nobodys_words_with_it(thread: Thread) -> None:
    who = make.resident("Gustav Gåttbort")
    make.comment(thread, who, "Mina ord")
    make.comment(thread, make.resident("kvar"), "Svarets ord", reply_to=1)
    report_comment(
        comment=Comment.objects.get(seq=2), rule="insult", reason="x", reporter=who, who="x"
    )
    erase_account(user_id=who.pk)
    assert not User.objects.filter(pk=who.pk).exists()
    page = Client().get(f"{thread.url}1/").content.decode()
    for words in ("Mina ord", "Svarets ord", "borttaget konto", "kvar"):
        assert words in page
    assert "Gåttbort" not in page
    told = [*Frame.objects.values_list("data"), *Section.objects.values_list("value")]
    assert [text for (text,) in told if "Gåttbort" in text] == []
    assert [each.reporter for each in Report.objects.all()] == [None]


def test_what_was_removed_is_erased_after_its_term(thread: Thread) -> None:
    who = make.moderator(thread)
    old, new = make.comment(thread, text="Gammalt"), make.comment(thread, text="Nytt")
    for each in (old, new):
        take_measure(comment=each, kind=MeasureKind.REMOVE, by=who, **WHY)
    ban = ban_author(comment=new, by=who, days=1, **WHY)
    with lifted():
        Measure.objects.filter(comment=old).update(at=now() - timedelta(days=181))
        Ban.objects.filter(pk=ban.pk).update(
            begins=now() - timedelta(days=400), ends=now() - timedelta(days=399)
        )
    erased = {term.rule.name: term.rule.erase(term.before) for term in terms()}
    assert (erased["removed-comments"], erased["comment-bans"]) == (1, 1)
    texts = list(Comment.objects.order_by("seq").values_list("text", flat=True))
    assert texts == ["", "Nytt"]
