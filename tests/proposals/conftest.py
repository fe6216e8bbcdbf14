"""A store of keys that nothing else uses."""

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def keys_dir(settings: LazySettings, tmp_path: Path) -> Path:
    settings.VOTE_KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"
