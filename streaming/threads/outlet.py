"""What the pages of threads show of the ledger, asked by `ledger reconcile` and the proof page."""

from meetings.outlets.shown import read_page
from portal.ledger.outlets import Outlet, Shown, register_outlet
from portal.ledger.readers import Reader
from portal.ledger.selectors import Head, find_versions
from streaming.threads.contents import ThreadContent


def register_threads() -> None:
    register_outlet(Outlet("threads", shown=_shown, carries=_carries))


def _carries(head: Head, reader: Reader) -> bool:
    """A thread is there as long as what it is about is."""
    if head.kind != ThreadContent.kind or not head.is_standing or head.parent is None:
        return False
    subject = find_versions([head.parent], reader).get(head.parent)
    return subject is not None and not subject.is_tombstone


def _shown(head: Head, reader: Reader) -> Shown | None:
    if not _carries(head, reader):
        return None
    return next(iter(read_page(head.path, reader).get(str(head.pk), ())), None)
