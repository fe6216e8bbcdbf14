"""The index that stands now, as this process has it open."""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from django.conf import settings

from search.analysis.chain import Analysis
from search.engines.base import Engine, EngineError
from search.engines.choice import DATABASE, chosen, open_engine
from search.index.folders import current, want_rebuild
from search.index.state import Facts, State, read_analysis, read_facts, state_from
from search.synonyms import synonyms

REST = 5.0
"""Seconds before a folder that could not be opened is tried again."""

Stamp = tuple[int, int, int]

log = logging.getLogger(__name__)


@dataclass
class OpenedIndex:
    """An engine with what its folder says of it; `mark` changes with every commit."""

    folder: Path
    engine: Engine
    analysis: Analysis
    facts: Facts
    state: State
    stamp: Stamp

    @property
    def mark(self) -> str:
        return f"{self.folder.name}:{self.facts.commits}"


_lock = Lock()
_opened: dict[Path, OpenedIndex] = {}
_resting: dict[Path, float] = {}


def opened() -> OpenedIndex | None:
    """The index, as new as its newest commit; None while there is none that can be read."""
    if chosen() == DATABASE:
        return None
    root = Path(settings.SEARCH_DIR)
    held = _opened.get(root)
    with suppress(OSError):
        if held and held.stamp == _stamp(root, held.folder):
            return held
    with _lock:
        return _anew(root)


def forget(index: OpenedIndex) -> None:
    """Close it; the next question opens it anew."""
    with _lock:
        root = index.folder.parent
        if _opened.get(root) is index:
            del _opened[root]
        index.engine.close()


def gone_wrong(index: OpenedIndex, error: Exception) -> None:
    """The index broke under a question: close it, let it rest, and ask for a new one."""
    forget(index)
    _rest(index.folder, error)


def _anew(root: Path) -> OpenedIndex | None:
    folder = current()
    held = _opened.get(root)
    if folder is None:
        _opened.pop(root, None)
        return None
    if _resting.get(folder, 0.0) > monotonic():
        return None
    try:
        _opened[root] = index = _reopened(root, folder, held)
    except (EngineError, OSError) as error:
        _opened.pop(root, None)
        _rest(folder, error)
        return None
    return index


def _reopened(root: Path, folder: Path, held: OpenedIndex | None) -> OpenedIndex:
    """The same engine where only a commit has been made; else another from its folder."""
    stamp, facts = _stamp(root, folder), read_facts(folder)
    if held is None or held.folder != folder:
        analysis = read_analysis(folder)
        engine = open_engine(facts.engine, folder / "engine", analysis, synonyms)
        return OpenedIndex(folder, engine, analysis, facts, state_from(engine.note()), stamp)
    held.engine.refresh()
    state = state_from(held.engine.note())
    return OpenedIndex(folder, held.engine, held.analysis, facts, state, stamp)


def _stamp(root: Path, folder: Path) -> Stamp:
    """Moves with every commit and every swap. Two looks at the file system, some 5 µs."""
    facts = os.stat(folder / "facts.json")
    return os.stat(root / "current").st_mtime_ns, facts.st_mtime_ns, facts.st_ino


def _rest(folder: Path, error: Exception) -> None:
    log.error("the search index %s cannot be used and is built anew: %s", folder.name, error)
    _resting[folder] = monotonic() + REST
    with suppress(OSError):  # a full disk: the relay's own look finds it broken too
        want_rebuild(f"{folder.name} is broken: {error}")
