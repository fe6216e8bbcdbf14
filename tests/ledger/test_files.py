"""Taking files in: what is accepted, what is refused in words, and that nothing is left."""

import os
import resource
import stat
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pytest_django.fixtures import Settings

from portal.ledger.errors import (
    BrokenFile,
    FileTooLarge,
    MissingFile,
    NoSpace,
    WrongContent,
    WrongExtension,
    WrongFile,
)
from portal.ledger.files import file_name, file_ref, open_file, store_file
from portal.ledger.models import FilePage, StoredFile
from portal.ledger.storage import object_path
from tests.factories import pdf
from tests.ledger.pdfs import encrypted_pdf

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


class Endless:
    """A stream of so many bytes that takes no room; `read_bytes` says how far it was read."""

    def __init__(self, size: int, head: bytes = b"%PDF-1.7\n") -> None:
        self.left, self.head, self.read_bytes = size, head, 0

    def read(self, size: int, /) -> bytes:
        chunk = self.head + b"x" * (min(size, self.left) - len(self.head))
        self.head, self.left = b"", self.left - len(chunk)
        self.read_bytes += len(chunk)
        return chunk


def left_in(directory: Path) -> list[str]:
    return [path.name for path in directory.rglob("*") if path.is_file()]


def refused(data: bytes, name: str, error: type[WrongFile], words: str) -> None:
    with pytest.raises(error, match=words):
        store_file(BytesIO(data), name)
    assert not StoredFile.objects.exists()


@pytest.fixture
def nothing_left(files_dir: Path) -> Iterator[None]:
    """Whatever the test did, the store is as empty as before."""
    yield
    assert left_in(files_dir) == []


def test_a_pdf_is_kept_with_its_pages() -> None:
    data = pdf("Första #pagebreak() Andra", title="Rapport", author="Åsa Öberg")
    file = store_file(BytesIO(data), "rapport.pdf")
    with open_file(file.sha256) as kept:
        assert kept.read() == data
    assert (file.media_type, file.size, file.pages) == ("application/pdf", len(data), 2)
    assert [page.text for page in file.page_texts.all()] == ["Första", "Andra"]
    assert (file.metadata["Title"], file.metadata["Author"]) == ("Rapport", "Åsa Öberg")
    assert file.is_tagged is True


def test_pictures_texts_and_word_documents_are_kept(png: bytes, jpeg: bytes, docx: bytes) -> None:
    names = {"a.png": png, "b.JPG": jpeg, "c.jpeg": jpeg + b"\n", "d.docx": docx, "e.txt": b"Hej"}
    kept = [store_file(BytesIO(data), name).media_type for name, data in names.items()]
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert kept == ["image/png", "image/jpeg", "image/jpeg", word, "text/plain"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_swedish_offices_have_used(encoding: str) -> None:
    file = store_file(BytesIO("Ärende å ö – klart".encode(encoding)), "brev.txt")
    assert [page.text for page in file.page_texts.all()] == ["Ärende å ö – klart"]
    assert file.pages == 0


def test_the_same_bytes_are_kept_once(files_dir: Path) -> None:
    data = pdf()
    first, second = (store_file(BytesIO(data), name) for name in ("a.pdf", "b.pdf"))
    assert first == second
    assert (StoredFile.objects.count(), FilePage.objects.count()) == (1, 1)
    assert left_in(files_dir) == [first.sha256]


def test_the_store_is_closed_to_others(files_dir: Path) -> None:
    file = store_file(BytesIO(pdf()), "a.pdf")
    assert stat.S_IMODE(files_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(object_path(file.sha256).stat().st_mode) == 0o600


def test_lost_bytes_come_back_when_the_file_is_stored_again() -> None:
    data = pdf()
    file = store_file(BytesIO(data), "a.pdf")
    object_path(file.sha256).unlink()
    with pytest.raises(MissingFile):
        open_file(file.sha256)
    store_file(BytesIO(data), "a.pdf")
    with open_file(file.sha256) as kept:
        assert kept.read() == data


def test_what_a_killed_process_left_is_swept_away(files_dir: Path) -> None:
    file = store_file(BytesIO(pdf("Ett")), "a.pdf")
    left, fresh = files_dir / "incoming" / "left", files_dir / "incoming" / "fresh"
    for path in (left, fresh):
        path.write_bytes(b"halv")
    os.utime(left, (0, 0))
    store_file(BytesIO(pdf("Ett")), "a.pdf")
    assert sorted(left_in(files_dir)) == sorted([file.sha256, "fresh"])


@pytest.mark.usefixtures("nothing_left")
class TestRefused:
    def test_a_file_of_500_megabytes(self, settings: Settings) -> None:
        settings.FILE_MAX_SIZE = 2 * MEGABYTE
        stream = Endless(500 * MEGABYTE)
        with pytest.raises(FileTooLarge, match=r"”stor.pdf” är större än 2 MB"):
            store_file(stream, "stor.pdf")
        assert stream.read_bytes == 3 * MEGABYTE

    def test_an_empty_file(self) -> None:
        refused(b"", "a.pdf", WrongFile, "”a.pdf” är tom")

    @pytest.mark.parametrize("data", [b"%PDF-1.7 junk", pdf()[:800]], ids=["junk", "cut"])
    def test_a_broken_pdf(self, data: bytes) -> None:
        refused(data, "a.pdf", BrokenFile, "”a.pdf”: PDF-filen är trasig")

    def test_a_locked_pdf(self) -> None:
        refused(encrypted_pdf(), "a.pdf", BrokenFile, "låst med lösenord")

    def test_a_pdf_without_pages(self) -> None:
        out = BytesIO()
        with pdfium.PdfDocument.new() as empty:
            empty.save(out)
        refused(out.getvalue(), "a.pdf", BrokenFile, "trasig")

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("a.pdf", "heter som PDF men innehållet är text"),
            ("a.png", "heter som PNG-bild men innehållet är text"),
            ("a.docx", "heter som Word-dokument men innehållet är text"),
        ],
    )
    def test_a_text_that_calls_itself_something_else(self, name: str, words: str) -> None:
        refused(b"Bara text", name, WrongContent, words)

    @pytest.mark.parametrize("name", ["a.txt", "a.jpg", "a.docx"])
    def test_a_pdf_that_calls_itself_something_else(self, name: str) -> None:
        refused(pdf(), name, WrongContent, "men innehållet är PDF")

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"MZ\x90\x00" + bytes(100), "är program"),
            (b"PK\x03\x04" + bytes(100), "är zip-arkiv"),
            (b"\xd0\xcf\x11\xe0" + bytes(100), "Office-dokument"),
            (bytes(range(256)), "är något annat"),
        ],
    )
    def test_other_content_is_named(self, data: bytes, words: str) -> None:
        refused(data, "a.pdf", WrongContent, words)

    @pytest.mark.parametrize("name", ["a.exe", "a", "a.html", "a.svg", "a.pdf.exe", ".pdf"])
    def test_an_unknown_ending(self, name: str) -> None:
        refused(pdf(), name, WrongExtension, r"\.pdf, \.txt")

    def test_a_picture_that_ends_half_way(self, png: bytes) -> None:
        refused(png[:-20], "a.png", BrokenFile, "trasig")

    def test_a_stream_that_breaks(self) -> None:
        class Broken(BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            store_file(Broken(), "a.pdf")


@pytest.fixture
def tiny_disk(files_dir: Path) -> Iterator[Path]:
    """A disk of 64 kB where we may mount one, else a limit on how large a file may grow."""
    files_dir.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(files_dir)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        yield files_dir
        subprocess.run(["umount", str(files_dir)], check=True)
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    yield files_dir
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_nothing_is_left(tiny_disk: Path) -> None:
    large = "Text. " * 50_000
    with pytest.raises(NoSpace, match="lagringen är full"):
        store_file(BytesIO(large.encode()), "a.txt")
    assert (left_in(tiny_disk), StoredFile.objects.count()) == ([], 0)
    small = store_file(BytesIO(b"Text."), "a.txt")
    assert left_in(tiny_disk) == [small.sha256]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Bilaga 1 åäö.pdf", "Bilaga 1 åäö.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Mina filer\\a.pdf", "a.pdf"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("a  b .pdf", "a b .pdf"),
        ("...dold.pdf", "dold.pdf"),
        ("a\u0308.pdf", "ä.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("", "fil"),
    ],
)
def test_a_name_can_stand_in_an_address(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_content_lists_a_file_by_its_hash() -> None:
    file = store_file(BytesIO(pdf()), "a.pdf")
    ref = file_ref(file, "mapp/a.pdf")
    assert (ref.name, ref.file_sha256, ref.size) == ("a.pdf", file.sha256, file.size)
