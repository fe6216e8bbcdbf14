"""Feeding the index: what the ledger and the streams have said since it was written."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from django.db import DatabaseError

from portal.ledger.models import Entry, Record
from portal.ledger.relay import Subscriber, register_subscriber
from portal.ledger.states import Verb
from search.documents import SearchDocument
from search.engines.base import Engine
from search.index.folders import held, want_rebuild
from search.index.making import documents_from
from search.index.opened import OpenedIndex, opened
from search.index.state import State, read_facts, state_from, write_facts
from search.ports import StreamSource, stream_sources

SUBSCRIBER = "search"
BATCH = 500
"""Entries in one commit."""

PATIENCE = 20.0
"""Seconds that a feeder waits for another writer."""

log = logging.getLogger(__name__)


def register() -> None:
    register_subscriber(Subscriber(SUBSCRIBER, feed, batch=BATCH))


def feed(entries: Sequence[Entry]) -> None:
    """The relay's next entries. Without an index nothing is lost: a rebuild reads the heads.

    Raises EngineError (a full disk, a broken index), and the relay tries again.
    """
    if opened() is None:
        return
    with held("write", PATIENCE):
        index = opened()
        if index is not None:
            feed_ledger(index.folder, index.engine, upto=entries[-1].seq)
    if any(entry.verb == Verb.ERASED for entry in entries):
        want_rebuild("a record was erased by law: its words leave the files too")


def feed_streams() -> int:
    """What the streams have changed; returns how many documents."""
    index = opened()
    if index is None or not _behind(index):
        return 0
    with held("write", PATIENCE):
        return sum(_feed_stream(index.folder, index.engine, each) for each in stream_sources.ask())


def feed_ledger(folder: Path, engine: Engine, upto: int) -> int:
    """Write what became of every record that changed since the engine's note, to that entry.

    What has changed again after it is left for later, and meanwhile left out of every answer.
    """
    state = state_from(engine.note())
    heads = list(Record.objects.filter(seq__gt=state.seq, seq__lte=upto).order_by("seq"))
    if upto <= state.seq:
        return 0
    documents = list(made_from(heads))
    written = {document.key for document in documents}
    gone = [str(head.pk) for head in heads if str(head.pk) not in written]
    commit(folder, engine, documents, gone, replace(state, seq=upto))
    return len(documents)


def commit(
    folder: Path,
    engine: Engine,
    documents: Iterable[SearchDocument],
    gone: Iterable[str],
    state: State,
) -> None:
    """One commit, and word of it to those who read. Killed between the two, a reader only learns
    of it by the next one: it leaves out what has changed since the note that it has seen."""
    engine.apply(documents, gone, state.note())
    facts = read_facts(folder)
    write_facts(folder, replace(facts, commits=facts.commits + 1))


def made_from(heads: Sequence[Record]) -> Iterator[SearchDocument]:
    """The documents of these heads. One that cannot be made holds up no other, and is told."""
    made = _made_or_none(heads)
    if made is not None:
        yield from made
    elif len(heads) > 1:
        middle = len(heads) // 2
        yield from made_from(heads[:middle])
        yield from made_from(heads[middle:])


def _made_or_none(heads: Sequence[Record]) -> list[SearchDocument] | None:
    """A database that is away is no fault of the records."""
    try:
        return list(documents_from(heads))
    except DatabaseError:
        raise
    except Exception:
        if len(heads) == 1:
            log.exception("%s cannot be made findable", heads[0])
        return None


def _behind(index: OpenedIndex) -> bool:
    known = index.state.sources
    return any(source.head() > known.get(source.name, 0) for source in stream_sources.ask())


def _feed_stream(folder: Path, engine: Engine, source: StreamSource) -> int:
    state = state_from(engine.note())
    changes = source.changes(state.sources.get(source.name, 0), BATCH)
    if not changes:
        return 0
    newest = {change.key: change.document for change in changes}
    documents = [document for document in newest.values() if document is not None]
    gone = [key for key, document in newest.items() if document is None]
    sources = {**state.sources, source.name: changes[-1].number}
    commit(folder, engine, documents, gone, replace(state, sources=sources))
    return len(changes)
