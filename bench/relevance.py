"""Relevance: MRR, nDCG@10 and recall@100 of any file of questions with judged answers.

`python -m bench relevance [QUERIES] [--corpus FOLDER]`. Without a file the demo city is asked
`bench/judged/demo.tsv`. A folder is either text files (their names are the ids) or the VAR_DIR of
a portal that is at rest: its record is indexed into a temporary place and asked.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE
from subprocess import run as run_process
from tempfile import TemporaryDirectory
from typing import Any

from bench.copies import ROOT, own_copy
from bench.lines import Line, share

ENGINES = ("tantivy", "whoosh")
DEMO = ROOT / "bench/judged/demo.tsv"
KEPT = 0.95
"""Of the MRR, when a question is misspelled."""

Ask = list[str]


def run(*, quick: bool, queries: Path | None = None, corpus: Path | None = None) -> Iterator[Line]:
    """Each engine; quick: Tantivy alone."""
    asked = (queries or DEMO).resolve()
    with _environment(corpus) as environment:
        for engine in ENGINES[:1] if quick else ENGINES:
            yield from _lines(engine, asked.name, _judged(environment, engine, asked, corpus))


@contextmanager
def _environment(corpus: Path | None) -> Iterator[dict[str, str]]:
    """The demo city in a copy of its own; a portal as it is; or nothing but an empty copy."""
    if corpus and (corpus / "db.sqlite3").exists():
        with TemporaryDirectory(prefix="radslag-bench-") as scratch:
            yield {**os.environ, "DEMO": "1", "VAR_DIR": str(corpus.resolve()), "TMPDIR": scratch}
        return
    with own_copy("sqlite") as copy:
        if corpus is None:
            copy.manage("demo")
        yield {**copy.environment, "TMPDIR": str(copy.var_dir)}


def _judged(
    environment: dict[str, str], engine: str, queries: Path, corpus: Path | None
) -> dict[str, Any]:
    texts = [str(corpus.resolve())] if corpus and not (corpus / "db.sqlite3").exists() else []
    with TemporaryDirectory(dir=environment["TMPDIR"]) as index:
        Path(index).chmod(0o700)
        settings = {
            "SEARCH_ENGINE": engine,
            "SEARCH_DIR": index,
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "portal.config.settings",
        }
        done = run_process(
            [sys.executable, "-m", "bench.judging", str(queries), *texts],
            cwd=ROOT,
            env=environment | settings,
            stdout=PIPE,
            text=True,
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _lines(engine: str, name: str, found: dict[str, Any]) -> Iterator[Line]:
    for way, scores in found.items():
        missed = ", ".join(scores["missed"]) or "none"
        common = Line(
            bench="relevance",
            case="",
            value=0,
            unit="0 to 1",
            server=engine,
            workload=f"{scores['questions']} questions of {name}; missed among ten: {missed}",
        )
        yield _mrr(common, way, scores)
        yield replace(common, case=f"nDCG@10, {way}", value=scores["ndcg"])
        yield replace(common, case=f"recall@100, {way}", value=scores["recall"])


def _mrr(common: Line, way: str, scores: dict[str, Any]) -> Line:
    """`raw` is the MRR of the same questions as they are written."""
    kept = share(scores["mrr"], scores["mrr as written"])
    line = replace(
        common,
        case=f"MRR, {way}",
        value=scores["mrr"],
        raw=scores["mrr as written"],
        ratio=kept,
    )
    if way != "misspelled":
        return line
    return replace(line, target=f"≥ {KEPT} of the questions as written", ok=kept >= KEPT)
