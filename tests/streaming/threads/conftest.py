"""Counters of yesterday's tests count nobody today."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()
