"""The same rows as CSV and as JSON, made as they are sent."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from meetings.outlets.datasets.votes import COLUMNS, VoteRow

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is run by some spreadsheets: it is given an apostrophe there."""


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def as_csv(rows: Iterable[VoteRow]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with a heading."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS).encode()
    for row in rows:
        yield writer.writerow([_cell(value) for value in asdict(row).values()]).encode()


def as_json(rows: Iterable[VoteRow]) -> Iterator[bytes]:
    """`{"columns": [...], "data": [{...}, ...]}`."""
    yield b'{"columns": ' + json.dumps(COLUMNS).encode() + b', "data": ['
    comma = b"\n"
    for row in rows:
        yield comma + json.dumps(asdict(row), ensure_ascii=False, default=str).encode()
        comma = b",\n"
    yield b"\n]}\n"


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


WRITERS = {"csv": as_csv, "json": as_json}
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
