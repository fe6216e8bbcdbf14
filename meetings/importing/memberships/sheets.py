"""What stands in the cells of a spreadsheet or a CSV file, as text. Nothing is kept of the file.

Formulas are their values as they were last counted, never anything that is run. A merged cell says
the same in all its places. A personal number anywhere refuses the whole file (law.md E1).
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.core.errors import DomainError

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 2_000, 40
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = ";\t,"

Grid = list[list[str]]


class UnreadableSheet(DomainError):
    """The file cannot be taken in; the words say why and what to do."""


def grids_of(name: str, data: bytes) -> Iterator[Grid]:
    """The sheets of a file, each a list of rows of equal length. Raises UnreadableSheet."""
    if len(data) > MOST_BYTES:
        raise too_large()
    if data.startswith(ZIP):
        yield from _workbook(data)
    elif data.startswith(OLD_EXCEL) or PurePath(name).suffix.lower() not in {".csv", ".txt"}:
        raise UnreadableSheet(
            _("”%(name)s” går inte att läsa. Spara den som xlsx eller csv och välj den igen.")
            % {"name": name}
        )
    else:
        yield _squared(_lines(_decoded(data)))


def too_large() -> UnreadableSheet:
    words = _("Filen är större än %(most)s MB. Spara bara bladet med uppdragen och välj den igen.")
    return UnreadableSheet(words % {"most": MOST_BYTES // 1024 // 1024})


def _workbook(data: bytes) -> Iterator[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise too_large()
        book = load_workbook(io.BytesIO(data), data_only=True)
    except UnreadableSheet:
        raise
    except Exception as error:  # whatever the library meets in a broken file
        words = _("Filen är trasig eller låst. Öppna den i kalkylprogrammet och spara den igen.")
        raise UnreadableSheet(words) from error
    for sheet in book.worksheets:
        yield _squared(_cells(sheet))


def _cells(sheet: Worksheet) -> Grid:
    if sheet.max_row > MOST_ROWS:
        raise _too_many()
    merged = {}
    for area in sheet.merged_cells.ranges:
        said = sheet.cell(area.min_row, area.min_col).value
        last = min(area.max_col, MOST_COLUMNS)
        for at in range(area.min_row, min(area.max_row, MOST_ROWS) + 1):
            merged.update({(at, column): said for column in range(area.min_col, last + 1)})
    rows = sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS))
    return [[_text(merged.get((c.row, c.column), c.value)) for c in row] for row in rows]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines(text: str) -> Grid:
    first = next((line for line in text.splitlines() if re.search(f"[{DELIMITERS}]", line)), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        words = _("Filen är trasig. Öppna den i kalkylprogrammet och spara den igen.")
        raise UnreadableSheet(words) from error
    if len(rows) > MOST_ROWS:
        raise _too_many()
    return [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in rows]


def _squared(rows: Grid) -> Grid:
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _too_many() -> UnreadableSheet:
    words = _("Filen har fler än %(most)s rader. Dela den och läs in delarna var för sig.")
    return UnreadableSheet(words % {"most": MOST_ROWS})
