"""The relay: at least once, in order, one runner at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.ledger import relay
from portal.ledger.models import Cursor, Entry, FilePage, FileUse, StoredFile
from portal.ledger.page_images import page_image
from portal.ledger.readers import members_of
from portal.ledger.relay import Subscriber, deliver, deliver_all, lags, rewind
from portal.ledger.selectors import readable_file
from portal.ledger.storage import derived_dir, object_path
from portal.ledger.subscribers import destroy_erased_files, prerender
from tests.factories import erase, note, pdf, publish, publish_note, stored, withdraw

pytestmark = pytest.mark.django_db


class Heard:
    """A subscriber that remembers what it got, and fails as often as it is told to."""

    def __init__(self, name: str = "heard", batch: int = 2) -> None:
        self.seqs: list[list[int]] = []
        self.failures = 0
        self.subscriber = Subscriber(name, self.handle, batch)

    def handle(self, entries: Sequence[Entry]) -> None:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("trasig prenumerant")
        self.seqs.append([entry.seq for entry in entries])


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """The only subscriber there is."""
    one = Heard()
    monkeypatch.setattr(relay, "SUBSCRIBERS", {"heard": one.subscriber})
    return one


def rest_is_over() -> None:
    Cursor.objects.update(lease_until=now() - timedelta(seconds=1))


def test_entries_come_in_order_and_in_batches(heard: Heard) -> None:
    publish(*(note() for _ in range(5)))
    assert deliver_all("a") == 5
    assert heard.seqs == [[1, 2], [3, 4], [5]]


def test_what_was_delivered_does_not_come_again(heard: Heard) -> None:
    publish_note()
    assert (deliver_all("a"), deliver_all("a"), deliver_all("b")) == (1, 0, 0)
    publish_note()
    deliver_all("b")
    assert heard.seqs == [[1], [2]]


def test_a_failed_batch_comes_again_after_a_rest(heard: Heard) -> None:
    publish_note()
    heard.failures = 1
    assert deliver_all("a") == 0
    assert lags() == [relay.Lag("heard", 0, 1, "RuntimeError: trasig prenumerant")]
    assert (deliver_all("a"), deliver_all("b")) == (0, 0)
    rest_is_over()
    assert deliver_all("b") == 1
    assert heard.seqs == [[1]]
    assert lags() == [relay.Lag("heard", 1, 0, "")]


def test_one_subscriber_s_fault_stops_no_other(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Heard("other")
    monkeypatch.setitem(relay.SUBSCRIBERS, "other", other.subscriber)
    publish_note()
    heard.failures = 1
    deliver_all("a")
    assert (heard.seqs, other.seqs) == ([], [[1]])


def test_while_one_runs_it_another_does_not(heard: Heard) -> None:
    publish_note()
    during: list[int] = []

    def handle(entries: Sequence[Entry]) -> None:
        during.append(deliver(heard.subscriber, "b"))

    assert deliver(replace(heard.subscriber, handle=handle), "a") == 1
    assert (during, heard.seqs) == ([0], [])


def test_a_killed_runner_is_replaced_when_its_lease_is_over(heard: Heard) -> None:
    publish_note()
    until = now() + timedelta(seconds=60)
    Cursor.objects.create(subscriber="heard", lease_owner="dead", lease_until=until)
    assert deliver_all("a") == 0
    rest_is_over()
    assert deliver_all("a") == 1


def test_a_runner_that_lost_its_lease_moves_no_cursor(heard: Heard) -> None:
    publish_note()

    def slow(entries: Sequence[Entry]) -> None:
        Cursor.objects.update(lease_owner="b")

    deliver(replace(heard.subscriber, handle=slow), "a")
    assert Cursor.objects.get().seq == 0


def test_a_subscriber_can_read_it_all_again(heard: Heard) -> None:
    publish(note(), note())
    deliver_all("a")
    rewind("heard")
    deliver_all("a")
    assert heard.seqs == [[1, 2], [1, 2]]


def test_the_first_picture_of_a_public_pdf_is_made_ready() -> None:
    public, hidden = stored(pdf("Alla")), stored(pdf("Nämnden"))
    text = stored(b"Hej", "a.txt")
    publish(note(files=[public, text.model_copy(update={"name": "b.txt"})]))
    publish(note(files=[hidden]), audience=members_of(note().id))
    prerender(list(Entry.objects.all()))
    made = [derived_dir(file.file_sha256).exists() for file in (public, hidden, text)]
    assert made == [True, False, False]
    names = sorted(path.name for path in derived_dir(public.file_sha256).iterdir())
    assert names == ["480-1.png", "960-1.png"]


def test_a_lost_file_holds_up_no_pictures() -> None:
    lost, kept = stored(pdf("Ett")), stored(pdf("Två"))
    publish(note(files=[lost]), note(files=[kept]))
    object_path(lost.file_sha256).unlink()
    prerender(list(Entry.objects.all()))
    assert derived_dir(kept.file_sha256).exists()


def test_the_files_of_an_erased_record_are_destroyed() -> None:
    file = stored(pdf("Hemligt", title="Hemlig titel", author="Någon"))
    [record] = publish(note(files=[file]))
    page_image(file.file_sha256, 1, 480)
    erase(record)
    for _delivered_twice in range(2):
        destroy_erased_files(list(Entry.objects.all()))
    row = StoredFile.objects.get()
    assert (row.metadata, row.erased_at is not None) == ({}, True)
    assert not object_path(file.file_sha256).exists()
    assert not derived_dir(file.file_sha256).exists()
    assert (FilePage.objects.count(), FileUse.objects.count()) == (0, 0)


def test_a_file_that_another_record_lists_is_kept() -> None:
    file = stored(pdf())
    first, second = publish(note(files=[file]), note(files=[file]))
    erase(first)
    destroy_erased_files(list(Entry.objects.all()))
    assert readable_file(file.file_sha256, frozenset()) is not None
    erase(second)
    destroy_erased_files(list(Entry.objects.all()))
    assert not object_path(file.file_sha256).exists()


def test_withdrawing_destroys_nothing() -> None:
    file = stored(pdf())
    [record] = publish(note(files=[file]))
    withdraw(record)
    destroy_erased_files(list(Entry.objects.all()))
    assert object_path(file.file_sha256).exists()


def test_erased_bytes_may_be_taken_in_again() -> None:
    file = stored(pdf("Åter"))
    [record] = publish(note(files=[file]))
    erase(record)
    destroy_erased_files(list(Entry.objects.all()))
    again = stored(pdf("Åter"))
    publish(note(files=[again]))
    assert StoredFile.objects.get().erased_at is None
    assert [page.text for page in FilePage.objects.all()] == ["Åter"]
