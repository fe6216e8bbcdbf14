"""Search: how fast each engine builds, answers and takes up what is new, beside bare Tantivy.

`--corpus FOLDER` searches the `*.txt` files of a folder instead of the texts of `bench/texts.py`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.copies import ROOT
from bench.lines import Line, middle, share


@dataclass(frozen=True)
class Promise:
    """What one engine must keep: milliseconds, answers a second, seconds."""

    engine: str
    texts: int
    p95: float
    findable: float
    build: float = 60.0
    prefix: float | None = None
    served: float | None = None


FULL = (
    Promise("tantivy", 40_000, p95=8.0, findable=1.0, served=600.0),
    Promise("whoosh", 10_000, p95=100.0, findable=2.0, prefix=300.0),
)
QUICK_TEXTS = 1_000


def run(*, quick: bool, corpus: Path | None = None) -> Iterator[Line]:
    """Quick: 1 000 texts for each engine."""
    for promise in FULL:
        size = replace(promise, texts=min(promise.texts, QUICK_TEXTS)) if quick else promise
        yield from _lines(size, _measured(size, corpus))
    yield from _compounds()


def _measured(promise: Promise, corpus: Path | None) -> dict[str, Any]:
    with TemporaryDirectory(prefix="radslag-bench-") as scratch:
        words = [promise.engine, scratch, str(promise.texts), *([str(corpus)] if corpus else [])]
        done = subprocess.run(
            [sys.executable, "-m", "bench.searching", *words],
            cwd=ROOT,
            env={**os.environ, "DEMO": "1", "VAR_DIR": str(Path(scratch) / "var")},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _lines(promise: Promise, measured: dict[str, Any]) -> Iterator[Line]:
    engine, answers = promise.engine, measured["answers"]
    workload = f"{measured['documents']} texts, {measured['megabytes']:.1f} MB"
    common = Line(bench="search", case="", value=0, unit="", server=engine, workload=workload)
    yield replace(
        common,
        case="build, lexicon included",
        value=round(measured["build"], 1),
        unit="s",
        raw=round(measured["bare_build"], 1),
        ratio=share(measured["build"], measured["bare_build"]),
        target=f"≤ {promise.build:.0f} s",
        ok=measured["build"] <= promise.build,
    )
    yield _at(common, "all questions, p50", answers, 0.5, None)
    yield _at(common, "all questions, p95", answers, 0.95, promise.p95)
    for kind in dict.fromkeys(each["kind"] for each in answers):
        of_kind = [each for each in answers if each["kind"] == kind]
        most = promise.prefix if kind == "prefix" else None
        yield _at(common, f"{kind}, p95", of_kind, 0.95, most)
    least = promise.served
    yield replace(
        common,
        case="answers of two processes",
        value=round(measured["served"], 1),
        unit="answers/s",
        target=f"≥ {least:.0f}" if least else "",
        ok=measured["served"] >= least if least else None,
    )
    found = middle(measured["added"])
    yield replace(
        common,
        case="one text, from hand-over to found by another reader",
        value=found,
        unit="s",
        target=f"≤ {promise.findable:.0f} s",
        ok=found <= promise.findable,
    )


def _at(
    common: Line, case: str, answers: Sequence[dict[str, Any]], part: float, most: float | None
) -> Line:
    ours, bare = (_part([each[name] for each in answers], part) for name in ("ours", "bare"))
    return replace(
        common,
        case=case,
        value=ours,
        unit="ms",
        raw=bare,
        ratio=share(ours, bare),
        target=f"≤ {most:.0f} ms" if most else "",
        ok=ours <= most if most else None,
    )


def _part(values: Sequence[float], part: float) -> float:
    return round(sorted(values)[int(len(values) * part)], 3)


def _compounds() -> Iterator[Line]:
    """Words that a person has taken apart by hand, with the lexicon that is shipped."""
    from bench.compounds import measure  # noqa: PLC0415  # needs the settings

    told = measure()
    common = Line(
        bench="search", case="", value=0, unit="of 1", workload=f"{told.words} words, by hand"
    )
    for case, value in (("compound recall", told.recall), ("compound precision", told.precision)):
        yield replace(common, case=case, value=value, target="≥ 0.9", ok=value >= 0.9)
