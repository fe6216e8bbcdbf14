"""Rows of an export, CSV or JSON, one dictionary of texts each."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from meetings.importing.report import Report
from portal.core.errors import DomainError
from proposals.importing.columns import ColumnMap
from proposals.importing.rules import ProposalRule as R

LARGEST = 256 * 1024 * 1024
"""Bytes of an export: a large city's twenty years are a tenth of it."""

LONGEST_FIELD = 1024 * 1024
KIND = "Proposal"

Row = dict[str, str]


class NoExport(DomainError):
    """The file cannot be read as an export; the message says why."""


def rows_of(path: Path, columns: ColumnMap, report: Report) -> list[Row]:
    """Every row, its values as text. Raises NoExport."""
    try:
        if path.stat().st_size > LARGEST:
            raise NoExport(_("%(path)s är för stor. Dela den.") % {"path": path})
        text = _decoded(path.read_bytes(), path, report)
        rows = list(_from_json(text, report) if _is_json(text) else _from_csv(text, columns))
    except (OSError, ValueError, csv.Error, RecursionError) as error:
        raise NoExport(
            _("%(path)s går inte att läsa: %(why)s.") % {"path": path, "why": error}
        ) from error
    _compare(rows, columns, report)
    return rows


def _decoded(data: bytes, path: Path, report: Report) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.deviation(R.INVALID_UTF8, KIND, path.name)
        return data.decode("cp1252", "replace")


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("[", "{")


def _from_json(text: str, report: Report) -> Iterator[Row]:
    """A list of objects, alone or under any name."""
    found = json.loads(text)
    if isinstance(found, dict):
        found = next((each for each in found.values() if isinstance(each, list)), [found])
    for number, each in enumerate(found, 1):
        if isinstance(each, dict):
            yield {str(name): _as_text(value) for name, value in each.items()}
        else:
            report.deviation(R.NOT_AN_OBJECT, KIND, str(number))


def _from_csv(text: str, columns: ColumnMap) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_FIELD)
    first = text.split("\n", 1)[0]
    delimiter = columns.delimiter or max(";,\t", key=first.count)
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield {name: value or "" for name, value in row.items() if isinstance(name, str)}


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _compare(rows: list[Row], columns: ColumnMap, report: Report) -> None:
    """What the map and the file do not have in common, once each."""
    there = {name for row in rows for name in row}
    named = set(columns.columns.values())
    for name in sorted(there - named):
        report.deviation(R.UNKNOWN_COLUMN, KIND, name, name)
    for name in sorted(named - there):
        report.deviation(R.MISSING_COLUMN, KIND, name, name)
