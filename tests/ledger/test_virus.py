"""A scanner that speaks clamd's protocol looks at every file before it is kept."""

import io
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from meetings.services.bundle_file import open_bundle
from portal.core import clamd
from portal.ledger.errors import HarmfulFile, NotScanned
from portal.ledger.files import store_file
from portal.ledger.models import StoredFile

pytestmark = pytest.mark.django_db

HARMFUL = b"HARMFUL-FOR-TESTS"
CLEAN = b"En dag i augusti.\n" * 10_000
LARGEST = 1_000_000


class Scanner:
    """Reads INSTREAM as clamd does, on a unix socket, and answers `says` or by what it read."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.says: bytes | None = None
        self.read: list[bytes] = []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(place))
        self.listener.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection, suppress(ConnectionError):
                connection.sendall(self._answer(connection.makefile("rb")))

    def _answer(self, asked: io.BufferedReader) -> bytes:
        assert asked.read(10) == b"zINSTREAM\0"
        data = b""
        while (length := struct.unpack("!L", asked.read(4))[0]) and len(data) < LARGEST:
            data += asked.read(length)
        self.read.append(data)
        if len(data) >= LARGEST:
            return b"INSTREAM size limit exceeded. ERROR\0"
        if self.says is not None:
            return self.says
        return b"stream: Test.Harmful FOUND\0" if HARMFUL in data else b"stream: OK\0"


@pytest.fixture
def scanner(tmp_path: Path, settings: Settings) -> Iterator[Scanner]:
    scanner = Scanner(tmp_path / "clamd.ctl")
    settings.VIRUS_SCANNER = f"unix:{scanner.place}"
    settings.FILES_DIR = tmp_path / "files"
    yield scanner
    scanner.listener.close()


def take_in(data: bytes) -> StoredFile:
    return store_file(io.BytesIO(data), "brev.txt")


def nothing_is_left(settings: Settings) -> bool:
    files = [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]
    return files == [] and not StoredFile.objects.exists()


def test_a_clean_file_is_read_whole_and_kept(scanner: Scanner) -> None:
    take_in(CLEAN)
    assert scanner.read == [CLEAN]
    assert StoredFile.objects.count() == 1


def test_a_harmful_file_is_refused_and_nothing_of_it_is_left(
    scanner: Scanner, settings: Settings
) -> None:
    with pytest.raises(HarmfulFile, match=r"Test\.Harmful"):
        take_in(CLEAN + HARMFUL)
    assert nothing_is_left(settings)


def test_a_bundle_is_looked_at_too(scanner: Scanner) -> None:
    with pytest.raises(HarmfulFile):
        open_bundle(io.BytesIO(CLEAN + HARMFUL), "bunt.txt")


@pytest.mark.parametrize("says", [b"stream: broken ERROR\0", b"", b"HTTP/1.1 200 OK\0"])
def test_no_verdict_is_no_yes(scanner: Scanner, settings: Settings, says: bytes) -> None:
    scanner.says = says
    with pytest.raises(NotScanned):
        take_in(CLEAN)
    assert nothing_is_left(settings)


def test_a_file_too_large_for_the_scanner_has_no_verdict(scanner: Scanner) -> None:
    with pytest.raises(NotScanned):
        take_in(b"a" * (LARGEST + 300_000))


def test_a_scanner_that_says_nothing_is_not_waited_for_without_end(tmp_path: Path) -> None:
    silent = socket.socket(socket.AF_UNIX)
    silent.bind(str(tmp_path / "silent.ctl"))
    silent.listen()
    (file := tmp_path / "brev.txt").write_bytes(CLEAN)
    with silent, pytest.raises(clamd.ScannerAway, match="TimeoutError"):
        clamd.signature_in(file, f"unix:{tmp_path}/silent.ctl", 0.05)


@pytest.mark.parametrize(("when_away", "kept"), [("refuse", 0), ("accept", 1)])
def test_when_it_is_away_the_city_has_chosen(
    settings: Settings, tmp_path: Path, when_away: str, kept: int
) -> None:
    settings.VIRUS_SCANNER = f"unix:{tmp_path}/nobody.ctl"
    settings.VIRUS_SCANNER_AWAY = when_away
    with suppress(NotScanned):
        take_in(CLEAN)
    assert StoredFile.objects.count() == kept


def test_a_scanner_on_a_port_is_asked_too(settings: Settings, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    settings.VIRUS_SCANNER = f"tcp://127.0.0.1:{port}"
    with pytest.raises(NotScanned):
        take_in(CLEAN)


@pytest.mark.parametrize(
    ("scanner", "when_away", "found"),
    [
        ("", "refuse", []),
        ("tcp://127.0.0.1:3310", "accept", []),
        ("clamd.ctl", "refuse", ["ledger.E001"]),
        ("tcp://127.0.0.1", "refuse", ["ledger.E001"]),
        ("", "perhaps", ["ledger.E001"]),
    ],
)
def test_a_setting_that_cannot_be_is_told_at_start(
    settings: Settings, scanner: str, when_away: str, found: list[str]
) -> None:
    settings.VIRUS_SCANNER, settings.VIRUS_SCANNER_AWAY = scanner, when_away
    problems = run_checks(tags=["security"])
    assert [each.id for each in problems if each.id == "ledger.E001"] == found
