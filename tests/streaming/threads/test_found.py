"""Comments are found by what they say, until the commit that hides them."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from portal.ledger.readers import ANONYMOUS
from search.index.feeding import feed_streams
from search.index.rebuilding import rebuild
from search.selectors import answer
from streaming.threads.models import Thread
from streaming.threads.services.moderating import take_measure
from streaming.threads.services.writing import edit_comment
from streaming.threads.states import MeasureKind
from tests.search.documents import asked
from tests.streaming.threads import factories as make

pytestmark = pytest.mark.django_db


def urls(word: str) -> list[str]:
    return [each.document.url for each in answer(asked(word), ANONYMOUS).found]


def feed() -> None:
    while feed_streams():
        pass


@pytest.fixture(autouse=True)
def engine(settings: Settings, search_dir: Path) -> None:
    settings.SEARCH_ENGINE = "whoosh"


@pytest.fixture
def thread() -> Thread:
    thread = make.thread()
    rebuild()
    return thread


def test_a_comment_is_found_by_its_words_and_not_by_its_former_ones(thread: Thread) -> None:
    mine = make.comment(thread, who := make.resident(), "Spårvagnen skramlar")
    feed()
    assert urls("spårvagnen") == ["/samtal/1/1/"]
    edit_comment(comment=mine, by=who, text="Bussen skramlar")
    assert urls("spårvagnen") == []
    feed()
    assert urls("bussen") == ["/samtal/1/1/"]


@pytest.mark.parametrize("kind", [MeasureKind.HIDE, MeasureKind.REMOVE])
def test_hidden_words_are_not_found_from_the_commit_on(thread: Thread, kind: MeasureKind) -> None:
    bad = make.comment(thread, text="Dumbommar")
    feed()
    take_measure(comment=bad, kind=kind, by=make.moderator(thread), rule="insult", reason="Påhopp.")
    assert urls("dumbommar") == []
    feed()
    assert urls("dumbommar") == []


def test_what_waits_for_a_moderator_is_not_found() -> None:
    waits = make.thread(review="before")
    rebuild()
    make.comment(waits, text="Hemligheter")
    feed()
    assert urls("hemligheter") == []
