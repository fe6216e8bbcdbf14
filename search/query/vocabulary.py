"""The words that corrections are made of: those of the index, made ready once and kept.

Beside them stand the words that compounds are made of: `återvinning` may be asked for where the
texts say `återvinningscentral` alone. A word that was published since is found by the index
itself, so corrections may lag behind it; whether a correction finds anything is asked of the
index each time (`correcting.py`).
"""

import time
from dataclasses import dataclass
from threading import Lock, Thread

from search import selectors
from search.analysis.word_lists import word_list
from search.query.spelling import Spelling

SMALL = 5_000
"""Words that are made ready while a reader waits: some 0.1 s."""
KEPT_SECONDS = 600.0
"""More words are made ready beside the readers, and no oftener than this."""


@dataclass(frozen=True)
class _Made:
    mark: str
    at: float
    spelling: Spelling


_made = _Made("", 0.0, Spelling({}))
_making = Lock()


def spelling() -> Spelling:
    """Corrections out of the words of the index, as it is or lately was."""
    known, mark = _made, selectors.mark()
    if mark == known.mark:
        return known.spelling
    if len(known.spelling) < SMALL:
        _make()
    elif time.monotonic() - known.at > KEPT_SECONDS and not _making.locked():
        Thread(target=_make, name="spelling", daemon=True).start()
    return _made.spelling


def _make() -> None:
    global _made  # noqa: PLW0603  # one for the process, replaced whole
    if not _making.acquire(blocking=False):
        return
    try:
        mark, words = selectors.vocabulary()
        parts = dict.fromkeys(
            (*word_list("city_words"), *selectors.analysis_now().lexicon.counts), 1
        )
        counts = parts | {each.word: each.count for each in words}
        _made = _Made(mark, time.monotonic(), Spelling(counts if words else {}))
    finally:
        _making.release()
