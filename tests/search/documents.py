"""Documents for engines, as plain as they can be."""

import datetime
from typing import Any

from portal.ledger.readers import PUBLIC
from search.documents import Chunk, SearchDocument
from search.plans import Phrase, Prefix, QueryPlan, Scope, Word

ANYBODY = Scope(frozenset({PUBLIC}))
MEMBERS = "members:ks"


def document(key: str, text: str = "", **fields: Any) -> SearchDocument:
    """A public document of one chunk."""
    given: dict[str, Any] = {
        "key": key,
        "kind": "document",
        "audience": PUBLIC,
        "title": f"Rubrik {key}",
        "url": f"/{key}/",
        "chunks": (Chunk(text),) if text else (),
    }
    return SearchDocument(**given | fields)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def asked(*words: str, **fields: Any) -> QueryPlan:
    """A plan as people would write it: "a phrase", prefix*, -not."""
    wanted = tuple(_clause(word) for word in words if word[:1] != "-")
    unwanted = tuple(_clause(word[1:]) for word in words if word[:1] == "-")
    return QueryPlan(wanted=wanted, unwanted=unwanted, **fields)


def _clause(word: str) -> Word | Phrase | Prefix:
    if word.startswith('"'):
        return Phrase(word.strip('"'))
    return Prefix(word[:-1]) if word.endswith("*") else Word(word)
