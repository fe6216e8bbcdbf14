"""`manage.py replicate`: the copy of a stranger is what anybody may read, and it is proved."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.live_server_helper import LiveServer

from portal.core.ids import new_id
from portal.ledger.feed import lines_after
from portal.ledger.models import Content, Record
from portal.ledger.readers import ANONYMOUS, members_of
from portal.ledger.replica.store import Replica
from portal.ledger.selectors import head_chain, history_of
from tests.factories import act, change, correct, erase, note, publish, stored, withdraw

MEMBERS = members_of(new_id())


def replicate(url: str, folder: Path, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("replicate", url, "--to", str(folder), "--json", *options, stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def held(folder: Path) -> tuple[list[tuple[int, str]], dict[int, str]]:
    replica = Replica(folder)
    try:
        return replica.entries(), replica.contents()
    finally:
        replica.close()


def readable() -> dict[int, str]:
    """Every content that anybody may read, by the number of its entry: asked of the ledger."""
    seqs = [
        version.seq
        for record in Record.objects.all()
        for version in history_of(record, ANONYMOUS)
        if version.content is not None
    ]
    return dict(Content.objects.filter(pk__in=seqs).values_list("pk", "canonical"))


def everything() -> Iterator[Callable[[], object]]:
    """Each thing that can happen to records, one act at a time."""
    first, second, third = note(title="Första"), note(title="Andra"), note(title="Tredje")
    listed = note(title="Med fil", files=(stored(b"Hej", "hej.txt"),))
    secret = note(title="Hemlig")
    yield lambda: publish(first, second, third, listed)
    yield lambda: correct(first.model_copy(update={"title": "Rättad"}))
    yield lambda: publish(secret, audience=MEMBERS)
    yield lambda: withdraw(Record.objects.get(pk=second.id))
    yield lambda: publish(second.model_copy(update={"title": "Igen"}))
    yield lambda: erase(Record.objects.get(pk=third.id))
    yield lambda: correct(secret.model_copy(update={"title": "Ny"}), audience=MEMBERS)
    yield lambda: withdraw(Record.objects.get(pk=first.id))
    yield lambda: publish(first, audience=MEMBERS)
    yield lambda: act(change(secret, audience="public"))
    yield lambda: withdraw(Record.objects.get(pk=listed.id))


def test_a_replica_holds_what_anybody_may_read_after_every_act(
    live_server: LiveServer, tmp_path: Path
) -> None:
    """One that was there all along equals one that begins now, and both the ledger."""
    for number, happen in enumerate(everything()):
        happen()
        told = replicate(live_server.url, tmp_path / "along")
        replicate(live_server.url, tmp_path / f"new-{number}")
        assert held(tmp_path / "along") == held(tmp_path / f"new-{number}")
        assert held(tmp_path / "along")[1] == readable()
        assert told["chain"] == head_chain()


def test_files_come_with_what_lists_them_and_go_with_it(
    live_server: LiveServer, tmp_path: Path
) -> None:
    copy, listed = tmp_path / "kopia", note(files=(stored(b"Hej", "hej.txt"),))
    [record] = publish(listed)
    assert replicate(live_server.url, copy, "--files")["files"] == 1
    assert (copy / "files" / listed.files[0].file_sha256).read_bytes() == b"Hej"
    withdraw(record)
    assert replicate(live_server.url, copy, "--files")["files"] == 0
    assert list((copy / "files").iterdir()) == []


def test_it_goes_on_where_it_was(live_server: LiveServer, tmp_path: Path) -> None:
    publish(note(), note())
    assert replicate(live_server.url, tmp_path)["new"] == 2
    assert replicate(live_server.url, tmp_path)["new"] == 0
    publish(note())
    assert replicate(live_server.url, tmp_path)["new"] == 1


def test_a_folder_of_another_ledger_is_left_alone(live_server: LiveServer, tmp_path: Path) -> None:
    replicate(live_server.url, tmp_path)
    with pytest.raises(CommandError, match="hör till"):
        replicate(live_server.url.replace("localhost", "127.0.0.1"), tmp_path)


# ---- a source that does not tell the truth, or nothing at all -------------------------------


class _Answering(BaseHTTPRequestHandler):
    status, kind, lines = 200, "application/x-ndjson", b""

    def do_GET(self) -> None:
        body = self.lines if "after=0" in self.path else b""
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Another server, which says what it is told to."""
    monkeypatch.setattr("portal.ledger.replica.source.RETRIES", ())
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def saying(lines: bytes, **fields: Any) -> str:
            for name, value in {"lines": lines, **fields}.items():
                monkeypatch.setattr(_Answering, name, value)
            return f"http://127.0.0.1:{server.server_port}"

        yield saying
        server.shutdown()


@pytest.fixture
def truth(db: None) -> list[str]:
    [record] = publish(note(title="Sant"))
    publish(note(), audience=MEMBERS)
    withdraw(record)
    publish(note(title="Också sant"))
    return [line.text for line in lines_after(0, ANONYMOUS, 10)]


def altered(line: str, **fields: Any) -> str:
    return json.dumps({**json.loads(line), **fields})


LIES: dict[str, Callable[[list[str]], list[str]]] = {
    "an entry is left out": lambda lines: [lines[0], *lines[2:]],
    "two change places": lambda lines: [lines[1], lines[0], *lines[2:]],
    "a reason is another": lambda lines: [*lines[:2], altered(lines[2], reason="X"), lines[3]],
    "a content is another": lambda lines: [
        *lines[:3],
        altered(lines[3], content={**json.loads(lines[3])["content"], "title": "Falskt"}),
    ],
    "a content is held back": lambda lines: [
        *lines[:3],
        altered(lines[3], content=None, sha256=None, salt=None),
    ],
    "a withdrawal is hidden in a stub": lambda lines: [
        *lines[:2],
        altered(lines[2], stub=True, digest="0" * 64),
        lines[3],
    ],
    "a chain is another": lambda lines: [altered(lines[0], chain="0" * 64), *lines[1:]],
    "a field is missing": lambda lines: ['{"seq":1}'],
    "a number is a text": lambda lines: [altered(lines[0], seq="1")],
    "it is no JSON": lambda lines: ["<html>"],
    "it is a list": lambda lines: ["[]"],
    "null": lambda lines: ["null"],
    "a number with decimals": lambda lines: [altered(lines[0], content={"id": 1.5})],
    "nested without end": lambda lines: ["[" * 100_000],
}


@pytest.mark.parametrize("lie", LIES.values(), ids=list(LIES))
def test_what_no_ledger_can_have_said_is_refused_and_not_kept(
    truth: list[str],
    other: Callable[..., str],
    lie: Callable[[list[str]], list[str]],
    tmp_path: Path,
) -> None:
    url = other("".join(f"{line}\n" for line in lie(truth)).encode())
    with pytest.raises(CommandError, match="post"):
        replicate(url, tmp_path)
    assert len(held(tmp_path)[0]) in {0, 4}


@pytest.mark.parametrize(
    "answer",
    [
        {"lines": b"<html></html>", "kind": "text/html"},
        {"lines": b"fel", "status": 500},
        {"lines": b"fel", "status": 404},
        {"lines": b"\xff\xfe\n"},
    ],
    ids=str,
)
def test_a_source_that_is_no_feed_is_told_of(
    other: Callable[..., str], answer: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(CommandError) as told:
        replicate(other(**answer), tmp_path)
    assert told.value.returncode == 1


@pytest.mark.parametrize("url", ["ftp://exempel.se", "exempel.se", "http://127.0.0.1:9"])
def test_an_address_that_leads_nowhere_is_told_of(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.ledger.replica.source.RETRIES", ())
    with pytest.raises(CommandError):
        replicate(url, tmp_path)
