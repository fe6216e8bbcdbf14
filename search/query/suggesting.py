"""What is offered while somebody types: cases, people and organizations by name, and words.

Everything is made of what this reader may read now, so nothing that was withdrawn is offered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from portal.ledger.readers import Reader
from portal.ledger.selectors import records
from search import selectors
from search.documents import LEDGER, SearchDocument
from search.plans import Filters, Prefix, QueryPlan
from search.query.cleaning import bare, cleaned
from search.query.names import kinds

MOST_CHARACTERS = 100
SHORTEST = 2
NAMED, PHRASES = 5, 4
"""Things by name, and words, that are offered at most."""
LOOKED_AT = 40
PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to (`path`), or words to search for (kind `phrase`, no path)."""

    text: str
    kind: str
    detail: str = ""
    path: str = ""


def suggestions(text: str, reader: Reader) -> list[Suggestion]:
    """What somebody who has typed this may want; nothing for less than two letters."""
    typed = cleaned(text[:MOST_CHARACTERS])
    if len(bare(typed)) < SHORTEST:
        return []
    return [*_named(typed, reader), *_phrases(typed, reader)]


def _named(typed: str, reader: Reader) -> list[Suggestion]:
    codes = frozenset(each.code for each in kinds() if each.is_named)
    found = _numbered(typed, codes, reader) if typed[0].isdigit() else []
    found += [
        document
        for document in selectors.titles(typed, reader, LOOKED_AT)
        if document.kind in codes
    ]
    readable = _readable(found, reader)
    rows = {document.key: document for document in found if document.key in readable}
    return [_suggestion(document) for document in list(rows.values())[:NAMED]]


def _numbered(typed: str, codes: frozenset[str], reader: Reader) -> list[SearchDocument]:
    """Things whose number begins so."""
    plan = QueryPlan(wanted=(Prefix(bare(typed)),), filters=Filters(kinds=codes), limit=NAMED)
    return [found.document for found in selectors.answer(plan, reader).found]


def _phrases(typed: str, reader: Reader) -> list[Suggestion]:
    """What was typed with its last word as longer ones that there are."""
    before, _space, last = typed.rpartition(" ")
    begun = bare(last)
    if len(begun) < SHORTEST:
        return []
    words = selectors.words(begun.lower(), reader, PHRASES + 1)
    longer = [each.word for each in words if each.word != begun.lower()][:PHRASES]
    return [Suggestion(f"{before} {word}".strip(), PHRASE) for word in longer]


def _readable(found: Iterable[SearchDocument], reader: Reader) -> frozenset[str]:
    """The ledger is asked once more, as for hits."""
    keys = [UUID(each.key) for each in found if each.source == LEDGER]
    heads = records(reader).standing().filter(pk__in=keys)
    return frozenset(str(pk) for pk in heads.values_list("pk", flat=True))


def _suggestion(document: SearchDocument) -> Suggestion:
    number = document.references[0] if document.references else ""
    return Suggestion(document.title, document.kind, number, document.url)
