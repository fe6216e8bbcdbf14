"""The files of papers are fetched once, checked, and kept out where they do not belong."""

import hashlib
import json
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.test import Client

from meetings.contents import DocumentContent
from meetings.importing.files import fetching
from meetings.importing.files.fetching import Fetcher, NotFetched, is_public
from meetings.importing.report import Report
from meetings.importing.sources import live
from meetings.models import Document, ImportedFile
from portal.ledger.models import Record, StoredFile
from tests.factories import pdf
from tests.meetings.importing import town
from tests.meetings.importing.acts import content, import_from, rules
from tests.meetings.importing.town import Served, serving

pytestmark = pytest.mark.django_db

MAIN, FURTHER = pdf("Kosten"), pdf("Zeitplan")


def path(number: int) -> str:
    return f"/oparl/files/download/{number}.pdf"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAUSES", (0.0,))


@pytest.fixture
def served() -> Iterator[Served]:
    """A town whose four files can be fetched."""
    with serving(town.town()) as served:
        for number in (10, 20):
            served.answers[path(number)] = lambda: (200, MAIN)
            served.answers[path(number + 1)] = lambda: (200, FURTHER)
        yield served


def taken_in(served: Served) -> Report:
    return import_from(served.address, files=True)


def paper(number: int = 1) -> DocumentContent:
    found = content(kind="document", path=f"/handlingar/{number}/")
    assert isinstance(found, DocumentContent)
    return found


def names() -> list[str]:
    return [file.name for file in paper().files]


def fetched(served: Served) -> list[str]:
    return [target for target in served.asked if "/download/" in target]


def test_a_paper_lists_the_files_that_came(served: Served, client: Client) -> None:
    report = taken_in(served)
    assert report.is_whole
    assert names() == ["Datei 10.pdf", "Datei 11.pdf"]
    assert [file.file_sha256 for file in paper().files] == [
        hashlib.sha256(data).hexdigest() for data in (MAIN, FURTHER)
    ]
    answer = client.get("/handlingar/1/v2/Datei 10.pdf")
    assert b"".join(answer) == MAIN
    source = paper().source
    assert source is not None
    assert [file.role for file in source.files] == ["mainFile", "auxiliaryFile"]


def test_without_being_asked_nothing_is_fetched(served: Served) -> None:
    import_from(served.address)
    assert (fetched(served), names()) == ([], [])
    assert paper().source is not None


def test_another_run_fetches_nothing_and_writes_nothing(served: Served) -> None:
    taken_in(served)
    asked, entries = fetched(served), Record.objects.order_by("-seq")[0].seq
    report = taken_in(served)
    assert fetched(served) == asked
    assert Record.objects.order_by("-seq")[0].seq == entries
    assert report.written["file"] == 0


def test_an_interrupted_run_goes_on_with_what_is_missing(served: Served) -> None:
    served.answers[path(11)] = lambda: (503, b"")
    report = taken_in(served)
    assert "file_unreachable" in rules(report)
    assert not report.is_whole
    assert names() == ["Datei 10.pdf"]
    served.answers[path(11)] = lambda: (200, FURTHER)
    before = len(fetched(served))
    assert taken_in(served).is_whole
    assert fetched(served)[before:] == [path(11)]
    assert names() == ["Datei 10.pdf", "Datei 11.pdf"]


def test_a_server_that_gives_nothing_is_left_alone(served: Served) -> None:
    objects = [town.paper(number) for number in range(1, 6)]
    served.objects["paper"] = json.loads(json.dumps(objects).replace(town.HOST, served.host))
    served.answers = {path(n * 10 + k): lambda: (500, b"") for n in range(1, 6) for k in (0, 1)}
    taken_in(served)
    assert len(fetched(served)) == 5
    assert ImportedFile.objects.count() == 5


def test_a_changed_file_is_fetched_again(served: Served) -> None:
    taken_in(served)
    served.objects["paper"][0]["mainFile"]["modified"] = "2030-01-01T00:00:00+01:00"
    served.objects["paper"][0]["modified"] = "2030-01-01T00:00:00+01:00"
    newer = pdf("Neu")
    served.answers[path(10)] = lambda: (200, newer)
    taken_in(served)
    assert paper().files[0].file_sha256 == hashlib.sha256(newer).hexdigest()
    assert len(paper().files) == 2


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ((404, b""), "file_refused"),
        ((200, b"<!DOCTYPE html><title>Anmelden</title>"), "file_refused"),
        ((200, b""), "file_refused"),
        ((200, b"%PDF-1.7 broken"), "file_refused"),
        ((500, b""), "file_unreachable"),
    ],
    ids=["gone", "html", "empty", "broken", "500"],
)
def test_what_is_no_file_is_left_at_the_source(
    served: Served, answer: tuple[int, bytes], rule: str
) -> None:
    served.answers[path(10)] = lambda: answer
    report = taken_in(served)
    assert rule in rules(report)
    assert names() == ["Datei 11.pdf"]
    source = paper().source
    assert source is not None
    assert len(source.files) == 2


def test_a_file_that_is_too_large_is_not_read(served: Served, settings: LazySettings) -> None:
    settings.FILE_MAX_SIZE = len(FURTHER) - 1 if len(FURTHER) < len(MAIN) else len(MAIN) - 1
    taken_in(served)
    assert StoredFile.objects.filter(size__gt=settings.FILE_MAX_SIZE).count() == 0
    assert ImportedFile.objects.filter(state="refused").exists()


@pytest.mark.parametrize(("stated", "count"), [("", 2), ("0" * 128, 1)])
def test_bytes_that_are_not_those_the_source_names_are_refused(
    served: Served, stated: str, count: int
) -> None:
    checksum = stated or hashlib.sha512(MAIN).hexdigest()
    served.objects["paper"][0]["mainFile"]["sha512Checksum"] = checksum
    taken_in(served)
    assert len(paper().files) == count


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/secret",
        "http://localhost/latest/meta-data/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.1.2.3/",
        "http://0x7f000001/",
        "http://93.184.216.34:22/",
        "file:///etc/passwd",
        "ftp://93.184.216.34/x",
    ],
)
def test_nothing_inside_our_walls_is_reached(served: Served, address: str) -> None:
    """From a source that is not itself there: an archive, or a server elsewhere."""
    port = served.host.rpartition(":")[2]
    with (
        pytest.raises(NotFetched) as refused,
        Fetcher(("rat.example", 443)).fetched(address.format(port=port)),
    ):
        pass
    assert refused.value.for_good
    assert "/secret" not in served.asked


def test_a_redirect_into_our_walls_is_not_followed(served: Served) -> None:
    with serving(town.town()) as inner:
        served.moved["/x"] = f"{inner.host}/x"
        place = fetching.place_of(served.host)
        with pytest.raises(NotFetched) as refused, Fetcher(place).fetched(f"{served.host}/x"):
            pass
        assert refused.value.why == "forbidden"
        assert inner.asked == []


def test_a_connection_that_breaks_leaves_nothing(served: Served) -> None:
    served.answers[path(10)] = lambda: (200, MAIN)
    served.cut[path(10)] = len(MAIN) // 2
    report = taken_in(served)
    assert "file_unreachable" in rules(report)
    assert names() == ["Datei 11.pdf"]


def test_what_was_edited_here_keeps_its_files(served: Served) -> None:
    import_from(served.address)
    document = Document.objects.get(number=1)
    document.save_revision()
    report = taken_in(served)
    assert "edited_here" in rules(report)
    assert names() == []


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.216.34", True), ("2606:2800:220:1::1", True), ("100.64.0.1", False), ("::", False)],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
