"""Reading through the gate: heads, versions, history and files."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.ledger.changes import Change
from portal.ledger.models import Record
from portal.ledger.readers import ANONYMOUS, Grant, Reader, members_of
from portal.ledger.selectors import (
    FileAnswer,
    file_at,
    head_seq,
    history_of,
    readable_file,
    record_at,
    records,
    version_at,
    versions_of,
)
from portal.ledger.states import FileState, Verb
from tests.factories import (
    act,
    change,
    correct,
    erase,
    note,
    pdf,
    publish,
    publish_note,
    stored,
    withdraw,
)

pytestmark = pytest.mark.django_db
BOARD, OTHER = uuid4(), uuid4()
MEMBERS = members_of(BOARD)
MEMBER: Reader = frozenset({Grant("member", BOARD)})


@pytest.mark.parametrize(
    ("reader", "may"),
    [
        (ANONYMOUS, False),
        (frozenset({Grant("member", OTHER)}), False),
        (frozenset({Grant("clerk", BOARD)}), False),
        (frozenset({Grant("moderator", BOARD)}), False),
        (frozenset({Grant("administrator", BOARD)}), False),
        (frozenset({Grant("member", BOARD)}), True),
        (frozenset({Grant("substitute", BOARD)}), True),
        (frozenset({Grant("chair", BOARD)}), True),
        (frozenset({Grant("vice_chair", BOARD)}), True),
        (frozenset({Grant("secretary", BOARD)}), True),
        (frozenset({Grant("registrar", BOARD)}), True),
        (frozenset({Grant("auditor", BOARD), Grant("member", OTHER)}), True),
    ],
)
def test_who_reads_what_is_for_the_members(reader: Reader, may: bool) -> None:
    file = stored(pdf())
    [record] = publish(note(path="/hemligt/", files=[file]), audience=MEMBERS)
    answers = [
        records(reader).exists(),
        record_at("/hemligt/", reader) is not None,
        history_of(record, reader) != [],
        version_at(record, 1, reader) is not None,
        readable_file(file.file_sha256, reader) is not None,
        file_at(record, 1, "handling.pdf", reader).state == FileState.READABLE,
    ]
    assert answers == [may] * 6


def test_everybody_reads_what_is_public() -> None:
    publish_note()
    assert (records(ANONYMOUS).count(), records(MEMBER).count()) == (1, 1)


def test_the_newest_hidden_version_does_not_uncover_an_older_one() -> None:
    content = note(path="/a/")
    publish(content)
    act(
        Change(content.id, Verb.WITHDRAWN, reason="Ska bara till nämnden."),
        change(content, audience=MEMBERS),
    )
    record = Record.objects.get()
    assert record_at("/a/", ANONYMOUS) is None
    assert history_of(record, ANONYMOUS) == []
    assert [each.version for each in history_of(record, MEMBER)] == [1, 2, 3]


def test_what_was_for_members_stays_theirs_when_the_record_goes_public() -> None:
    content = note(text="för nämnden")
    publish(content, audience=MEMBERS)
    [record] = publish(content.model_copy(update={"text": "för alla"}))
    assert [each.version for each in history_of(record, ANONYMOUS)] == [2]
    assert version_at(record, 1, ANONYMOUS) is None
    shown = version_at(record, 1, MEMBER)
    assert shown is not None
    assert shown.content == content


def test_history_tells_every_version_with_its_reason() -> None:
    content = note()
    [record] = publish(content)
    correct(content, reason="Fel datum.")
    record.refresh_from_db()
    told = [(each.version, each.verb, each.reason) for each in history_of(record, ANONYMOUS)]
    assert told == [(1, Verb.PUBLISHED, ""), (2, Verb.CORRECTED, "Fel datum.")]


def test_a_withdrawn_version_stays_hidden_when_the_record_stands_again() -> None:
    content = note(text="med ett namn")
    [record] = publish(content)
    withdraw(record, reason="Ett namn.")
    [record] = publish(content.model_copy(update={"text": "utan namn"}))
    contents = [each.content is not None for each in history_of(record, ANONYMOUS)]
    assert contents == [False, False, True]
    first = version_at(record, 1, ANONYMOUS)
    assert first is not None
    assert (first.verb, first.reason) == (Verb.WITHDRAWN, "Ett namn.")


def test_a_version_that_never_was() -> None:
    assert version_at(publish_note(), 2, ANONYMOUS) is None


def answer(record: Record, version: int, name: str = "handling.pdf") -> FileAnswer:
    record.refresh_from_db()
    return file_at(record, version, name, ANONYMOUS)


def test_a_file_of_each_version_is_found_at_its_version() -> None:
    first, second = stored(pdf("Ett")), stored(pdf("Två"))
    content = note(files=[first])
    [record] = publish(content)
    correct(content.model_copy(update={"files": (second,)}))
    found = [answer(record, version).file for version in (1, 2)]
    assert [file and file.sha256 for file in found] == [first.file_sha256, second.file_sha256]
    assert answer(record, 2).audience == "public"


@pytest.mark.parametrize(("version", "name"), [(1, "annan.pdf"), (2, "handling.pdf")])
def test_a_file_that_is_not_there(version: int, name: str) -> None:
    [record] = publish(note(files=[stored(pdf())]))
    assert answer(record, version, name) == FileAnswer(FileState.NOT_FOUND)


def test_a_file_of_a_withdrawn_record_says_why() -> None:
    [record] = publish(note(files=[stored(pdf())]))
    withdraw(record, reason="Fel fil.")
    told = answer(record, 1)
    assert (told.state, told.file) == (FileState.WITHDRAWN, None)
    assert told.tombstone is not None
    assert told.tombstone.reason == "Fel fil."
    assert answer(record, 1, "annan.pdf").state == FileState.NOT_FOUND


def test_a_file_of_a_withdrawn_version_stays_withdrawn() -> None:
    content = note(files=[stored(pdf())])
    [record] = publish(content)
    withdraw(record)
    publish(content)
    assert [answer(record, version).state for version in (1, 3)] == [
        FileState.WITHDRAWN,
        FileState.READABLE,
    ]


def test_a_file_of_an_erased_record_is_gone_whatever_its_name() -> None:
    [record] = publish(note(files=[stored(pdf())]))
    erase(record)
    assert answer(record, 1, "vad.pdf").state == FileState.WITHDRAWN


def test_a_file_is_readable_while_some_record_lists_it() -> None:
    file = stored(pdf())
    [first] = publish(note(files=[file]))
    [second] = publish(note(files=[file]))
    withdraw(first)
    assert readable_file(file.file_sha256, ANONYMOUS) is not None
    withdraw(second)
    assert readable_file(file.file_sha256, ANONYMOUS) is None


@pytest.mark.parametrize("count", [3, 30])
def test_many_versions_in_two_queries(count: int) -> None:
    heads = publish(*(note() for _ in range(count)))
    with CaptureQueriesContext(connection) as caught:
        found = versions_of(heads)
    assert (len(caught), list(found)) == (2, [head.pk for head in heads])


def test_the_head_of_an_empty_ledger() -> None:
    assert head_seq() == 0
    publish(note(), note())
    assert head_seq() == 2
