"""To which item of the agenda each paper of a whole meeting's bundle belongs. Pure.

A paper belongs to the item that its head names; else to the item that its number or its title
tells; else to the item of the paper before it, unless it begins a matter of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from .bundle import Bundle, Document, Meeting
from .kinds import DocumentKind
from .matching import Candidate, match_file
from .meeting import most_shared_number
from .numbers import number_key

SURE_ENOUGH = 0.6
FOLLOWS_WITH_NUMBER, FOLLOWS_FIRST, FOLLOWS = 0.8, 0.75, 0.6
SHARED_CASE, GROUPS_CASE, OWN_CASE = 0.9, 0.75, 0.6
GIVEN = 0.5


@dataclass(frozen=True)
class Placed:
    """`item` and `case` are numbers, empty where none is known; how sure (0..1) beside them."""

    item: str = ""
    sure_item: float = 0.0
    case: str = ""
    sure_case: float = 0.0


def place_papers(documents: Sequence[Document], agenda: Sequence[Candidate]) -> list[Placed]:
    """The item and the case of each paper, in the order of the papers."""
    items = list(_items(documents, agenda))
    pairs = zip(documents, items, strict=True)
    groups = groupby(pairs, key=lambda pair: pair[1].item)
    return [placed for _item, group in groups for placed in _with_case(list(group))]


def as_told(document: Document) -> Document:
    """Without the number that a party's paper was given because of the bundle that it lay in."""
    if document.confidence.get("references", 1.0) > GIVEN:
        return document
    return replace(document, references=())


def _items(documents: Sequence[Document], agenda: Sequence[Candidate]) -> Iterator[Placed]:
    before, numbers = Placed(), frozenset[str]()
    for document in documents:
        own = _numbers(document)
        placed = _told(document) or _found(document, agenda) or _carried(document, before, numbers)
        numbers = numbers | own if placed.item == before.item else own
        before = placed
        yield placed


def _told(document: Document) -> Placed | None:
    if document.item is None:
        return None
    return Placed(document.item, document.confidence.get("item", 0.0))


def _found(document: Document, agenda: Sequence[Candidate]) -> Placed | None:
    match = match_file("", Bundle(Meeting(), None, (document,)), agenda)
    number = next((each.number for each in agenda if each.key == match.key), "")
    return Placed(number, match.sure) if number and match.sure >= SURE_ENOUGH else None


def _carried(document: Document, before: Placed, numbers: frozenset[str]) -> Placed:
    own = _numbers(document)
    if own & numbers:
        return Placed(before.item, min(before.sure_item, FOLLOWS_WITH_NUMBER))
    begins = document.kind in {DocumentKind.OFFICIAL_REPORT, DocumentKind.SUMMONS}
    if begins and own and numbers:
        return Placed()
    sure = FOLLOWS if numbers else FOLLOWS_FIRST
    return Placed(before.item, min(before.sure_item, sure))


def _numbers(document: Document) -> frozenset[str]:
    return frozenset(number_key(number) for number in document.references)


def _with_case(group: Sequence[tuple[Document, Placed]]) -> Iterator[Placed]:
    case, _sure = most_shared_number([document for document, _placed in group])
    for document, placed in group:
        if case is None or not placed.item:
            yield _own_case(document, placed)
        else:
            shared = number_key(case) in _numbers(document)
            sure = SHARED_CASE if shared else min(GROUPS_CASE, placed.sure_item)
            yield replace(placed, case=case, sure_case=sure)


def _own_case(document: Document, placed: Placed) -> Placed:
    own = document.own_reference or ""
    return replace(placed, case=own, sure_case=OWN_CASE if own else 0.0)
