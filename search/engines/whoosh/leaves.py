"""One segment of the index, and how a question is answered from it.

Whoosh keeps the postings; they are counted here, a whole term at a time, which in Python is many
times faster than document by document. Scores are BM25 (S. Robertson and H. Zaragoza, The
Probabilistic Relevance Framework, 2009), the length of a text counting and that of a title not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from math import log
from typing import Any

from portal.core.memory import Memory
from search.engines.questions import Adjacent, AllOf, AnyOf, Node, Term
from search.plans import Facet, Filters, Scope

K1, B = 1.2, 0.75
FLAT = K1
VALUED = ("kind", "organization", "party", "year", "source", "audience")
MOST_POSTINGS = 2_000_000
"""Postings that are remembered in one segment; some 40 bytes each."""

Scores = dict[int, float]
Postings = tuple[list[int], list[float]]
Frequency = Callable[[str, str], int]
"""Documents of the whole index that hold a term in a field."""

NONE: Postings = ([], [])


class Leaf:
    """A segment never changes but for what is deleted from it, which a reader knows."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.size = int(reader.doc_count_all())
        self._postings: Memory[Postings] = Memory(MOST_POSTINGS, lambda kept: len(kept[0]) + 1)

    def frequency(self, field: str, term: str) -> int:
        return int(self._reader.doc_frequency(field, term))

    def postings(self, field: str, term: str) -> Postings:
        """The documents that hold the term, and how often each does; deleted ones too."""
        kept = self._postings.get((field, term))
        if kept is None:
            kept = self._read(field, term)
            self._postings.put((field, term), kept)
        return kept

    def _read(self, field: str, term: str) -> Postings:
        if (field, term) not in self._reader:
            return NONE
        ids: list[int] = []
        weights: list[float] = []
        matcher = self._matcher(field, term)
        while matcher.is_active():
            ids.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        return ids, weights

    def _matcher(self, field: str, term: str) -> Any:
        """Past the filter of deleted documents: those are taken out once, at the end."""
        form = self._reader.schema[field].format
        return self._reader._terms.matcher(field, term.encode(), form)

    def documents(self, field: str, term: str) -> frozenset[int]:
        return frozenset(self.postings(field, term)[0])

    def begun(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field that begin so, with their documents."""
        if field not in self._reader.indexed_field_names():
            return
        for text, info in self._reader.iter_field(field, prefix.encode()):
            if not text.startswith(prefix.encode()):
                return
            yield text.decode(), int(info.doc_frequency())

    def standing(self, field: str) -> Iterator[tuple[str, int]]:
        """All terms of a field that a document holds which nobody has deleted."""
        deleted = self.deleted()
        for term, count in self.begun(field, ""):
            left = len(self.documents(field, term) - deleted) if deleted else count
            if left:
                yield term, left

    @cached_property
    def values(self) -> dict[str, dict[str, frozenset[int]]]:
        """The documents of every value of the fields that hits are counted by."""
        return {
            field: {value: self.documents(field, value) for value, _n in self.begun(field, "")}
            for field in VALUED
        }

    @cached_property
    def keys(self) -> list[str]:
        """The key of every document."""
        keys = [""] * self.size
        for text, info in self._reader.iter_field("key", b""):
            for document in self._of_key(text.decode(), info):
                keys[document] = text.decode()
        return keys

    def _of_key(self, key: str, info: Any) -> list[int]:
        return [info.min_id()] if info.doc_frequency() == 1 else self.postings("key", key)[0]

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """Day and seq of every document."""
        return {field: self._column(field) for field in ("day", "seq")}

    @cached_property
    def weights(self) -> list[float]:
        return self._column("weight")

    @cached_property
    def lengths(self) -> list[int]:
        return self._column("length")

    def _column(self, field: str) -> list[Any]:
        if not self._reader.has_column(field):
            return [0] * self.size
        column = self._reader.column_reader(field)
        return [column[document] for document in range(self.size)]

    def stored(self, document: int) -> Mapping[str, bytes]:
        kept: Mapping[str, bytes] = self._reader.stored_fields(document)
        return kept

    def live(self, scope: Scope) -> frozenset[int]:
        """What the scope may see and nobody has deleted."""
        audiences = self.values["audience"]
        seen = frozenset().union(*(audiences.get(each, ()) for each in scope.audiences))
        hidden = {number for key in scope.without for number in self.documents("key", key)}
        return seen - hidden - self.deleted()

    def deleted(self) -> frozenset[int]:
        return frozenset(self._reader._perdoc.deleted_docs())

    def seen_by(self, reader: "Any") -> "Leaf":
        """The same segment with what has been deleted from it since; what was read is kept."""
        other = copy(self)
        other._reader = reader
        return other

    def conditions(self, filters: Filters, references: frozenset[str]) -> Iterator[frozenset[int]]:
        """The documents that each filter lets through."""
        exact = (
            ("kind", filters.kinds),
            ("organization", filters.organizations),
            ("party", filters.parties),
            ("source", filters.sources),
            ("reference", references),
        )
        for field, wanted in exact:
            if wanted:
                yield frozenset().union(*(self.documents(field, value) for value in wanted))

    def between(self, field: str, low: int, high: int) -> frozenset[int]:
        numbers = self.numbers[field]
        return frozenset(each for each, number in enumerate(numbers) if low <= number <= high)

    def in_a_row(self, field: str, terms: Sequence[str], documents: list[int]) -> Iterator[int]:
        """Those of these documents, which hold all the terms, that hold them beside each other."""
        places = {term: self._places(field, term, documents) for term in set(terms)}
        for number, document in enumerate(documents):
            starts = set(places[terms[0]][number])
            for distance, term in enumerate(terms[1:], 1):
                starts &= {place - distance for place in places[term][number]}
                if not starts:
                    break
            if starts:
                yield document

    def _places(self, field: str, term: str, documents: list[int]) -> list[Any]:
        matcher = self._matcher(field, term)
        places = []
        for document in documents:
            matcher.skip_to(document)
            places.append(matcher.value_as("positions"))
        return places

    def counts(self, hits: frozenset[int], facet: Facet) -> Iterator[tuple[str, int]]:
        for value, documents in self.values[facet.value].items():
            count = len(hits & documents)
            if count and not (facet is Facet.YEAR and value == "0"):
                yield value, count


class Scorer:
    """Scores the documents of a leaf by what is known of the whole index."""

    def __init__(self, leaf: Leaf, frequency: Frequency, total: int, mean_length: float) -> None:
        self._leaf, self._frequency, self._total = leaf, frequency, total
        self._flat = K1 * (1 - B)
        self._sloped = K1 * B / max(mean_length, 1.0)

    def scores(self, node: Node) -> Scores:
        match node:
            case Term():
                return self._term(node)
            case Adjacent():
                return self._adjacent(node)
            case AllOf():
                return self._all(node)
            case AnyOf():
                return self._any(node)

    def _idf(self, field: str, term: str) -> float:
        held = self._frequency(field, term)
        return log(1 + (self._total - held + 0.5) / (held + 0.5))

    def _term(self, node: Term) -> Scores:
        ids, weights = self._leaf.postings(node.field, node.text)
        most = self._idf(node.field, node.text) * node.boost * (K1 + 1) if ids else 0.0
        if node.field != "text":
            return {d: most * w / (w + FLAT) for d, w in zip(ids, weights, strict=True)}
        flat, sloped, lengths = self._flat, self._sloped, self._leaf.lengths
        return {
            d: most * w / (w + flat + sloped * lengths[d])
            for d, w in zip(ids, weights, strict=True)
        }

    def _any(self, node: AnyOf) -> Scores:
        parts = sorted((self.scores(each) for each in node.nodes), key=len, reverse=True)
        if not parts:
            return {}
        total = dict(parts[0])
        for part in parts[1:]:
            for document, score in part.items():
                total[document] = total.get(document, 0.0) + score
        return total if node.least <= 1 else _held_by(total, parts, node.least)

    def _all(self, node: AllOf) -> Scores:
        first, *others = sorted((self.scores(each) for each in node.nodes), key=len)
        both = first
        for part in others:
            both = {at: score + part[at] for at, score in both.items() if at in part}
        return both

    def _adjacent(self, node: Adjacent) -> Scores:
        """Documents that hold all of them, and of these the ones that hold them in a row."""
        terms = [Term(node.field, term, node.boost) for term in node.terms]
        scores = self._all(AllOf(tuple(dict.fromkeys(terms))))
        if not scores:
            return {}
        rows = self._leaf.in_a_row(node.field, node.terms, sorted(scores))
        return {document: scores[document] for document in rows}


def _held_by(total: Scores, parts: Sequence[Scores], least: int) -> Scores:
    """The documents that at least so many of the parts hold."""
    held: dict[int, int] = {}
    for part in parts:
        for document in part:
            held[document] = held.get(document, 0) + 1
    return {document: score for document, score in total.items() if held[document] >= least}
