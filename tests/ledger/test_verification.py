"""Each kind of tampering is found. The triggers are lifted first: the chain must do without."""

# ruff: noqa: S608 (the names of tables stand in this file)

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from portal.core.canonical import sha256_hex
from portal.ledger.chain import chain_of, commitment_of, digest_of
from portal.ledger.models import Content, Entry, FileUse, Record, RecordNumber
from portal.ledger.replay import rebuild_heads
from portal.ledger.selectors import moved_to, record_at
from portal.ledger.storage import object_path
from portal.ledger.verification import verify
from tests.append_only import lifted
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


@pytest.fixture(autouse=True)
def ledger() -> None:
    """Six entries on three records, one with a file, one withdrawn."""
    paper = note(title="Rapport", path="/handlingar/1/", files=[stored(pdf())])
    publish(paper, note(path="/handlingar/2/", references=["1451/14"]))
    correct(paper)
    publish(note(path="/handlingar/3/"))
    withdraw(record_at("/handlingar/3/", frozenset()) or Record())
    publish(paper.model_copy(update={"path": "/handlingar/4/"}))


def promises() -> set[str]:
    return {deviation.promise for deviation in verify()}


def execute(sql: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_ledger_has_no_deviations() -> None:
    assert list(verify()) == []


def test_an_empty_ledger_has_none_either() -> None:
    with lifted():
        for table in ("fileuse", "content", "entry", "act", "address", "recordnumber", "record"):
            execute(f"DELETE FROM ledger_{table}")
    assert list(verify()) == []


TAMPERINGS: dict[str, tuple[Callable[[], object], set[str]]] = {
    "a changed reason": (
        lambda: Entry.objects.filter(seq=3).update(reason="Inget fel."),
        {"digest"},
    ),
    "a changed audience": (
        lambda: Entry.objects.filter(seq=1).update(audience="members:x"),
        {"digest"},
    ),
    "a changed time": (
        lambda: Entry.objects.filter(seq=6).update(recorded_at="2030-01-01T00:00:00Z"),
        {"digest", "act", "head"},
    ),
    "a changed word": (
        lambda: Content.objects.filter(entry=2).update(canonical='{"id":"x","files":[]}'),
        {"content", "head"},
    ),
    "a changed word with its hash": (lambda: _forge_content(2), {"commitment", "head"}),
    "a changed word with its hash, commitment and digest": (
        lambda: _forge_entry(2),
        {"chain", "head"},
    ),
    "a removed entry": (lambda: _remove_entry(4), {"order", "version", "verb", "chain", "head"}),
    "a removed last entry": (lambda: _remove_entry(6), {"head"}),
    "a removed content": (
        lambda: execute("DELETE FROM ledger_content WHERE entry_id = 2"),
        {"content", "head"},
    ),
    "another's content": (
        lambda: Content.objects.filter(entry=4).update(
            **Content.objects.filter(entry=2).values("canonical", "sha256")[0]
        ),
        {"content", "commitment", "head"},
    ),
    "a content that is not canonical": (
        lambda: _rewrite(2, lambda text: text.replace('{"date"', '{ "date"')),
        {"content", "commitment", "head"},
    ),
    "an unlisted file": (
        lambda: FileUse.objects.create(
            entry_id=2, file_id=FileUse.objects.all()[0].file_id, name="x.pdf"
        ),
        {"file"},
    ),
    "another role on the act": (
        lambda: execute("UPDATE ledger_act SET actor_role = %s", "chair"),
        {"act"},
    ),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_is_found(tampering: str) -> None:
    tamper, found = TAMPERINGS[tampering]
    with lifted():
        tamper()
    assert promises() == found


def test_a_content_added_to_a_tombstone_is_found() -> None:
    with lifted():
        Content.objects.create(entry_id=5, canonical="{}", sha256="0" * 64, salt="0" * 64)
    assert "content" in promises()


def test_a_head_that_strays_is_found_and_mended() -> None:
    before = Record.objects.order_by("pk").values()
    rows = list(before)
    Record.objects.filter(path="/handlingar/4/").update(title="Annan", version=9)
    RecordNumber.objects.all().delete()
    [deviation] = verify()
    assert (deviation.promise, deviation.seen) == ("head", "skiljer i version, title")
    assert rebuild_heads() == 3
    assert list(before.all()) == rows
    assert list(RecordNumber.objects.values_list("number", flat=True)) == ["1451/14"]
    assert list(verify()) == []


def test_a_head_without_entries_is_found() -> None:
    record = Record.objects.all()[0]
    record.pk, record.path, record.seq = note().id, "/ingenstans/", 99
    record.save(force_insert=True)
    [deviation] = verify()
    assert deviation.seen == "har ingen post"


def test_heads_are_the_same_made_act_by_act_and_all_at_once() -> None:
    first, second = note(path="/m/1/"), note(path="/m/2/")
    publish(first, second)
    act(
        change(first.model_copy(update={"path": "/m/2/"})),
        change(second.model_copy(update={"path": "/m/1/"})),
    )
    withdraw(record_at("/m/1/", frozenset()) or Record())
    publish_note(path="/m/1/")
    erase(publish_note(path="/m/3/", references=["0435/15"]))
    rows = list(Record.objects.order_by("pk").values())
    assert list(verify()) == []
    rebuild_heads()
    assert list(Record.objects.order_by("pk").values()) == rows
    assert moved_to("/handlingar/1/", frozenset()) == "/handlingar/4/"


def test_an_erased_content_leaves_a_chain_that_verifies() -> None:
    erase(record_at("/handlingar/4/", frozenset()) or Record())
    assert list(verify()) == []


def test_a_changed_file_is_found() -> None:
    path = _stored_path()
    path.chmod(0o600)
    path.write_bytes(b"%PDF-")
    [deviation] = verify()
    assert deviation.seen == "har ett annat innehåll än sitt namn"


def test_a_lost_file_is_found() -> None:
    _stored_path().unlink()
    [deviation] = verify()
    assert (deviation.promise, deviation.seen) == ("file", "saknas i lagringen")


def test_missing_triggers_are_deviations() -> None:
    with lifted():
        assert promises() == {"trigger"}


def _stored_path() -> Path:
    return object_path(FileUse.objects.all()[0].file_id)


def _rewrite(seq: int, how: Callable[[str], str]) -> Content:
    content = Content.objects.get(entry=seq)
    content.canonical = how(content.canonical)
    content.sha256 = sha256_hex(content.canonical.encode())
    content.save()
    return content


def _forge_content(seq: int) -> Content:
    return _rewrite(seq, lambda text: text.replace("Anteckning", "Förfalskning"))


def _forge_entry(seq: int) -> None:
    content = _forge_content(seq)
    entry = Entry.objects.get(seq=seq)
    entry.commitment = commitment_of(content.salt, content.sha256)
    entry.digest = digest_of(entry)
    entry.chain = chain_of(Entry.objects.get(seq=seq - 1).chain, entry.commitment, entry.digest)
    entry.save()


def _remove_entry(seq: int) -> None:
    for table in ("fileuse", "content"):
        execute(f"DELETE FROM ledger_{table} WHERE entry_id = %s", seq)
    execute("DELETE FROM ledger_entry WHERE seq = %s", seq)
