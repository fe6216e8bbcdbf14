"""What a source says is kept as it came, page by page, before anything is made of it."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from meetings.importing.fields import WITHHELD
from meetings.importing.report import Report
from meetings.importing.rules import Rule
from meetings.importing.sources.pages import SourcePage, type_of
from meetings.importing.stated import address_of, host_of, key_of, moment_of, without_controls
from meetings.models import ImportedConsultation, ImportedObject, ImportSource
from portal.core.canonical import sha256_hex
from portal.core.personal_numbers import POSSIBLE, without_personal_numbers

TAKEN = frozenset({"Organization", "Person", "Paper", "Meeting"})
"""The objects that hold all others."""

BATCH = 500


def stage(source: ImportSource, page: SourcePage, report: Report, position: dict[str, Any]) -> None:
    """Keep the objects of a page and where the list goes on, together."""
    read = [each for raw in page.objects if (each := _read(source, page, raw, report))]
    with transaction.atomic():
        if read:
            _store(source, read, report)
        source.position = position
        source.save(update_fields=["position"])


def _read(
    source: ImportSource, page: SourcePage, raw: Any, report: Report
) -> ImportedObject | None:
    """The row of an object, not yet stored; None for what is none or is not taken."""
    if not isinstance(raw, dict):
        report.deviation(Rule.NOT_AN_OBJECT, page.kind, page.address)
        return None
    address = raw.get("id")
    if not isinstance(address, str) or not key_of(address).strip("/"):
        report.deviation(Rule.MISSING_ID, page.kind, page.address)
        return None
    kind = type_of(raw) or page.kind
    if not type_of(raw):
        report.deviation(Rule.MISSING_TYPE, kind, address)
    counts: Counter[str] = Counter()
    count_objects(raw, kind, counts)
    report.objects.update(counts)
    if host_of(address) != host_of(source.system):
        report.deviation(Rule.FOREIGN_ID, kind, address)
    if kind not in TAKEN and not raw.get("deleted"):
        return None
    row = _row(source, kind, address, raw, report)
    row.size = counts.total()
    return row


def _row(
    source: ImportSource, kind: str, address: str, raw: dict[str, Any], report: Report
) -> ImportedObject:
    raw = _without_withheld(raw, kind)
    stated = json.dumps(raw, ensure_ascii=False, sort_keys=True)
    if POSSIBLE.search(stated):
        masked = _masked(raw)
        if masked != raw:
            report.deviation(Rule.PERSONAL_NUMBER, kind, address)
            stated = json.dumps(masked, ensure_ascii=False, sort_keys=True)
    stated = without_controls(stated)
    return ImportedObject(
        source=source,
        key=key_of(address)[:500],
        kind=kind,
        stated=stated,
        sha256=sha256_hex(stated.encode()),
        run=source.run,
    )


def _without_withheld(raw: dict[str, Any], kind: str) -> dict[str, Any]:
    """A person's telephone and the like: that they were told is kept, what was told is not."""
    if kind != "Person":
        return raw
    return {name: None if name in WITHHELD else value for name, value in raw.items()}


def count_objects(value: Any, kind: str, counts: Counter[str]) -> None:
    """Every object with those inside it, by type."""
    if isinstance(value, dict):
        if kind or ("id" in value and type_of(value)):
            counts[kind or type_of(value)] += 1
        for each in value.values():
            if isinstance(each, dict | list):
                count_objects(each, "", counts)
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, dict | list):
                count_objects(each, "", counts)


def _masked(value: Any) -> Any:
    """law.md E1: no personal number comes in, not even to where nobody reads it."""
    if isinstance(value, str):
        return (
            value if value.startswith(("http://", "https://")) else without_personal_numbers(value)
        )
    if isinstance(value, list):
        return [_masked(each) for each in value]
    if isinstance(value, dict):
        return {name: _masked(each) for name, each in value.items()}
    return value


def _store(source: ImportSource, read: Sequence[ImportedObject], report: Report) -> None:
    """New ones and changed ones; what is the same is only seen again."""
    rows = _distinct(read, report)
    found = source.objects_read.filter(key__in=list(rows))
    known = {each.key: each for each in found.only("key", "kind", "sha256", "run")}
    changed = [each for each in rows.values() if _is_news(each, known.get(each.key), report)]
    source.objects_read.filter(key__in=list(rows)).update(run=source.run)
    ImportedObject.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["source", "key"],
        update_fields=["kind", "stated", "sha256", "size", "run"],
        batch_size=BATCH,
    )
    _store_consultations(source, [each for each in changed if each.kind == "Paper"])


def _distinct(read: Iterable[ImportedObject], report: Report) -> dict[str, ImportedObject]:
    rows: dict[str, ImportedObject] = {}
    for each in read:
        before = rows.get(each.key)
        if before is None or _is_newer(each, before, report):
            rows[each.key] = each
    return rows


def _is_newer(row: ImportedObject, before: ImportedObject, report: Report) -> bool:
    """Two objects of one id in one run: the one that changed last."""
    if row.sha256 == before.sha256:
        return False
    report.deviation(Rule.DUPLICATE_ID, row.kind, row.key)
    return _modified(row.stated) >= _modified(before.stated)


def _is_news(row: ImportedObject, known: ImportedObject | None, report: Report) -> bool:
    if known is None:
        if row.kind not in TAKEN:
            report.deviation(Rule.DELETED_UNKNOWN, row.kind, row.key)
        return row.kind in TAKEN
    if known.run == row.run and known.sha256 != row.sha256:
        known.refresh_from_db(fields=["stated"])
        return _is_newer(row, known, report)
    if row.kind == "":
        row.kind = known.kind
    return known.sha256 != row.sha256


def _modified(stated: str) -> float:
    moment = moment_of(str(json.loads(stated).get("modified") or ""))
    return moment.timestamp() if moment else 0.0


def _store_consultations(source: ImportSource, papers: Sequence[ImportedObject]) -> None:
    """Which items a paper lies on; the meetings of those items are to be written again."""
    found = [each for paper in papers for each in _consultations(source, paper)]
    keys = [paper.key for paper in papers]
    source.consultations.filter(paper__in=keys).delete()
    ImportedConsultation.objects.bulk_create(
        {row.key: row for row, _meeting in found}.values(),
        update_conflicts=True,
        unique_fields=["source", "key"],
        update_fields=["item", "paper"],
        batch_size=BATCH,
    )
    meetings = {meeting for _row, meeting in found}
    source.objects_read.filter(kind="Meeting", key__in=meetings).update(written_sha256="")


def _consultations(
    source: ImportSource, paper: ImportedObject
) -> Iterable[tuple[ImportedConsultation, str]]:
    found = json.loads(paper.stated).get("consultation")
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict) and address_of(each):
            row = ImportedConsultation(
                source=source,
                key=key_of(address_of(each))[:500],
                item=key_of(address_of(each.get("agendaItem")))[:500],
                paper=paper.key,
            )
            yield row, key_of(address_of(each.get("meeting")))[:500]
