"""Each engine in a folder of its own, and the one question that most tests ask."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.analysis.chain import Analysis
from search.analysis.compounds import Lexicon
from search.documents import SearchDocument
from search.engines.base import Engine
from search.engines.choice import open_engine
from search.plans import QueryPlan, Scope
from tests.search.documents import ANYBODY

KNOWN = ("trängsel", "skatt", "avgift", "avgifter", "kommun", "styrelsen", "nämnd", "parkering")

Find = Callable[..., list[str]]


@pytest.fixture
def analysis() -> Analysis:
    return Analysis(Lexicon(dict.fromkeys(KNOWN, 10)))


@pytest.fixture
def engine(engine_name: str, tmp_path: Path, analysis: Analysis) -> Engine:
    synonyms = {"ks": ("kommunstyrelsen",)}
    return open_engine(engine_name, tmp_path / "engine", analysis, synonyms)


@pytest.fixture
def holding(engine: Engine) -> Callable[..., Engine]:
    """Let the engine hold these."""

    def hold(*documents: SearchDocument) -> Engine:
        engine.apply(documents)
        return engine

    return hold


@pytest.fixture
def find(engine: Engine) -> Find:
    """The keys of the hits, best first."""

    def find(plan: QueryPlan, scope: Scope = ANYBODY) -> list[str]:
        return [hit.key for hit in engine.search(plan, scope).hits]

    return find
