from pathlib import Path

import pytest
from django.core.checks import CheckMessage
from pytest_django.fixtures import Settings

from portal.config.checks import (
    DEMO_KEY,
    check_accent,
    check_demo,
    check_files_dir,
    check_secret_key,
)

LONG = "k" * 32


def ids(found: list[CheckMessage]) -> list[str | None]:
    return [each.id for each in found]


@pytest.mark.parametrize("key", ["", "short", DEMO_KEY])
def test_a_city_needs_a_key_of_its_own(settings: Settings, key: str) -> None:
    settings.DEMO, settings.SECRET_KEY = False, key
    assert ids(check_secret_key()) == ["config.E001"]


def test_a_long_key_is_a_key(settings: Settings) -> None:
    settings.DEMO, settings.SECRET_KEY = False, LONG
    assert check_secret_key() == []


def test_the_demo_may_use_its_known_key(settings: Settings) -> None:
    settings.DEMO, settings.SECRET_KEY = True, DEMO_KEY
    assert check_secret_key() == []


def test_the_demo_key_is_the_one_in_the_settings() -> None:
    source = Path("portal/config/settings.py").read_text()
    assert f'"{DEMO_KEY}"' in source


@pytest.mark.parametrize("accent", ["#1b4f8f", "#ffff00", "#000000", "#ffffff"])
def test_any_colour_becomes_readable(settings: Settings, accent: str) -> None:
    settings.CITY_ACCENT = accent
    assert check_accent() == []


@pytest.mark.parametrize("accent", ["blue", "#12", "", "#1b4f8f;"])
def test_what_is_no_colour_is_refused(settings: Settings, accent: str) -> None:
    settings.CITY_ACCENT = accent
    assert ids(check_accent()) == ["config.E002"]


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o701, 0o777])
def test_files_that_others_may_enter_are_refused(
    settings: Settings, tmp_path: Path, mode: int
) -> None:
    settings.FILES_DIR = tmp_path / "open"
    settings.FILES_DIR.mkdir()
    settings.FILES_DIR.chmod(mode)
    assert ids(check_files_dir()) == ["config.E003"]


def test_a_private_place_and_one_not_yet_made_are_fine(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "private"
    assert check_files_dir() == []
    settings.FILES_DIR.mkdir(mode=0o700)
    assert check_files_dir() == []


@pytest.mark.parametrize("inside", ["", "files", "files/deep"])
def test_files_are_never_static(settings: Settings, tmp_path: Path, inside: str) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = []
    settings.FILES_DIR = tmp_path / "static" / inside
    assert ids(check_files_dir()) == ["config.E004"]


def test_a_static_source_inside_the_files_is_refused(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "elsewhere"
    settings.STATICFILES_DIRS = [tmp_path / "files" / "static"]
    settings.FILES_DIR = tmp_path / "files"
    assert ids(check_files_dir()) == ["config.E004"]


@pytest.mark.parametrize(
    ("demo", "address", "expected"),
    [
        (True, "https://exempel.se", ["config.E005"]),
        (True, "http://localhost:8000", []),
        (False, "https://exempel.se", []),
    ],
)
def test_a_demo_never_stands_on_a_public_address(
    settings: Settings, demo: bool, address: str, expected: list[str]
) -> None:
    settings.DEMO, settings.SITE_URL = demo, address
    assert ids(check_demo()) == expected
