"""Spreadsheets as secretaries send them."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

HEADINGS = ("Namn", "Parti", "Organ", "Roll", "Från", "Till")


def xlsx(*rows: Sequence[object], merged: Sequence[str] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv(*rows: Sequence[str], encoding: str = "utf-8-sig", delimiter: str = ";") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
