"""`python -m bench NAME [--quick]`, `python -m bench --list`: figures, one JSON object a line.

Exits 1 when a target is missed, 2 when there is no such benchmark.
"""

import argparse
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

from bench.lines import Line

BENCHES = (
    "import",
    "live",
    "oparl",
    "pages",
    "publish",
    "registry",
    "relevance",
    "search",
    "stalled",
    "storm",
    "threads",
    "votes",
)


class Bench(Protocol):
    """A module of this package."""

    __doc__: str | None

    def run(self, *, quick: bool, **more: Path) -> Iterator[Line]:
        """Measure and tell figure by figure. `more` is what only some benchmarks take."""
        ...


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    if asked.list:
        for name in BENCHES:
            print(f"{name:10} {(_bench(name).__doc__ or '').splitlines()[0]}")
        return 0
    if not asked.name:
        _parser().error(f"name one of {', '.join(BENCHES)}")
    missed = False
    more = {name: path for name in ("queries", "corpus") if (path := getattr(asked, name))}
    for line in _bench(asked.name).run(quick=asked.quick, **more):
        print(line.as_json(), flush=True)
        missed = missed or line.ok is False
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("name", nargs="?", choices=BENCHES, help="what to measure")
    parser.add_argument("queries", nargs="?", type=Path, help="relevance: questions and answers")
    parser.add_argument("--corpus", type=Path, help="search, relevance: a folder of *.txt files")
    parser.add_argument("--quick", action="store_true", help="smaller and shorter, to try it")
    parser.add_argument("--list", action="store_true", help="the benchmarks that there are")
    return parser


def _bench(name: str) -> Bench:
    return cast(Bench, importlib.import_module(f"bench.{name}"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
