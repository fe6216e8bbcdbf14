"""Every test of a login begins with counters at nought."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from portal.accounts.eid import metadata


@pytest.fixture(autouse=True)
def nobody_has_knocked() -> Iterator[None]:
    cache.clear()
    metadata.forget()
    yield
    cache.clear()


@pytest.fixture
def strict(settings: object) -> None:
    """As outside the demo: roles need a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
