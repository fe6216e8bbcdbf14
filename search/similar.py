"""More like this: of a record, and of a text that is nowhere yet."""

from collections.abc import Iterable
from uuid import UUID

from portal.ledger.readers import Reader
from search import selectors
from search.plans import QueryPlan
from search.shown.rows import HitRow, rows

LOOKED_AT = 60
"""Likenesses that are looked through for those of the kinds that are asked for."""
MOST = 10


def similar(
    record: UUID, reader: Reader, *, kinds: frozenset[str] = frozenset(), most: int = MOST
) -> list[HitRow]:
    """What shares the rarest words of a record, best first; of these kinds, if any are named."""
    found = selectors.similar(str(record), reader, LOOKED_AT if kinds else most)
    return _rows(found, reader, kinds, most)


def similar_to(
    text: str, reader: Reader, *, kinds: frozenset[str] = frozenset(), most: int = MOST
) -> list[HitRow]:
    """The same for a text that somebody is writing: has it been said before?"""
    found = selectors.similar_to(text, reader, LOOKED_AT if kinds else most)
    return _rows(found, reader, kinds, most)


def _rows(
    found: Iterable[selectors.Found], reader: Reader, kinds: frozenset[str], most: int
) -> list[HitRow]:
    wanted = [each for each in found if not kinds or each.document.kind in kinds]
    return rows(wanted[:most], QueryPlan(), reader, excerpts=1)
