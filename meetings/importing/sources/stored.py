"""A source that lies in files: a folder, or an archive that is read from end to end."""

import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from django.utils.translation import gettext as _

from meetings.importing.report import Report
from meetings.importing.rules import Rule
from meetings.importing.sources.pages import (
    LARGEST,
    NoSource,
    SourcePage,
    Unreadable,
    listed,
    parse,
    type_of,
)

Files = Callable[[], Iterator[tuple[str, bytes]]]
"""Names and bytes of the JSON files, as often as it is asked."""

TOO_LARGE = b"\0"
"""Stands for the bytes of a file that is larger than what is taken in."""


@dataclass
class StoredSource:
    """Files as a crawler left them: list pages or objects, in any order and with any names."""

    files: Files
    report: Report
    body_id: str = ""
    system: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)

    def open(self) -> "StoredSource":
        """Raises NoSource."""
        for _name, found in self._parsed(silent=True):
            page = listed(found)
            for each in page[0] if page else [found]:
                if type_of(each) == "System":
                    self.system = each
                elif type_of(each) == "Body" and self.body_id in ("", each.get("id")):
                    self.body = self.body or each
        if not self.body:
            raise NoSource(_("Där finns ingen OParl-kommun (Body) att hämta."))
        return self

    def pages(self, since: str, position: dict[str, str]) -> Iterator[SourcePage]:
        """All of it each time: what is unchanged is known by its hash."""
        for name, found in self._parsed():
            page = listed(found)
            objects = page[0] if page else [found]
            kinds = {type_of(each) for each in objects} - {""}
            for kind in sorted(kinds) or [""]:
                mine = [each for each in objects if type_of(each) in (kind, "")]
                yield SourcePage(kind, name, mine, total=page[2] if page else 0)

    def _parsed(self, *, silent: bool = False) -> Iterator[tuple[str, Any]]:
        report = Report(silent=True) if silent else self.report
        for name, data in self.files():
            try:
                if data is TOO_LARGE:
                    raise Unreadable(Rule.TOO_LARGE)
                yield name, parse(data, name, report)
            except Unreadable as error:
                report.deviation(error.rule, "", name, error.about)


def folder_files(path: Path) -> Files:
    def read() -> Iterator[tuple[str, bytes]]:
        for each in sorted(path.rglob("*.json")):
            if each.is_file():
                large = each.stat().st_size > LARGEST
                yield str(each.relative_to(path)), TOO_LARGE if large else each.read_bytes()

    return read


def zip_files(path: Path) -> Files:
    def read() -> Iterator[tuple[str, bytes]]:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.filename.endswith(".json"):
                    yield info.filename, _bounded(archive.open(info), info.file_size)

    return read


def tar_files(path: Path) -> Files:
    def read() -> Iterator[tuple[str, bytes]]:
        with _tar(path) as archive:
            for member in archive:
                if member.isfile() and member.name.endswith(".json"):
                    stream = archive.extractfile(member)
                    assert stream is not None
                    yield member.name, _bounded(stream, member.size)

    return read


def _bounded(stream: IO[bytes], size: int) -> bytes:
    """What a header says of a size is not believed when it is small."""
    if size > LARGEST:
        return TOO_LARGE
    data = stream.read(LARGEST + 1)
    return TOO_LARGE if len(data) > LARGEST else data


@contextmanager
def _tar(path: Path) -> Iterator[tarfile.TarFile]:
    """Read as a stream; Python 3.11 knows no zstd, the program of that name does."""
    if path.suffix != ".zst":
        with tarfile.open(path, "r:*") as archive:
            yield archive
        return
    command = ["zstd", "--decompress", "--stdout", "--quiet", "--", str(path)]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603  no shell, one path
    except FileNotFoundError as error:
        raise NoSource(
            _("Programmet zstd behövs för att läsa %(path)s.") % {"path": path}
        ) from error
    with process:
        try:
            with tarfile.open(fileobj=cast(IO[bytes], process.stdout), mode="r|") as archive:
                yield archive
        finally:
            process.kill()
