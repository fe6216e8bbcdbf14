"""An index of its own for a test: `indexed` is run on each engine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from search.engines.choice import DATABASE, ENGINES
from search.index.rebuilding import rebuild

ENGINES_WITH_INDEX = [name for name in ENGINES if name != DATABASE]


@pytest.fixture(params=ENGINES_WITH_INDEX)
def engine_name(request: pytest.FixtureRequest, settings: Settings, search_dir: Path) -> str:
    """The engine that the settings choose in this run of the test."""
    settings.SEARCH_ENGINE = request.param
    return str(request.param)


@pytest.fixture
def indexed(engine_name: str) -> Callable[[], int]:
    """Call it when the ledger holds what the test needs: builds the index of all of it."""
    return rebuild
