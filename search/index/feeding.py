"""Feeding the index: what the ledger and the streams have said since it was written."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

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
from search.index.streams import (
    index_key,
    stream_heads,
    texts_after,
    texts_as_documents,
)
from search.models import StreamText
from search.ports import StreamSource, stream_sources
from search.services import text_changed

SUBSCRIBER = "search"
BATCH = 500
"""Entries in one commit."""

PATIENCE = 20.0
"""Seconds that a feeder waits for another writer."""

T = TypeVar("T")

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
    retell_below([head.pk for head in heads])
    documents = list(made_from(heads))
    written = {document.key for document in documents}
    gone = [str(head.pk) for head in heads if str(head.pk) not in written]
    commit(folder, engine, documents, gone, replace(state, seq=upto))
    return len(documents)


def retell_below(records: Collection[UUID]) -> None:
    """The records have changed, and with them perhaps who may read what stands below."""
    below = StreamText.objects.filter(subject__in=records).order_by("source", "key")
    for source in sorted(set(below.values_list("source", flat=True))):
        texts = below.filter(source=source, is_erased=False).values_list("key", "subject")
        text_changed(source=source, texts=dict(texts))


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
    return one_by_one(heads, documents_from)


def one_by_one(
    things: Sequence[T], make: Callable[[Sequence[T]], Iterable[SearchDocument]]
) -> Iterator[SearchDocument]:
    """All at once where that goes, else by halves: what cannot be made is found and left out."""
    made = _made_or_none(things, make)
    if made is not None:
        yield from made
    elif len(things) > 1:
        middle = len(things) // 2
        yield from one_by_one(things[:middle], make)
        yield from one_by_one(things[middle:], make)


def _made_or_none(
    things: Sequence[T], make: Callable[[Sequence[T]], Iterable[SearchDocument]]
) -> list[SearchDocument] | None:
    """A database that is away is no fault of the texts."""
    try:
        return list(make(things))
    except DatabaseError:
        raise
    except Exception:
        if len(things) == 1:
            log.exception("%s cannot be made findable", things[0])
        return None


def _behind(index: OpenedIndex) -> bool:
    known = index.state.sources
    return any(number > known.get(name, 0) for name, number in stream_heads().items())


def _feed_stream(folder: Path, engine: Engine, source: StreamSource) -> int:
    state = state_from(engine.note())
    texts = list(texts_after(source, state.sources.get(source.name, 0))[:BATCH])
    if not texts:
        return 0
    documents = list(texts_made(source, texts))
    written = {document.key for document in documents}
    gone = [key for text in texts if (key := index_key(text.source, text.key)) not in written]
    sources = {**state.sources, source.name: texts[-1].number}
    commit(folder, engine, documents, gone, replace(state, sources=sources))
    if any(text.is_erased for text in texts):
        want_rebuild("a text was erased by law: its words leave the files too")
    return len(texts)


def texts_made(source: StreamSource, texts: Sequence[StreamText]) -> Iterator[SearchDocument]:
    """The documents of these texts. One that cannot be made holds up no other, and is told."""
    return one_by_one(texts, lambda some: texts_as_documents(source, some))
