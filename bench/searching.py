"""Builds one engine and asks it: `python -m bench.searching ENGINE FOLDER COUNT [CORPUS]`.

Prints one JSON object. ENGINE `bare` is Tantivy as it comes, with its own Swedish stemmer, its
own query parser and its own snippets: the ceiling. In step with it the questions are asked.
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")

import django

django.setup()

from bench.bare_tantivy import BareTantivy  # noqa: E402  needs the settings
from bench.texts import corpus  # noqa: E402
from portal.ledger.readers import PUBLIC  # noqa: E402
from search.analysis.chain import Analysis  # noqa: E402
from search.documents import SearchDocument  # noqa: E402
from search.engines.base import Engine  # noqa: E402
from search.engines.choice import open_engine  # noqa: E402
from search.excerpts import excerpts, marked, wanted_of  # noqa: E402
from search.index.learning import learned  # noqa: E402
from search.index.state import read_analysis, write_lexicon  # noqa: E402
from search.plans import Boosts, Clause, Facet, Match, Phrase, Prefix, QueryPlan, Scope, Word  # noqa: E402

ANYBODY = Scope(frozenset({PUBLIC}))
QUESTIONS = 200
FACETS = (Facet.KIND, Facet.ORGANIZATION, Facet.PARTY, Facet.YEAR)
ROUNDS = 3
ADDED = 10
SECONDS = 5.0


def plans(documents: Sequence[SearchDocument]) -> list[tuple[str, QueryPlan]]:
    """200 questions of seven kinds, drawn from the texts: the same ones for the same corpus."""
    chance = random.Random(3)
    made: list[tuple[str, QueryPlan]] = []
    while len(made) < QUESTIONS:
        document = chance.choice(documents)
        words = document.chunks[0].text.split() if document.chunks else []
        if len(words) > 10:
            made.append(_plan(len(made), words, document, chance))
    return made


def _plan(
    number: int, words: list[str], document: SearchDocument, chance: random.Random
) -> tuple[str, QueryPlan]:
    def word() -> str:
        said = [each.strip(".,:;()").lower() for each in words if len(each) > 4]
        return chance.choice(said or ["ord"])

    at = chance.randrange(len(words) - 3)
    match = Match.ALL
    clauses: tuple[Clause, ...]
    match number % 10:
        case 0 | 1 | 2:
            kind, clauses = "one word", (Word(word()),)
        case 3 | 4:
            kind, clauses = "two words", (Word(word()), Word(word()))
        case 5:
            kind, clauses = "four words, most", tuple(Word(word()) for _each in range(4))
            match = Match.MOST
        case 6:
            kind, clauses = "phrase", (Phrase(" ".join(words[at : at + 2]).strip(".,")),)
        case 7:
            kind, clauses = "prefix", (Prefix(word()[:4]),)
        case 8:
            kind, clauses = "number", (Word(document.references[0]),)
        case _:
            kind, clauses = "without dots", (Word(_bare(word())), Word(word()))
    boosts = Boosts(fresh=1.0)
    day = document.date
    return kind, QueryPlan(wanted=clauses, match=match, facets=FACETS, boosts=boosts, today=day)


def _bare(word: str) -> str:
    return word.translate(str.maketrans("åäö", "aao"))


def ask(engine: Engine, analysis: Analysis, plan: QueryPlan) -> int:
    """As a page asks: hits, facets, the documents, and a snippet of each."""
    hits = engine.search(plan, ANYBODY)
    found = engine.documents([hit.key for hit in hits.hits], ANYBODY)
    wanted = wanted_of(plan, analysis)
    for document in found.values():
        marked(document.title, wanted, analysis.of(document.language))
        excerpts(document, wanted, analysis)
    return hits.total


def in_turn(
    engine: Engine, analysis: Analysis, bare: BareTantivy, asked: Sequence[tuple[str, QueryPlan]]
) -> Iterator[dict[str, Any]]:
    """Every question to both, one after the other, after each was asked once to warm up."""
    for _kind, plan in asked:
        ask(engine, analysis, plan)
        bare.ask(plan)
    for _round in range(ROUNDS):
        for kind, plan in asked:
            ours, total = timed(lambda plan=plan: ask(engine, analysis, plan))  # type: ignore[misc]
            raw, _total = timed(lambda plan=plan: bare.ask(plan))  # type: ignore[misc]
            yield {"kind": kind, "ours": ours, "bare": raw, "total": total}


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and what came of it."""
    start = perf_counter()
    answer = do()
    return (perf_counter() - start) * 1000, answer


def added(engine: Engine, other: Engine, documents: Sequence[SearchDocument]) -> list[float]:
    """Seconds from the hand-over of one document until another reader of the folder finds it."""
    seconds = []
    for number in range(ADDED):
        document = documents[number]
        key, word = f"added-{number}", f"nyord{number}"
        start = perf_counter()
        new = SearchDocument(
            key=key, kind="document", audience=PUBLIC, title=word, url="/", chunks=document.chunks
        )
        engine.apply([new], (), "")
        other.refresh()
        assert other.search(QueryPlan(wanted=(Word(word),)), ANYBODY).total == 1
        seconds.append(perf_counter() - start)
    return seconds


def _serve(name: str, folder: str, count: int, corpus_folder: str) -> int:
    """One process that asks for so many seconds; how many answers it got."""
    analysis = read_analysis(Path(folder))
    engine = open_engine(name, Path(folder) / "engine", analysis)
    asked = plans(list(corpus(min(count, 2_000), _path(corpus_folder))))
    for _kind, plan in asked:
        ask(engine, analysis, plan)
    answers, until = 0, perf_counter() + SECONDS
    while perf_counter() < until:
        ask(engine, analysis, asked[answers % len(asked)][1])
        answers += 1
    return answers


def throughput(name: str, folder: Path, count: int, corpus_folder: str) -> float:
    """Answers a second of two processes."""
    with get_context("spawn").Pool(2) as pool:
        one = (name, str(folder), count, corpus_folder)
        return sum(pool.starmap(_serve, [one, one])) / SECONDS


def _path(folder: str) -> Path | None:
    return Path(folder) if folder else None


def main(name: str, folder: Path, count: int, corpus_folder: str = "") -> dict[str, Any]:
    documents = list(corpus(count, _path(corpus_folder)))
    bare = BareTantivy(folder / "bare")
    bare_ms, _none = timed(lambda: bare.build(documents))
    lexicon_ms, (analysis, _count) = timed(lambda: learned(documents))
    write_lexicon(folder, analysis)
    engine = open_engine(name, folder / "engine", analysis)
    build_ms, _none = timed(lambda: engine.apply(documents, (), "built"))
    asked = plans(documents[:2_000])
    answers = list(in_turn(engine, analysis, bare, asked))
    served = throughput(name, folder, count, corpus_folder)
    other = open_engine(name, folder / "engine", analysis)
    return {
        "documents": len(documents),
        "megabytes": sum(len(d.chunks[0].text) for d in documents) / 1e6,
        "build": (lexicon_ms + build_ms) / 1000,
        "lexicon": lexicon_ms / 1000,
        "bare_build": bare_ms / 1000,
        "answers": answers,
        "served": served,
        "added": added(engine, other, documents),
        "size": sum(f.stat().st_size for f in (folder / "engine").rglob("*") if f.is_file()) / 1e6,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])))
