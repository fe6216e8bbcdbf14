"""Building the index anew: into a folder of its own, which then takes the place of the old one."""

import logging
from collections.abc import Iterator
from pathlib import Path

from django.db.models import QuerySet

from portal.core.clock import local_iso, now
from portal.core.progress import Progress, silent
from portal.ledger.models import Record
from portal.ledger.selectors import head_seq
from search.documents import SearchDocument
from search.engines.choice import chosen, open_engine
from search.index.feeding import feed_ledger, made_from, texts_made
from search.index.folders import (
    current,
    forget_wanted,
    held,
    make_current,
    new_folder,
    remove_others,
    wanted_rebuild,
)
from search.index.learning import learned
from search.index.state import Facts, State, read_analysis, write_facts, write_lexicon
from search.index.streams import Texts, stream_heads, texts_after
from search.models import StreamText
from search.ports import StreamSource, stream_sources

PAGE = 200
"""Records that are read at once."""

PATIENCE = 60.0

log = logging.getLogger(__name__)


def rebuild(progress: Progress = silent) -> int:
    """Build a new index of everything and let it answer; returns the number of documents.

    The old one answers and is fed meanwhile. Killed at any moment, it leaves a folder that the
    next rebuild removes. Raises IndexBusy while another rebuild runs, EngineError, OSError.
    """
    with held("rebuild"):
        why = wanted_rebuild()
        remove_others(current())
        folder = new_folder(chosen())
        count = _build(folder, progress)
        _swap(folder)
        forget_wanted(why)
        log.info("the search index %s with %s documents answers now", folder.name, count)
        return count


def _build(folder: Path, progress: Progress) -> int:
    """Everything as of one entry, which is noted; what comes later is fed before the swap."""
    state = State(head_seq(), stream_heads())
    analysis, count = learned(everything(state, progress, "ord"))
    write_lexicon(folder, analysis)
    engine = open_engine(chosen(), folder / "engine", analysis)
    written = engine.apply(everything(state, progress, "index"), (), state.note())
    engine.close()
    write_facts(folder, Facts(chosen(), built_at=local_iso(now()), learned_from=count))
    return written


def _swap(folder: Path) -> None:
    """Catch up under the lock of the writers, then give out the new name."""
    with held("write", PATIENCE):
        engine = open_engine(chosen(), folder / "engine", read_analysis(folder))
        feed_ledger(folder, engine, upto=head_seq())
        engine.close()
        before = current()
        make_current(folder)
    remove_others(folder, before)


def everything(state: State, progress: Progress, step: str) -> Iterator[SearchDocument]:
    """Every document there is, records first, as the ledger and the streams stood then."""
    heads = Record.objects.standing().filter(seq__lte=state.seq).order_by("seq")
    sources = [(each, _texts(each, state)) for each in stream_sources.ask()]
    total, done = heads.count() + sum(texts.count() for _each, texts in sources), 0
    progress(step, 0, total)
    for page in _pages(heads):
        yield from made_from(page)
        done += len(page)
        progress(step, min(done, total), total)
    for source, texts in sources:
        for some in _text_pages(texts):
            yield from texts_made(source, some)
            done += len(some)
            progress(step, min(done, total), total)


def _pages(heads: "QuerySet[Record]") -> Iterator[list[Record]]:
    last = 0
    while page := list(heads.filter(seq__gt=last)[:PAGE]):
        yield page
        last = page[-1].seq


def _texts(source: StreamSource, state: State) -> Texts:
    return texts_after(source, 0).filter(number__lte=state.sources.get(source.name, 0))


def _text_pages(texts: Texts) -> Iterator[list[StreamText]]:
    last = 0
    while page := list(texts.filter(number__gt=last)[:PAGE]):
        yield page
        last = page[-1].number
