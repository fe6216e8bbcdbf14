"""Importing in tests, and looking at what came of it."""

from collections import Counter
from pathlib import Path
from typing import Any

from meetings.importing.oparl import import_oparl
from meetings.importing.report import Report
from portal.ledger.contents import Content
from portal.ledger.models import Content as StoredContent
from portal.ledger.models import Record
from tests.meetings.importing.town import Town, write


def import_town(folder: Path, objects: Town, **fields: Any) -> Report:
    """Import these objects from a folder."""
    return import_from(str(write(folder, objects)), **fields)


def import_from(address: str, **fields: Any) -> Report:
    return import_oparl(address=address, report=Report(), **fields).report


def standing() -> Counter[str]:
    """Standing records by kind."""
    return Counter(Record.objects.standing().values_list("kind", flat=True))


def content(**head: Any) -> Content:
    """The newest content of the one record with this head."""
    record = Record.objects.get(**head)
    return StoredContent.objects.get(entry__seq=record.seq).typed()


def rules(report: Report) -> set[str]:
    return {rule.value for rule, _kind, _about in report.deviations}
