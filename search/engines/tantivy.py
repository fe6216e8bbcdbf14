"""Tantivy: the fast engine. Embedded, durable by itself; texts come analysed already."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document, Occur, Order, Query, Schema, SchemaBuilder, TextAnalyzerBuilder

from portal.core.memory import Memory
from portal.ledger.readers import PUBLIC
from search.analysis.chain import Analysis
from search.analysis.normal import normalise
from search.documents import SearchDocument
from search.engines.base import EngineError, FacetCount, Hit, Hits, WordCount
from search.engines.likeness import Likening
from search.engines.questions import (
    Adjacent,
    AllOf,
    AnyOf,
    Asking,
    Node,
    Question,
    Synonyms,
    Term,
    titled,
)
from search.engines.rows import Row, day_number, document_of, reference_key, row_of
from search.plans import Facet, Filters, QueryPlan, Scope, Sort

HEAP = 128_000_000
"""Bytes that a writer gathers before it makes a segment."""

CANDIDATES = 3
"""So many times more words than asked for are looked at: some are hidden from the scope."""

MOST_FOUND = 10_000
"""Places of hits that are remembered until the next commit."""

SPACED = "spaced"
NOTE = "#note"
"""The key of the note; it has no audience, so that no question finds it."""

EXACT = ("key", "source", "kind", "audience", "organization", "party", "reference")
STEMMED = ("title", "text", "people", "parts", "variants", "words", "other_words")
NUMBERS = ("year", "day", "last_day", "seq")
POSITIONED = frozenset({"title", "text", "people"})
COUNTED = frozenset({"source", "kind", "organization", "party"})
ORDERS = {
    Sort.NEWEST: ("day", Order.Desc),
    Sort.OLDEST: ("last_day", Order.Asc),
    Sort.RECORDED: ("seq", Order.Desc),
}


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in EXACT:
        builder.add_text_field(
            name,
            stored=name == "key",
            fast=name in COUNTED,
            tokenizer_name="raw",
            index_option="basic",
        )
    for name in STEMMED:
        option = "position" if name in POSITIONED else "freq"
        builder.add_text_field(name, tokenizer_name=SPACED, index_option=option)
    for name in NUMBERS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("head", stored=True)
    builder.add_bytes_field("chunks", stored=True)
    return builder.build()


SCHEMA = _schema()


@contextmanager
def _told(doing: str) -> Iterator[None]:
    """Whatever the library says is an EngineError to those above."""
    try:
        yield
    except (ValueError, OSError, RuntimeError, SystemError) as error:
        raise EngineError(f"tantivy, {doing}: {error}") from error


class TantivyEngine(Likening):
    """One folder. `synonyms` is asked anew for each question."""

    name = "tantivy"

    def __init__(self, folder: Path, analysis: Analysis, synonyms: Synonyms | None = None) -> None:
        """Opens the index in the folder, or begins one where the folder is empty."""
        self._folder, self._analysis, self._synonyms = folder, analysis, synonyms
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _told("open"):
            self._index = _opened(folder)
            self._searcher = self._index.searcher()
        self._found: Memory[Any] = Memory(MOST_FOUND)

    def apply(
        self, documents: Iterable[SearchDocument], deleted: Iterable[str] = (), note: str = ""
    ) -> int:
        """The index is opened anew for each writer: others may have written meanwhile."""
        with _told("write"):
            index = _opened(self._folder)
            writer = index.writer(HEAP, 1)
            written = 0
            try:
                for key in deleted:
                    writer.delete_documents_by_term("key", key)
                for document in documents:
                    writer.delete_documents_by_term("key", document.key)
                    writer.add_document(_document(row_of(document, self._analysis)))
                    written += 1
                writer.delete_documents_by_term("key", NOTE)
                writer.add_document(
                    Document.from_dict({"key": NOTE, "head": note.encode()}, SCHEMA)
                )
                writer.commit()
            finally:
                writer.wait_merging_threads()
        self.refresh()
        return written

    def search(self, plan: QueryPlan, scope: Scope) -> Hits:
        with _told("search"):
            question = Asking(self._analysis, self, scope, self._synonyms).question(plan)
            parts = _parts(question, plan.filters, scope)
            # What only adds to a score costs much, and no count asks for it.
            facets, counted = self._facets(Query.boolean_query(parts), plan)
            bonuses = [(Occur.Should, _bonus(term)) for term in question.bonuses]
            query = Query.boolean_query([*parts, *bonuses])
            found = self._page(query, plan, count=counted is None)
            return Hits(
                hits=tuple(Hit(self._key(at), float(score)) for score, at in found.hits),
                total=int(found.count or 0) if counted is None else counted,
                facets=facets,
            )

    def documents(self, keys: Sequence[str], scope: Scope) -> dict[str, SearchDocument]:
        with _told("read"):
            wanted = [key for key in keys if key not in scope.without]
            found = (self._document(at) for at in self._places(wanted))
            seen = {each.key: each for each in found if each.audience in scope.audiences}
        return {key: seen[key] for key in wanted if key in seen}

    def best(self, node: Node, scope: Scope, limit: int) -> tuple[Hit, ...]:
        with _told("search"):
            found = self._searcher.search(_scoped(_node(node), scope), limit, count=False)
            return tuple(Hit(self._key(at), float(score)) for score, at in found.hits)

    def words(self, prefix: str, scope: Scope, limit: int = 10) -> list[WordCount]:
        begun = " ".join(normalise(prefix).lower().split())
        with _told("words"):
            return [WordCount(w, n) for w, n in self._begun(begun, scope, limit)] if begun else []

    def vocabulary(self) -> list[WordCount]:
        with _told("words"):
            public = _scoped(Query.all_query(), Scope(frozenset({PUBLIC})))
            found = self._searcher.terms_with_prefix("words", "", public, 1_000_000)
            return [WordCount(word, count) for word, count in found]

    def titles(self, prefix: str, scope: Scope, limit: int = 10) -> list[SearchDocument]:
        with _told("search"):
            query = _scoped(_node(titled(prefix, self._analysis, self)), scope)
            found = self._searcher.search(query, limit, count=False, weight_by_field="weight")
            return [self._document(at) for _score, at in found.hits]

    def count(self) -> int:
        return max(0, int(self._searcher.num_docs) - 1)  # the note is no document

    def note(self) -> str:
        with _told("read"):
            found = self._searcher.search(Query.term_query(SCHEMA, "key", NOTE), 1, count=False)
            for _score, at in found.hits:
                return _kept(self._searcher.doc(at), "head").decode()
        return ""

    def refresh(self) -> None:
        with _told("refresh"):
            self._index.reload()
            self._searcher, self._found = self._index.searcher(), Memory(MOST_FOUND)

    def close(self) -> None:
        """The library lets go when nobody holds the index any more."""

    def frequency(self, field: str, term: str) -> int:
        return int(self._searcher.doc_freq(field, term))

    def terms(self, field: str, prefix: str, limit: int) -> list[str]:
        found = self._searcher.terms_with_prefix(field, prefix, limit=limit)
        return [term for term, _count in found]

    def begun(self, prefix: str, scope: Scope, limit: int) -> list[str]:
        """For a question, which is filtered itself: nothing of this is shown."""
        return self._likely(prefix, _word_fields(scope), limit)

    def _begun(self, prefix: str, scope: Scope, limit: int) -> list[tuple[str, int]]:
        """The likeliest by their count in all that was ever written, then counted in what the
        scope sees: the words of a deleted document stay in the files until segments are merged."""
        fields = _word_fields(scope)
        likely = self._likely(prefix, fields, limit * CANDIDATES)
        seen = [(word, self._seen(word, fields, scope)) for word in likely]
        seen.sort(key=lambda pair: (-pair[1], pair[0]))
        return [(word, count) for word, count in seen[:limit] if count]

    def _likely(self, prefix: str, fields: Sequence[str], limit: int) -> list[str]:
        likely: dict[str, int] = {}
        for field in fields:
            for word, count in self._searcher.terms_with_prefix(field, prefix, limit=limit):
                likely[word] = likely.get(word, 0) + count
        return sorted(likely, key=lambda word: (-likely[word], word))[:limit]

    def _seen(self, word: str, fields: Sequence[str], scope: Scope) -> int:
        query = _node(AnyOf(tuple(Term(field, word) for field in fields)))
        found: Any = self._searcher.search(_scoped(query, scope), 1)
        return int(found.count or 0)

    def _page(self, query: Query, plan: QueryPlan, *, count: bool) -> Any:
        limit = max(plan.limit, 1)
        if plan.sort in ORDERS:
            field, order = ORDERS[plan.sort]
            return self._searcher.search(
                query, limit, count, offset=plan.offset, order_by_field=field, order=order
            )
        return self._searcher.search(
            query, limit, count, offset=plan.offset, weight_by_field="weight"
        )

    def _facets(
        self, query: Query, plan: QueryPlan
    ) -> tuple[dict[Facet, tuple[FacetCount, ...]], int | None]:
        """The counts, and the number of hits where they tell it: every document has one kind."""
        if not plan.facets:
            return {}, None
        asked = {facet.value: _aggregation(facet, plan.facet_size) for facet in plan.facets}
        told = self._searcher.aggregate(query, asked)
        counts = {facet: _counts(told[facet.value]) for facet in plan.facets}
        return counts, _total(told["kind"]) if Facet.KIND in counts else None

    def _key(self, at: Any) -> str:
        key = str(self._searcher.doc(at).get_first("key"))
        self._found.put(key, at)
        return key

    def _places(self, keys: Sequence[str]) -> Iterator[Any]:
        """Where these documents lie; those that were just found need not be looked for."""
        places = {key: self._found.get(key) for key in keys}
        yield from (at for at in places.values() if at is not None)
        unknown = [key for key, at in places.items() if at is None]
        if unknown:
            query = Query.term_set_query(SCHEMA, "key", unknown)
            found = self._searcher.search(query, len(unknown), count=False)
            yield from (at for _score, at in found.hits)

    def _document(self, at: Any) -> SearchDocument:
        document = self._searcher.doc(at)
        return document_of(_kept(document, "head"), _kept(document, "chunks"))


def _opened(folder: Path) -> tantivy.Index:
    """By our own schema; a folder with another one is refused."""
    index = tantivy.Index(SCHEMA, path=str(folder))
    analyser = TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(SPACED, analyser)
    return index


def _document(row: Row) -> Document:
    source = row.document
    fields: dict[str, Any] = {
        "key": source.key,
        "source": source.source,
        "kind": source.kind,
        "audience": source.audience,
        "organization": list(source.organizations),
        "party": list(source.parties),
        "reference": row.references,
        "title": " ".join(row.title),
        "text": " ".join(row.fields.text),
        "people": " ".join(row.people),
        "parts": " ".join(row.fields.parts),
        "variants": " ".join(row.fields.variants),
        "words": " ".join(row.words),
        "other_words": " ".join(row.other_words),
        "year": row.year,
        "day": row.day,
        "last_day": row.last_day,
        "seq": source.seq,
        "weight": 2.0**source.weight - 2.0,  # the library multiplies by log2(2 + weight)
        "head": row.head(),
        "chunks": row.chunks(),
    }
    return Document.from_dict(fields, SCHEMA)


def _word_fields(scope: Scope) -> Sequence[str]:
    return ("words",) if scope.audiences == {PUBLIC} else ("words", "other_words")


def _kept(document: Document, field: str) -> bytes:
    return bytes(document.get_first(field) or b"")


def _node(node: Node) -> Query:
    match node:
        case Term():
            return _boosted(Query.term_query(SCHEMA, node.field, node.text), node.boost)
        case Adjacent():
            return _boosted(Query.phrase_query(SCHEMA, node.field, list(node.terms)), node.boost)
        case AllOf():
            return Query.boolean_query([(Occur.Must, _node(each)) for each in node.nodes])
        case AnyOf(nodes=()):
            return Query.empty_query()
        case AnyOf():
            parts = [(Occur.Should, _node(each)) for each in node.nodes]
            return Query.boolean_query(parts, minimum_number_should_match=node.least)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _quiet(query: Query) -> Query:
    """A condition counts for no score."""
    return Query.const_score_query(query, 0.0)


def _bonus(term: Term) -> Query:
    value: str | int = int(term.text) if term.field == "year" else term.text
    return Query.const_score_query(Query.term_query(SCHEMA, term.field, value), term.boost)


def _parts(question: Question, filters: Filters, scope: Scope) -> list[tuple[Occur, Query]]:
    """All that a hit must be and must not be, side by side: a query inside another is slower."""
    return [
        *((Occur.Must, each) for each in _wanted(question.wanted)),
        *((Occur.Must, _quiet(each)) for each in _conditions(filters)),
        *((Occur.MustNot, _node(node)) for node in question.unwanted),
        *_gate(scope),
    ]


def _wanted(node: Node | None) -> list[Query]:
    if node is None:
        return [Query.all_query()]
    return [_node(each) for each in (node.nodes if isinstance(node, AllOf) else [node])]


def _scoped(query: Query, scope: Scope) -> Query:
    return Query.boolean_query([(Occur.Must, query), *_gate(scope)])


def _gate(scope: Scope) -> Iterator[tuple[Occur, Query]]:
    """The gate of every question."""
    yield Occur.Must, _quiet(_among("audience", scope.audiences))
    if scope.without:
        yield Occur.MustNot, _among("key", scope.without)


def _among(field: str, values: Collection[str]) -> Query:
    """One value is looked up; for several every document that has one is marked first."""
    if len(values) == 1:
        return Query.term_query(SCHEMA, field, *values)
    return Query.term_set_query(SCHEMA, field, sorted(values))


def _conditions(filters: Filters) -> Iterator[Query]:
    numbers = frozenset(reference_key(each) for each in filters.references)
    exact = (
        ("kind", filters.kinds),
        ("organization", filters.organizations),
        ("party", filters.parties),
        ("source", filters.sources),
        ("reference", numbers),
    )
    for field, values in exact:
        if values:
            yield _among(field, values)
    if filters.since or filters.until:
        yield _between("day", day_number(filters.since) or 1, day_number(filters.until) or None)
    if filters.after is not None:
        yield _between("seq", filters.after + 1, None)


def _between(field: str, low: int, high: int | None) -> Query:
    return Query.range_query(SCHEMA, field, tantivy.FieldType.Unsigned, low, high)


def _counts(told: dict[str, Any]) -> tuple[FacetCount, ...]:
    pairs = ((bucket["key"], int(bucket["doc_count"])) for bucket in told["buckets"])
    return tuple(FacetCount(str(value), count) for value, count in pairs if value)


def _total(kinds: dict[str, Any]) -> int:
    counted = sum(int(bucket["doc_count"]) for bucket in kinds["buckets"])
    return counted + int(kinds["sum_other_doc_count"])


def _aggregation(facet: Facet, size: int) -> dict[str, Any]:
    if facet is Facet.YEAR:
        return {"terms": {"field": "year", "size": size + 1, "order": {"_key": "desc"}}}
    return {"terms": {"field": facet.value, "size": size}}
