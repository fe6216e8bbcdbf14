"""Proving the outlets: every one shows the same version of the same bytes, or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.core.progress import Progress, silent
from portal.ledger.models import Record
from portal.ledger.outlets import OUTLETS, Outlet, Shown
from portal.ledger.readers import ANONYMOUS, PUBLIC, Reader, audiences_of, reader_in
from portal.ledger.verification import Deviation


def reconcile(progress: Progress = silent) -> Iterator[Deviation]:
    """Render every outlet for every record, for the public and for those it is addressed to."""
    outlets = [_for_a_run(outlet) for outlet in OUTLETS.values()]
    total = Record.objects.count()
    for done, record in enumerate(Record.objects.order_by("seq").iterator(chunk_size=500), 1):
        yield from _deviations(record, outlets)
        progress("poster", done, total)


def reconcile_record(record: Record) -> Iterator[Deviation]:
    """The same for one record."""
    return _deviations(record, OUTLETS.values())


def _for_a_run(outlet: Outlet) -> Outlet:
    return replace(outlet, shown=outlet.remembering()) if outlet.remembering else outlet


def _deviations(record: Record, outlets: Iterable[Outlet]) -> Iterator[Deviation]:
    readers = {"alla": ANONYMOUS}
    if record.audience != PUBLIC:
        readers["medlemmar"] = reader_in(record.audience)
    for who, reader in readers.items():
        for outlet in outlets:
            if fault := _fault(outlet, record, reader):
                yield Deviation(outlet.name, f"{record.path} för {who}", fault)


def expected(record: Record, reader: Reader) -> Shown | None:
    """What every outlet must show of the record to this reader."""
    if record.audience not in audiences_of(reader):
        return None
    return Shown(record.version, record.sha256)


def _fault(outlet: Outlet, record: Record, reader: Reader) -> str:
    """In words; empty when all is right."""
    try:
        shown = outlet.shown(record, reader)
    except Exception as error:  # an outlet that breaks on one record is what is looked for
        return f"går sönder: {type(error).__name__}: {error}"
    wanted = expected(record, reader)
    if shown is None:
        is_owed = wanted is not None and outlet.carries(record, reader)
        return f"visar inget, ska visa {_words(wanted)}" if is_owed else ""
    return "" if shown == wanted else f"visar {_words(shown)}, ska visa {_words(wanted)}"


def _words(shown: Shown | None) -> str:
    if shown is None:
        return "inget"
    return f"version {shown.version} {shown.sha256[:12] or 'utan innehåll'}"
