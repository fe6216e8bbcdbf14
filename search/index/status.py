"""How the index is, for the command and for operations."""

from typing import Any

from portal.ledger.selectors import head_seq
from search.engines.choice import DATABASE, chosen
from search.index.folders import wanted_rebuild
from search.index.opened import opened


def status() -> dict[str, Any]:
    """`behind`: entries of the ledger that the index has not read. `stands`: it answers."""
    index = opened()
    told: dict[str, Any] = {
        "engine": chosen(),
        "stands": index is not None or chosen() == DATABASE,
        "rebuild_wanted": wanted_rebuild(),
    }
    if index is None:
        return told
    return told | {
        "folder": index.folder.name,
        "documents": index.engine.count(),
        "seq": index.state.seq,
        "behind": max(0, head_seq() - index.state.seq),
        "streams": index.state.sources,
        "built_at": index.facts.built_at,
        "words_known": len(index.analysis.lexicon.counts),
    }
