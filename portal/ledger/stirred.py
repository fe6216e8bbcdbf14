"""Which entry was the last to touch each thing that pages are found by.

A page is a function of the ledger, and so of what it read there: until an entry touches some
of that, the page is the same. Entries are read as they come, once by each process.
"""

from collections.abc import Callable, Collection, Hashable, Iterator
from threading import Lock
from uuid import UUID

from django.db import connection

from portal.core.reading import Source
from portal.ledger.models import Entry, RecordNumber
from portal.ledger.selectors import head_seq

MOST_AT_ONCE = 5_000
MOST_KNOWN = 200_000
"""Entries that are read one by one, and things that are remembered; after more, nothing is."""

Current = Callable[[], Hashable | None]
"""Tells something that changes whenever the ledger may have grown; None: nobody knows."""

Row = tuple[int, UUID, str, UUID | None, str]


class Stirred:
    """The last touch of everything since the process began to watch. Threads share it."""

    def __init__(self) -> None:
        self._current: Current | None = None
        self._lock = Lock()
        self._at: Hashable = None
        self._seq = self._floor = -1
        self._last: dict[Source, int] = {}

    def watch(self, current: Current | None) -> None:
        """From now on; None to stop."""
        with self._lock:
            self._current, self._at = current, None
            self._seq = self._floor = -1
            self._last = {}

    def head(self) -> int | None:
        """The newest entry that is taken into account; None while nobody can know."""
        now = self._current() if self._current and not _in_transaction() else None
        if now is None:
            return None
        if now != self._at:
            with self._lock:
                if now != self._at:
                    self._catch_up()
                    self._at = now
        return self._seq

    def since(self, seq: int, sources: Collection[Source]) -> bool:
        """Whether an entry after `seq` has touched one of these, or may have."""
        last = self._last
        return seq < self._floor or any(last.get(each, 0) > seq for each in sources)

    def _catch_up(self) -> None:
        newest = head_seq()
        if self._seq < 0 or newest - self._seq > MOST_AT_ONCE or newest < self._seq:
            self._last, self._floor = {}, newest
        else:
            for seq, source in _touched(self._seq):
                self._last[source] = seq
        if len(self._last) > MOST_KNOWN:
            self._last, self._floor = {}, newest
        self._seq = newest


def _in_transaction() -> bool:
    """What is written here is nobody's yet and may be taken back, as a rehearsal is; the
    transaction that a test runs in is none."""
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def _touched(after: int) -> Iterator[tuple[int, Source]]:
    """What each entry after this one touched: the record, and where it is found by now."""
    rows: list[Row] = list(
        Entry.objects.filter(seq__gt=after).values_list(
            "seq", "record_id", "record__kind", "record__parent", "record__path"
        )
    )
    for seq, record, kind, parent, path in rows:
        yield seq, ("record", record)
        yield seq, ("kind", kind)
        yield seq, ("path", path)
        yield seq, ("parent", parent)
    seqs = {record: seq for seq, record, *_head in rows}
    for record, number in RecordNumber.objects.filter(record__in=seqs).values_list(
        "record_id", "number"
    ):
        yield seqs[record], ("number", number)


stirred = Stirred()
"""Of this process. Watches when the server says how (portal.config.asgi, wsgi)."""
