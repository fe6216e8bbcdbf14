"""A paper's table of versions: it belongs to the paper and is no paper of its own."""

import re
from datetime import date

from .bundle import Version
from .dates import find_dates
from .vocabulary import VERSION_TABLES

_TABLE = 4000
_HEAD = 700
_GAP = 400  # no row is longer; a date further on is of the text below
_NUMBER = r"\d{1,2}(?:\.\d{1,3}){1,3}"
_ROW_NUMBER_AFTER = re.compile(
    rf"[\s|;:]{{1,6}}(?:[Vv](?:er(?:sion)?)?\.?\s*)?({_NUMBER}|\d{{1,2}})(?![\d.:/-])"
)
_ROW_NUMBER_BEFORE = re.compile(
    rf"(?:^|\s)(?:[Vv](?:er(?:sion)?)?\.?\s*)?({_NUMBER})[\s|;:]{{1,6}}$"
)
_LABEL = re.compile(
    rf"(?<![\w-])(?:Version|VERSION|[Vv]er)\.?\s*:?\s*({_NUMBER}|\d{{1,2}})(?![\d.:/-])"
)


def read_versions(text: str) -> tuple[Version, ...]:
    """Return the rows of the table of versions in `text`, in order; else the labelled version."""
    table = re.search("|".join(VERSION_TABLES), text[: _HEAD * 4], re.IGNORECASE)
    rows = _rows(text[table.end() : table.end() + _TABLE]) if table else ()
    return rows or _labelled(text[:_HEAD])


def latest(versions: tuple[Version, ...]) -> Version | None:
    """Return the highest version: 0.10 is after 0.9, and 1.0 after both."""
    return max(versions, key=lambda row: _parts(row.number), default=None)


def _rows(table: str) -> tuple[Version, ...]:
    """Read the rows; the first one tells whether numbers stand before or after their dates."""
    rows: list[Version] = []
    last = 0
    is_before: bool | None = None
    for mention in find_dates(table):
        if mention.start - last > _GAP:
            break
        before = _ROW_NUMBER_BEFORE.search(table[max(0, mention.start - 20) : mention.start])
        is_before = before is not None if is_before is None else is_before
        found = before if is_before else _ROW_NUMBER_AFTER.match(table, mention.end)
        if found is not None:
            rows.append(Version(found[1], mention.value))
            last = mention.end
    return tuple(rows)


def _labelled(head: str) -> tuple[Version, ...]:
    match = _LABEL.search(head)
    if match is None:
        return ()
    near = next(find_dates(head[match.end() : match.end() + 20]), None)
    return (Version(match[1], near.value if near else None),)


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def is_newer(version: Version | None, than: date | None) -> bool:
    """Tell whether a version is dated after the day that the paper says it was issued."""
    return (
        version is not None
        and version.date is not None
        and than is not None
        and version.date > than
    )
