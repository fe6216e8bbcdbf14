"""What every test stands on: files of its own, and tables that a flush may empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from pytest_django.fixtures import Settings

from portal.core.memory import Memory
from portal.ledger import versions
from portal.ledger.stirred import stirred
from tests.append_only import lifted
from tests.migrated_template import begin_from_template, django_db_setup, migrated_template

__all__ = ["begin_from_template", "django_db_setup", "migrated_template"]


@pytest.fixture(autouse=True)
def files_dir(settings: Settings, tmp_path: Path) -> Path:
    """A file store that nothing else writes to."""
    directory = tmp_path / "files"
    settings.FILES_DIR = directory
    return directory


@pytest.fixture(autouse=True)
def search_dir(settings: Settings, tmp_path: Path) -> Path:
    """A search index that nothing else writes to."""
    directory = tmp_path / "search"
    settings.SEARCH_DIR = directory
    return directory


@pytest.fixture(autouse=True)
def nothing_read_before(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has just started; where queries are counted, one that remembers nothing.

    A test that counts is known by its name: `…_queries…`.
    """
    most = 0 if "queries" in request.node.name else versions.MOST
    monkeypatch.setattr(versions, "_read", Memory(most))
    stirred.watch(None)


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_triggers() -> Iterator[None]:
    """The flush that ends a transactional test empties append-only tables too."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # untyped

    def lift_and_flush(case: TransactionTestCase) -> None:
        with lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_flush)
        yield
