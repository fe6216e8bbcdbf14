"""Watching over the index: one that is missing, broken or of another engine is built anew."""

import logging
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic, time

from django.db import close_old_connections

from portal.ledger.models import Cursor
from portal.ledger.relay import rewind
from portal.ledger.selectors import head_seq
from search.engines.choice import DATABASE, chosen
from search.index.feeding import SUBSCRIBER, feed_streams
from search.index.folders import IndexBusy, held, remove_others, wanted_rebuild
from search.index.opened import OpenedIndex, opened
from search.index.rebuilding import rebuild
from search.index.streams import stream_heads

REST = 60.0
"""Seconds after a rebuild that failed, on a full disk for instance."""

OUTLIVED = 30.0
"""Seconds after a swap in which a process may still read the old folder."""

LEAST_LEARNED = 200
"""Below twice its size and this many documents more, a lexicon is not learned anew."""

log = logging.getLogger(__name__)


def keep() -> int:
    """One look, by whoever runs the relay; returns the number of changes fed from streams."""
    if chosen() == DATABASE:
        return 0
    index = opened()
    why = reason_to_rebuild(index)
    if why:
        rebuild_in_background(why)
    if index is None:
        return 0
    _reread(index)
    _sweep(index)
    return _fed()


def reason_to_rebuild(index: OpenedIndex | None) -> str:
    """Why the index must be built anew; empty where it need not."""
    if index is None:
        return "there is none that can be read"
    if index.facts.engine != chosen():
        return f"it is one of {index.facts.engine} and SEARCH_ENGINE is {chosen()}"
    if index.state.seq > head_seq() or _ahead_of_streams(index):
        return "it has read more than the database says: one of them comes from a backup"
    if index.engine.count() > 2 * index.facts.learned_from + LEAST_LEARNED:
        return "its lexicon was learned from less than half of what it holds"
    return wanted_rebuild()


def _ahead_of_streams(index: OpenedIndex) -> bool:
    known = index.state.sources
    return any(known.get(name, 0) > number for name, number in stream_heads().items())


def rebuild_in_background(why: str) -> None:
    """In a thread of its own, so that no other subscriber waits; one at a time."""
    with _lock:
        if _running and _running[-1].is_alive():
            return
        if monotonic() < _rest_until[0]:
            return
        log.warning("the search index is built anew: %s", why)
        thread = Thread(target=_rebuild, name="search-rebuild", daemon=True)
        _running[:] = [thread]
        thread.start()


_lock = Lock()
_running: list[Thread] = []
_rest_until = [0.0]


def _rebuild() -> None:
    try:
        rebuild()
    except IndexBusy:
        _rest_until[0] = monotonic() + 1
    except Exception:  # a full disk, a database that is away: told, and tried again later
        log.exception("the search index could not be built")
        _rest_until[0] = monotonic() + REST
    finally:
        close_old_connections()


def _reread(index: OpenedIndex) -> None:
    """The relay has given out more than the index holds: let it be given again."""
    cursor = Cursor.objects.filter(pk=SUBSCRIBER, lease_owner="", seq__gt=index.state.seq)
    if cursor.exists():
        rewind(SUBSCRIBER, index.state.seq)


def _sweep(index: OpenedIndex) -> None:
    """Remove the index before this one when nobody can be reading it any more."""
    others = [folder for folder in index.folder.parent.iterdir() if folder.is_dir()]
    if len(others) < 2 or time() - (index.folder.parent / "current").stat().st_mtime < OUTLIVED:
        return
    with suppress(IndexBusy), held("rebuild"):
        remove_others(index.folder)


def _fed() -> int:
    try:
        return feed_streams()
    except IndexBusy:
        return 0
