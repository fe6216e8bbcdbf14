"""Which engine: `SEARCH_ENGINE` chooses, and each library is loaded only where it is used."""

from pathlib import Path

from django.conf import settings

from search.analysis.chain import Analysis
from search.engines.base import Engine, EngineError
from search.engines.questions import Synonyms

WHOOSH, TANTIVY, DATABASE = "whoosh", "tantivy", "database"
ENGINES = (WHOOSH, TANTIVY, DATABASE)


def chosen() -> str:
    """The name of the engine that the settings ask for; `database` keeps no index."""
    name: str = settings.SEARCH_ENGINE
    return name


def open_engine(
    name: str, folder: Path, analysis: Analysis, synonyms: Synonyms | None = None
) -> Engine:
    """The engine on its folder, new where the folder is empty. Raises EngineError."""
    if name == TANTIVY:
        from search.engines.tantivy import TantivyEngine  # noqa: PLC0415  # a choice

        return TantivyEngine(folder, analysis, synonyms)
    if name == WHOOSH:
        from search.engines.whoosh import WhooshEngine  # noqa: PLC0415  # a choice

        return WhooshEngine(folder, analysis, synonyms)
    raise EngineError(f"there is no engine {name!r}")
