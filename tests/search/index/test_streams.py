"""Comments and captions are found as records are, and are gone at the commit that hides them."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

import pytest
from django.test import Client

from portal.ledger.models import Record
from portal.ledger.readers import ANONYMOUS, Reader, members_of, reader_in
from portal.ledger.relay import SUBSCRIBERS, deliver, new_owner
from search import ports
from search.documents import Chunk
from search.documents import SearchDocument as Document
from search.index.feeding import SUBSCRIBER, feed_streams
from search.index.folders import wanted_rebuild
from search.index.keeping import reason_to_rebuild
from search.index.opened import opened
from search.models import StreamHead
from search.plans import Facet
from search.selectors import answer, words
from search.services import text_changed
from tests.factories import withdraw
from tests.meetings.outlets import factories as make
from tests.search.city import Record as City
from tests.search.city import publish_record
from tests.search.documents import asked, document

pytestmark = pytest.mark.django_db
Index = Callable[[], int]


class Comments:
    """Comments that are kept in a dictionary: an app's source in small."""

    name = "comment"

    def __init__(self) -> None:
        self.kept: dict[str, Document] = {}

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        return [self.kept[key] for key in keys if key in self.kept]

    def say(self, key: str, text: str, subject: UUID | None = None, **fields: object) -> None:
        self.kept[key] = document(key, text, kind="comment", **fields)
        text_changed(source=self.name, texts={key: subject})

    def hide(self, key: str, *, is_erased: bool = False) -> None:
        del self.kept[key]
        text_changed(source=self.name, texts={key: None}, is_erased=is_erased)


@pytest.fixture
def comments(monkeypatch: pytest.MonkeyPatch) -> Comments:
    source = Comments()
    monkeypatch.setattr(ports.stream_sources, "_answers", [lambda: source])
    return source


def urls(word: str, reader: Reader = ANONYMOUS) -> set[str]:
    found = answer(asked(word, facets=(Facet.SOURCE,)), reader)
    assert sum(each.count for each in found.facets[Facet.SOURCE]) == found.total
    return {each.document.url for each in found.found}


def deliver_all() -> None:
    while deliver(SUBSCRIBERS[SUBSCRIBER], new_owner()):
        pass
    while feed_streams():
        pass


def test_a_comment_is_found_once_it_is_fed(indexed: Index, comments: Comments) -> None:
    indexed()
    comments.say("1", "Spårvagnen gnisslar")
    assert urls("gnisslar") == set()
    assert feed_streams() == 1
    assert urls("gnisslar") == {"/1/"}
    assert feed_streams() == 0


def test_a_rebuild_holds_comments_too(indexed: Index, comments: Comments) -> None:
    comments.say("1", "Spårvagnen gnisslar")
    comments.say("2", "Bussen gnisslar")
    comments.hide("2")
    assert indexed() == 1
    assert urls("gnisslar") == {"/1/"}
    index = opened()
    assert index is not None
    assert index.state.sources == {"comment": 3}


@pytest.mark.parametrize("fed", [False, True])
def test_a_hidden_comment_is_in_no_answer(indexed: Index, comments: Comments, fed: bool) -> None:
    comments.say("1", "Spårvagnen gnisslar")
    comments.say("2", "Bussen gnisslar")
    indexed()
    comments.hide("1")
    if fed:
        deliver_all()
    assert urls("gnisslar") == {"/2/"}
    assert words("spårv", ANONYMOUS) == []


def test_a_changed_comment_is_not_found_by_what_it_said(indexed: Index, comments: Comments) -> None:
    comments.say("1", "Spårvagnen gnisslar")
    indexed()
    comments.say("1", "Bussen skramlar")
    assert urls("gnisslar") == set()
    deliver_all()
    assert (urls("gnisslar"), urls("skramlar")) == (set(), {"/1/"})


@pytest.mark.parametrize("fed", [False, True])
def test_what_stands_below_a_withdrawn_record_is_gone_with_it(
    indexed: Index, comments: Comments, client: Client, fed: bool
) -> None:
    city = publish_record()
    comments.say("1", "Spårvagnen gnisslar", city.report.id)
    comments.say("2", "Bussen gnisslar")
    indexed()
    assert urls("gnisslar") == {"/1/", "/2/"}
    withdraw(Record.objects.get(pk=city.report.id))
    if fed:
        deliver_all()
    assert urls("gnisslar") == {"/2/"}
    assert 'href="/1/"' not in client.get("/sok/?q=gnisslar").content.decode()
    make.publish(city.report)
    deliver_all()
    assert urls("gnisslar") == {"/1/", "/2/"}


def test_no_comment_is_read_by_more_than_its_record(indexed: Index, comments: Comments) -> None:
    city = publish_record()
    member = reader_in(members_of(city.ks.id))
    comments.say("1", "Spårvagnen gnisslar", city.secret.id)
    comments.say("2", "Bussen gnisslar", city.secret.id, audience="members:other")
    comments.say("3", "Färjan gnisslar", UUID(int=404))
    indexed()
    assert (urls("gnisslar"), urls("gnisslar", member)) == (set(), {"/1/"})


def test_a_caption_opens_the_video_at_the_second(
    indexed: Index, comments: Comments, client: Client
) -> None:
    city: City = publish_record()
    said = (
        Chunk("Nu öppnar vi mötet", second=0, url="/moten/ks/2016-10-19/#t=0"),
        Chunk("Spårvagnen gnisslar", second=725, url="/moten/ks/2016-10-19/#t=725"),
    )
    comments.say("1", "", city.case.id, chunks=said)
    indexed()
    page = client.get("/sok/?q=gnisslar").content.decode()
    assert 'href="/moten/ks/2016-10-19/#t=725"' in page
    assert "12.05" in page


def test_an_erased_comment_leaves_the_files(indexed: Index, comments: Comments) -> None:
    comments.say("1", "Spårvagnen gnisslar")
    indexed()
    comments.hide("1", is_erased=True)
    deliver_all()
    assert "erased" in wanted_rebuild()


def test_an_index_that_knows_more_than_the_database_is_built_anew(
    indexed: Index, comments: Comments
) -> None:
    comments.say("1", "Spårvagnen gnisslar")
    indexed()
    assert reason_to_rebuild(opened()) == ""
    StreamHead.objects.update(number=0)
    assert "backup" in reason_to_rebuild(opened())


def test_one_comment_that_cannot_be_made_holds_up_no_other(
    indexed: Index,
    comments: Comments,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    indexed()
    comments.say("1", "Spårvagnen gnisslar")
    comments.say("2", "Bussen gnisslar")
    plain = comments.documents

    def poisoned(keys: Sequence[str]) -> Iterable[Document]:
        if "1" in keys:
            raise RuntimeError("gift")
        return plain(keys)

    monkeypatch.setattr(comments, "documents", poisoned)
    assert feed_streams() == 2
    assert urls("gnisslar") == {"/2/"}
    assert "comment:1 cannot be made findable" in caplog.text
