"""Tantivy as it comes: its own Swedish stemmer, parser and snippets. The ceiling of `search`."""

from collections.abc import Iterable
from pathlib import Path

import tantivy

from search.documents import SearchDocument
from search.plans import Clause, Either, Match, Phrase, Prefix, QueryPlan

STEMMED = "sv"


class BareTantivy:
    """Title and text of the same documents, with no parts, no facets and no gate."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("title", stored=True, tokenizer_name=STEMMED)
        builder.add_text_field("text", stored=True, tokenizer_name=STEMMED)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        for each in (tantivy.Filter.lowercase(), tantivy.Filter.stemmer("swedish")):
            chain = chain.filter(each)
        self._index.register_tokenizer(STEMMED, chain.build())

    def build(self, documents: Iterable[SearchDocument]) -> None:
        writer = self._index.writer(128_000_000, 1)
        for document in documents:
            text = "\n".join(chunk.text for chunk in document.chunks)
            fields = {"title": document.title, "text": text}
            writer.add_document(tantivy.Document.from_dict(fields, self._schema))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, plan: QueryPlan) -> int:
        searcher = self._index.searcher()
        query, _errors = self._index.parse_query_lenient(
            " ".join(_said(clause) for clause in plan.wanted),
            ["title", "text"],
            conjunction_by_default=plan.match is Match.ALL,
        )
        found = searcher.search(query, plan.limit)
        snippets = tantivy.SnippetGenerator.create(searcher, query, self._schema, "text")
        for _score, at in found.hits:
            snippets.snippet_from_doc(searcher.doc(at)).to_html()
        return int(getattr(found, "count", 0))  # not in its stubs


def _said(clause: Clause) -> str:
    if isinstance(clause, Either):
        return " ".join(_said(each) for each in clause.clauses)
    if isinstance(clause, Prefix):
        return f"{clause.text}*"
    return f'"{clause.text}"' if isinstance(clause, Phrase) else clause.text
