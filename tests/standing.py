"""Something built in the database once for a module of tests; each of them begins from it.

The build runs in a transaction that stays open while the module's tests run in savepoints of
their own, and is rolled back after the last. Each process builds for itself, on either database.
A module whose tests commit (`transaction=True`) cannot stand on it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from pathlib import Path
from shutil import copytree
from typing import TypeVar

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from portal.core.memory import Memory
from portal.ledger import versions
from portal.ledger.stirred import stirred

T = TypeVar("T")


class Standing:
    """Builds what stays until the module is done; the files of it too."""

    def __init__(self, blocker: DjangoDbBlocker, files: Path, until_done: ExitStack) -> None:
        self._blocker, self._files, self._until_done = blocker, files, until_done

    def build(self, build: Callable[[], T]) -> T:
        self._until_done.enter_context(_rolled_back(self._blocker))
        with (
            self._blocker.unblock(),
            override_settings(FILES_DIR=self._files),
            nothing_remembered(),
        ):
            return build()

    def hand_out_files(self, directory: Path) -> None:
        """A copy for one test, where its settings say that files are."""
        copytree(self._files, directory, dirs_exist_ok=True)


@contextmanager
def nothing_remembered(most: int = versions.MOST) -> Iterator[None]:
    """A process that has just started; with 0 it never remembers anything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(versions, "_read", Memory(most))
        stirred.watch(None)
        yield


@contextmanager
def _rolled_back(blocker: DjangoDbBlocker) -> Iterator[None]:
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as the one of a TestCase
    with blocker.unblock():
        around.__enter__()
    yield
    with blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def standing(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Standing]:
    """`standing.build(make)` in a fixture of the module (docs/development.md)."""
    with ExitStack() as until_done:
        yield Standing(django_db_blocker, tmp_path_factory.mktemp("standing"), until_done)


def same_login(client: Client) -> Client:
    """Another client with the same session: what one test does to it is unknown to the next."""
    other = Client()
    other.cookies = deepcopy(client.cookies)
    return other
