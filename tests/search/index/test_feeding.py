"""The index follows the ledger, and never shows what the ledger has taken back meanwhile."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from portal.ledger.models import Cursor, Record
from portal.ledger.readers import ANONYMOUS, Reader, members_of, reader_in
from portal.ledger.relay import SUBSCRIBERS, deliver, new_owner
from portal.ledger.versions import Version
from search import ports
from search.documents import SearchDocument
from search.index.feeding import SUBSCRIBER
from search.index.folders import wanted_rebuild
from search.index.keeping import keep
from search.index.opened import opened
from search.index.rebuilding import rebuild
from search.plans import Facet
from search.selectors import DATABASE, INDEX, Answer, answer, excerpts_in, similar, titles, words
from tests.factories import correct, erase, withdraw
from tests.meetings.outlets import factories as make
from tests.search.city import publish_record
from tests.search.documents import asked

pytestmark = pytest.mark.django_db
Index = Callable[[], int]


def ask(word: str, reader: Reader = ANONYMOUS) -> Answer:
    return answer(asked(word, facets=(Facet.KIND,)), reader)


def urls(word: str, reader: Reader = ANONYMOUS) -> set[str]:
    return {found.document.url for found in ask(word, reader).found}


def deliver_all() -> None:
    while deliver(SUBSCRIBERS[SUBSCRIBER], new_owner()):
        pass


def head(url: str) -> Record:
    return Record.objects.get(path=url)


def test_a_rebuild_holds_all_and_tells_how_far_it_has_come(engine_name: str) -> None:
    record = publish_record()
    told: list[tuple[str, int, int]] = []
    assert rebuild(lambda *step: told.append(step)) == 6
    assert told[0] == ("ord", 0, 6)
    assert told[-1] == ("index", 6, 6)
    assert ask("wifi").by == INDEX
    assert urls("surfzoner") == {record.statement.path}


def test_what_is_published_is_found_once_it_is_delivered(indexed: Index) -> None:
    indexed()
    record = publish_record()
    assert urls("surfzoner") == set()
    deliver_all()
    assert urls("surfzoner") == {record.statement.path}
    index = opened()
    assert index is not None
    assert index.state.seq == Cursor.objects.get(pk=SUBSCRIBER).seq == 6


def test_a_page_of_a_file_opens_at_the_page(indexed: Index) -> None:
    record = publish_record()
    indexed()
    plan = asked("surfzon*", "nätverk")
    [snippets] = excerpts_in(answer(plan, ANONYMOUS).found, plan)
    [excerpt] = snippets.excerpts
    assert (excerpt.page, excerpt.url) == (2, f"{record.statement.path}#sida-2")
    assert [piece.text for piece in excerpt.pieces if piece.is_marked] == ["Surfzoner", "nätverk"]


@pytest.mark.parametrize("delivered", [False, True])
def test_what_is_withdrawn_is_in_no_answer_at_all(indexed: Index, delivered: bool) -> None:
    """Before the relay has come, too."""
    record = publish_record()
    indexed()
    assert record.statement.path in urls("wifi")
    withdraw(head(record.statement.path))
    if delivered:
        deliver_all()
    got = ask("wifi")
    assert record.statement.path not in urls("wifi")
    assert got.total == len(got.found) == 2
    assert sum(count.count for count in got.facets[Facet.KIND]) == 2
    assert urls("surfzoner") == set()
    assert words("surf", ANONYMOUS) == []
    assert [document.url for document in titles("yttrande", ANONYMOUS)] == []
    assert similar(str(record.statement.id), ANONYMOUS) == ()
    assert got.by == INDEX


def test_an_older_text_is_not_found_where_a_newer_stands(indexed: Index) -> None:
    record = publish_record()
    indexed()
    correct(record.report.model_copy(update={"title": "Tjänsteutlåtande om bredband"}))
    assert record.report.path not in urls("wifi")
    deliver_all()
    assert urls("bredband") == {record.report.path}
    assert record.report.path not in urls("wifi")


def test_what_was_narrowed_is_found_by_those_it_is_left_to(indexed: Index) -> None:
    record = publish_record()
    indexed()
    withdraw(head(record.report.path))
    make.publish(record.report, audience=members_of(record.ks.id))
    assert record.report.path not in urls("tjänsteutlåtande")
    deliver_all()
    assert record.report.path not in urls("tjänsteutlåtande")
    member = reader_in(members_of(record.ks.id))
    assert urls("tjänsteutlåtande", member) == {record.report.path}


def test_members_search_their_own_audience(indexed: Index) -> None:
    record = publish_record()
    indexed()
    member = reader_in(members_of(record.ks.id))
    assert urls("kodnyckeln") == set()
    assert urls("kodnyckeln", member) == {record.secret.path}
    assert (ask("wifi").total, ask("wifi", member).total) == (3, 4)
    assert words("kodny", ANONYMOUS) == []
    assert [each.word for each in words("kodny", member)] == ["kodnyckeln"]


def test_an_erased_record_is_gone_and_its_words_leave_the_files(indexed: Index) -> None:
    record = publish_record()
    indexed()
    erase(head(record.person.path))
    assert urls("astrid") == set()
    deliver_all()
    assert "erased" in wanted_rebuild()
    before = opened()
    assert before is not None
    indexed()
    assert wanted_rebuild() == ""
    after = opened()
    assert after is not None
    assert after.folder != before.folder
    data = b"".join(file.read_bytes() for file in after.folder.rglob("*") if file.is_file())
    assert b"astrid" not in data.lower()


def test_what_was_given_before_may_be_given_again(indexed: Index) -> None:
    indexed()
    publish_record()
    deliver_all()
    Cursor.objects.filter(pk=SUBSCRIBER).update(seq=0)
    deliver_all()
    assert ask("wifi").total == 3


def test_an_index_that_lags_behind_the_relay_is_fed_again(indexed: Index) -> None:
    """Swapped in, or put back from a copy, after the relay had gone on."""
    indexed()
    publish_record()
    Cursor.objects.update_or_create(pk=SUBSCRIBER, defaults={"seq": 6})
    assert ask("wifi").total == 0
    keep()
    deliver_all()
    assert ask("wifi").total == 3


def test_one_document_that_cannot_be_made_holds_up_no_other(
    indexed: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    record = publish_record()

    def poisoned(versions: Sequence[Version]) -> Iterator[SearchDocument]:
        if any(version.record.path == record.report.path for version in versions):
            raise RuntimeError("gift")
        yield from ()

    before = list(ports.documents_of._answers)
    monkeypatch.setattr(ports.documents_of, "_answers", [*before, poisoned])
    assert indexed() == 5
    assert urls("surfzoner") == {record.statement.path}
    assert f"{record.report.path} cannot be made findable" in caplog.text


def test_without_an_index_the_database_answers(engine_name: str) -> None:
    record = publish_record()
    got = ask("surfzoner")
    assert got.by == DATABASE
    assert [found.document.url for found in got.found] == [record.statement.path]
    assert urls("kodnyckeln") == set()
    assert record.secret.path in urls("kodnyckeln", reader_in(members_of(record.ks.id)))
    withdraw(head(record.statement.path))
    assert urls("surfzoner") == set()
