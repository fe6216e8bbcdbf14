"""Many writers at once, on PostgreSQL, where they really are at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from portal.core.errors import DomainError
from portal.ledger.errors import VersionConflict
from portal.ledger.models import Act, Entry, Record, StoredFile
from portal.ledger.services import next_public_number
from portal.ledger.verification import verify
from tests.factories import act, change, note, pdf, publish, stored

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WRITERS = 6


def at_once(work: Callable[[int], object], writers: int = WRITERS) -> list[object]:
    """Run `work` in as many threads, begun together; what each returned or raised."""
    start = Barrier(writers)

    def run(number: int) -> object:
        start.wait()
        try:
            return work(number)
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


class Aborted(DomainError):
    """The working rows could not be written."""


def test_the_order_is_gapless_and_in_time_when_some_acts_are_aborted() -> None:
    def work(writer: int) -> int:
        done = 0
        for number in range(10):
            aborts = (writer + number) % 5 == 0

            def apply(aborts: bool = aborts) -> None:
                if aborts:
                    raise Aborted

            try:
                act(change(note()), change(note()), apply=apply)
                done += 1
            except Aborted:
                continue
        return done

    assert sum(int(str(done)) for done in at_once(work)) == 48
    entries = list(Entry.objects.order_by("seq").values_list("seq", "recorded_at", "act"))
    assert [entry[0] for entry in entries] == list(range(1, 97))
    assert all(before[1] <= after[1] for before, after in pairwise(entries))
    assert all(entries[at][2] == entries[at + 1][2] for at in range(0, 96, 2))
    assert list(verify()) == []


def test_an_act_aborted_after_the_lock_leaves_no_gap() -> None:
    first, second = note(path="/samma/"), note(path="/samma/")

    def work(writer: int) -> object:
        content = first if writer % 2 else second
        return act(change(content, expected_version=0))

    results = at_once(work)
    assert len([each for each in results if isinstance(each, Act)]) == 1
    assert list(Entry.objects.values_list("seq", flat=True)) == [1]


def test_two_acts_on_one_record_are_one_act_and_one_conflict() -> None:
    content = note()
    publish(content)

    def work(writer: int) -> object:
        changed = content.model_copy(update={"text": f"skribent {writer}"})
        return act(change(changed, expected_version=1))

    results = at_once(work, 2)
    assert {type(each) for each in results} == {Act, VersionConflict}
    assert Record.objects.get().version == 2


def test_a_double_click_is_one_act() -> None:
    content = note()
    results = at_once(lambda _writer: act(change(content, expected_version=0), key="knapp").pk)
    assert len(set(results)) == 1
    assert (Act.objects.count(), Entry.objects.count()) == (1, 1)


def test_records_in_other_orders_do_not_lock_each_other_out() -> None:
    contents = [note() for _ in range(8)]
    publish(*contents)

    def work(writer: int) -> object:
        order = contents if writer % 2 else contents[::-1]
        return act(*(change(content) for content in order))

    assert {type(each) for each in at_once(work)} == {Act}
    assert set(Record.objects.values_list("version", flat=True)) == {WRITERS + 1}


def test_public_numbers_are_given_out_once() -> None:
    numbers = at_once(lambda _writer: [next_public_number("document") for _ in range(5)])
    given = [number for some in numbers if isinstance(some, list) for number in some]
    assert sorted(given) == list(range(1, 5 * WRITERS + 1))


def test_the_same_file_from_many_is_kept_once() -> None:
    data = pdf()
    names = at_once(lambda _writer: stored(data).file_sha256)
    assert (len(set(names)), StoredFile.objects.count()) == (1, 1)


def test_swapping_the_same_addresses_at_once() -> None:
    first, second = note(path="/1/"), note(path="/2/")
    publish(first, second)

    def work(_writer: int) -> UUID:
        swap = {"/1/": "/2/", "/2/": "/1/"}
        heads = Record.objects.in_bulk([first.id, second.id])
        moved = [
            content.model_copy(update={"path": swap[heads[content.id].path]})
            for content in (first, second)
        ]
        return act(*(change(content) for content in moved)).pk

    at_once(work)
    assert set(Record.objects.values_list("path", flat=True)) == {"/1/", "/2/"}
    assert list(verify()) == []
