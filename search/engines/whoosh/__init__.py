"""Whoosh: the embedded engine. Pure Python, for a city's first years.

Kept behind this wall since nobody looks after it upstream (docs/dependencies.md).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from heapq import nlargest
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex

from portal.ledger.readers import PUBLIC
from search.analysis.chain import Analysis
from search.analysis.normal import normalise
from search.documents import SearchDocument
from search.engines.base import EngineError, FacetCount, Hit, Hits, WordCount
from search.engines.likeness import Likening
from search.engines.questions import (
    Asking,
    Node,
    Question,
    Synonyms,
    titled,
)
from search.engines.rows import NEVER, Row, day_number, document_of, reference_key, row_of
from search.engines.whoosh.leaves import Leaf, Scorer, Scores
from search.engines.whoosh.schema import SCHEMA, Unmeasured
from search.engines.whoosh.storage import DurableStorage
from search.plans import Facet, Filters, QueryPlan, Scope, Sort

NOTE = "#note"
"""The key of the note; it has no audience, so that no question finds it."""

MEMORY = 256
"""Megabytes of postings that a writer sorts at once."""

FAR = 2**62
CANDIDATES = 5
"""So many times more words than asked for are looked at: some are hidden from the scope."""

Ranked = tuple[float, int, Leaf, int]
"""Score or order, the leaf's place, the leaf, the document in it."""


@contextmanager
def _told(doing: str) -> Iterator[None]:
    """Whatever the library says (it raises bare exceptions too) is an EngineError."""
    try:
        yield
    except EngineError:
        raise
    except Exception as error:
        raise EngineError(f"whoosh, {doing}: {type(error).__name__} {error}") from error


class WhooshEngine(Likening):
    """One folder. `synonyms` is asked anew for each question."""

    name = "whoosh"

    def __init__(self, folder: Path, analysis: Analysis, synonyms: Synonyms | None = None) -> None:
        """Opens the index in the folder, or begins one where the folder is empty."""
        self._analysis, self._synonyms = analysis, synonyms
        is_new = not folder.is_dir() or not any(folder.iterdir())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._storage = DurableStorage(folder)
        self._leaves: dict[str, Leaf] = {}
        with _told("open"):
            if is_new:
                FileIndex.create(self._storage, SCHEMA)
            self._read()

    def apply(
        self, documents: Iterable[SearchDocument], deleted: Iterable[str] = (), note: str = ""
    ) -> int:
        with _told("write"):
            index = FileIndex(self._storage, schema=SCHEMA)
            writer = index.writer(limitmb=MEMORY, timeout=1.0, codec=Unmeasured())
            try:
                written = self._write(writer, documents, deleted, note)
                writer.commit()
            except BaseException:
                writer.cancel()
                raise
        self.refresh()
        return written

    def search(self, plan: QueryPlan, scope: Scope) -> Hits:
        with _told("search"):
            question = Asking(self._analysis, self, scope, self._synonyms).question(plan)
            found = [
                (leaf, self._hits(leaf, question, plan.filters, scope)) for leaf in self._order
            ]
            page = _page(found, plan)
            return Hits(
                hits=tuple(Hit(leaf.keys[at], score) for score, _n, leaf, at in page),
                total=sum(len(scores) for _leaf, scores in found),
                facets={facet: _facet(found, facet, plan.facet_size) for facet in plan.facets},
            )

    def documents(self, keys: Sequence[str], scope: Scope) -> dict[str, SearchDocument]:
        with _told("read"):
            found = {
                key: document_of(leaf.stored(at)["head"], leaf.stored(at)["chunks"])
                for leaf in self._order
                for live in (leaf.live(scope),)
                for key in keys
                for at in leaf.documents("key", key) & live
            }
        return {key: found[key] for key in keys if key in found}

    def words(self, prefix: str, scope: Scope, limit: int = 10) -> list[WordCount]:
        begun = " ".join(normalise(prefix).lower().split())
        with _told("words"):
            return [WordCount(w, n) for w, n in self._begun(begun, scope, limit)] if begun else []

    def vocabulary(self) -> list[WordCount]:
        with _told("words"):
            counted: Counter[str] = Counter()
            for leaf in self._order:
                counted.update(dict(leaf.standing("words")))
            return [WordCount(word, count) for word, count in counted.items()]

    def titles(self, prefix: str, scope: Scope, limit: int = 10) -> list[SearchDocument]:
        with _told("search"):
            best = self._best(titled(prefix, self._analysis, self), scope, limit)
            stored = [leaf.stored(at) for _score, _n, leaf, at in best]
            return [document_of(each["head"], each["chunks"]) for each in stored]

    def count(self) -> int:
        with _told("read"):
            return max(0, int(self._reader.doc_count()) - 1)  # the note is no document

    def note(self) -> str:
        with _told("read"):
            for leaf in self._order:
                for at in leaf.documents("key", NOTE) - leaf.deleted():
                    return leaf.stored(at)["head"].decode()
        return ""

    def refresh(self) -> None:
        with _told("refresh"):
            self._read()

    def close(self) -> None:
        self._reader.close()

    def frequency(self, field: str, term: str) -> int:
        with _told("read"):
            return sum(leaf.frequency(field, term) for leaf in self._order)

    def terms(self, field: str, prefix: str, limit: int) -> list[str]:
        counted = Counter(self._counted(field, prefix))
        return [term for term, _count in counted.most_common(limit)]

    def begun(self, prefix: str, scope: Scope, limit: int) -> list[str]:
        return [word for word, _count in self._begun(prefix, scope, limit)]

    def _read(self) -> None:
        """Open the newest commit. Segments that it shares with the one before are kept."""
        reader = FileIndex(self._storage, schema=SCHEMA).reader()
        leaves: dict[str, Leaf] = {}
        for part, _offset in reader.leaf_readers():
            name = str(part.segment().segment_id()) if part.doc_count_all() else ""
            known = self._leaves.get(name)
            leaves[name] = known.seen_by(part) if known else Leaf(part)
        self._reader, self._leaves = reader, leaves
        self._order = [leaf for name, leaf in leaves.items() if name]
        lengths = [length for leaf in self._order for length in leaf.lengths]
        self._mean_length = sum(lengths) / len(lengths) if lengths else 1.0

    def _write(
        self, writer: Any, documents: Iterable[SearchDocument], deleted: Iterable[str], note: str
    ) -> int:
        begins = index_is_empty(writer)
        gone = () if begins else (*deleted, NOTE)
        for key in gone:
            writer.delete_by_term("key", key)
        written = 0
        for document in documents:
            if not begins:
                writer.delete_by_term("key", document.key)
            writer.add_document(**_fields(row_of(document, self._analysis)))
            written += 1
        writer.add_document(key=[NOTE], head=note.encode(), chunks=b"")
        return written

    def _hits(self, leaf: Leaf, question: Question, filters: Filters, scope: Scope) -> Scores:
        """The scores of what a leaf answers, within the scope."""
        allowed = leaf.live(scope)
        for condition in _conditions(leaf, filters):
            allowed &= condition
        scorer = self._scorer(leaf)
        for node in question.unwanted:
            allowed -= scorer.scores(node).keys()
        if question.wanted is None:
            scores = dict.fromkeys(allowed, 0.0)
        else:
            found = scorer.scores(question.wanted)
            scores = {at: score for at, score in found.items() if at in allowed}
        for bonus in question.bonuses:
            for at in leaf.documents(bonus.field, bonus.text) & scores.keys():
                scores[at] += bonus.boost
        return scores

    def best(self, node: Node, scope: Scope, limit: int) -> tuple[Hit, ...]:
        with _told("search"):
            found = self._best(node, scope, limit)
            return tuple(Hit(leaf.keys[at], score) for score, _n, leaf, at in found)

    def _best(self, node: Node, scope: Scope, limit: int) -> list[Ranked]:
        question = Question(wanted=node)
        found = [(leaf, self._hits(leaf, question, Filters(), scope)) for leaf in self._order]
        return _page(found, QueryPlan(limit=limit))

    def _scorer(self, leaf: Leaf) -> Scorer:
        return Scorer(leaf, self.frequency, self._reader.doc_count_all(), self._mean_length)

    def _counted(self, field: str, prefix: str) -> Counter[str]:
        counted: Counter[str] = Counter()
        for leaf in self._order:
            counted.update(dict(leaf.begun(field, prefix)))
        return counted

    def _begun(self, prefix: str, scope: Scope, limit: int) -> list[tuple[str, int]]:
        """The likeliest by their count in all documents, then counted in what is seen."""
        fields = ("words",) if scope.audiences == {PUBLIC} else ("words", "other_words")
        counted: Counter[str] = Counter()
        for field in fields:
            counted.update(self._counted(field, prefix))
        likely = [word for word, _count in counted.most_common(limit * CANDIDATES)]
        live = [(leaf, leaf.live(scope)) for leaf in self._order]
        seen = [(word, _seen(word, fields, live)) for word in likely]
        seen.sort(key=lambda pair: (-pair[1], pair[0]))
        return [(word, count) for word, count in seen[:limit] if count]


def index_is_empty(writer: Any) -> bool:
    return not writer.segments


def _fields(row: Row) -> dict[str, Any]:
    source = row.document
    return {
        "key": [source.key],
        "source": [source.source],
        "kind": [source.kind],
        "audience": [source.audience],
        "organization": list(source.organizations),
        "party": list(source.parties),
        "reference": row.references,
        "year": [str(row.year)],
        "title": row.title,
        "text": row.fields.text,
        "people": row.people,
        "parts": row.fields.parts,
        "variants": row.fields.variants,
        "words": sorted(row.words),
        "other_words": sorted(row.other_words),
        "day": row.day,
        "seq": source.seq,
        "length": len(row.fields.text),
        "weight": source.weight,
        "head": row.head(),
        "chunks": row.chunks(),
    }


def _conditions(leaf: Leaf, filters: Filters) -> Iterator[frozenset[int]]:
    references = frozenset(reference_key(each) for each in filters.references)
    yield from leaf.conditions(filters, references)
    if filters.since or filters.until:
        last = day_number(filters.until) or NEVER
        yield leaf.between("day", day_number(filters.since) or 1, last)
    if filters.after is not None:
        yield leaf.between("seq", filters.after + 1, FAR)


def _page(found: Sequence[tuple[Leaf, Scores]], plan: QueryPlan) -> list[Ranked]:
    ranked: Iterator[Ranked] = (
        each
        for number, (leaf, scores) in enumerate(found)
        for each in _ranked(leaf, number, scores, plan.sort)
    )
    wanted = plan.offset + plan.limit
    best = nlargest(wanted, ranked, key=lambda each: (each[0], -each[1], -each[3]))
    return best[plan.offset :]


def _ranked(leaf: Leaf, number: int, scores: Scores, sort: Sort) -> Iterator[Ranked]:
    """What sorts highest comes first."""
    if sort is Sort.RELEVANCE:
        weights = leaf.weights
        return ((score * weights[at], number, leaf, at) for at, score in scores.items())
    if sort is Sort.RECORDED:
        seqs = leaf.numbers["seq"]
        return ((float(seqs[at]), number, leaf, at) for at in scores)
    days = leaf.numbers["day"]
    if sort is Sort.NEWEST:
        return ((float(days[at]), number, leaf, at) for at in scores)
    return ((-float(days[at] or NEVER), number, leaf, at) for at in scores)


def _facet(found: Sequence[tuple[Leaf, Scores]], facet: Facet, most: int) -> tuple[FacetCount, ...]:
    counted: Counter[str] = Counter()
    for leaf, scores in found:
        counted.update(dict(leaf.counts(frozenset(scores), facet)))
    if facet is Facet.YEAR:
        pairs = sorted(counted.items(), reverse=True)
    else:
        pairs = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value, count) for value, count in pairs[:most])


def _seen(word: str, fields: Sequence[str], live: Sequence[tuple[Leaf, frozenset[int]]]) -> int:
    return sum(len(leaf.documents(f, word) & seen) for leaf, seen in live for f in fields)
