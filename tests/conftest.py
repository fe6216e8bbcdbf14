"""What every test stands on: files of its own, and tables that a flush may empty."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from pytest_django.fixtures import Settings

from portal.ledger import versions
from tests.flushing import flush_past_the_triggers
from tests.migrated_template import begin_from_template, django_db_setup, migrated_template
from tests.standing import nothing_remembered, standing

__all__ = [
    "begin_from_template",
    "django_db_setup",
    "flush_past_the_triggers",
    "migrated_template",
    "standing",
]

# No clock decides a test: a machine with much else to do is no fault of the code.
hypothesis.settings.register_profile(
    "radslag", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("radslag")

ON_THE_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--on-the-database",
        action="store_true",
        help="only tests that reach the database: for an engine after the first",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What cannot reach the database (pytest-django refuses it) says the same on every engine,
    and so does what is marked `one_engine`."""
    if config.getoption("on_the_database"):
        others = [item for item in items if not _depends_on_the_engine(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if _depends_on_the_engine(item)]


def _depends_on_the_engine(item: pytest.Item) -> bool:
    if item.get_closest_marker("one_engine"):
        return False
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgresql")
    return bool(marked) or not ON_THE_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def files_dir(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Path:
    """A file store that nothing else writes to, with the files of what stands."""
    directory = tmp_path / "files"
    settings.FILES_DIR = directory
    if "standing" in request.fixturenames:
        request.getfixturevalue("standing").hand_out_files(directory)
    return directory


@pytest.fixture(autouse=True)
def search_dir(settings: Settings, tmp_path: Path) -> Path:
    """A search index that nothing else writes to."""
    directory = tmp_path / "search"
    settings.SEARCH_DIR = directory
    return directory


@pytest.fixture(autouse=True)
def nothing_read_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process that has just started; where queries are counted, one that remembers nothing.

    A test that counts is known by its name: `…_queries…`.
    """
    with nothing_remembered(0 if "queries" in request.node.name else versions.MOST):
        yield
