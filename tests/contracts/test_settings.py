"""docs/settings.md and the code name the same variables, with a default and a meaning."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.core import env

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "meetings", "proposals", "streaming", "search")
READER_MODULE = ROOT / "portal/core/env.py"
ROW = re.compile(r"^\| `(?P<name>[A-Z_]+)` \| (?P<default>.*?) \| (?P<meaning>.*?) \|$", re.M)
READERS = {name for name in vars(env) if name.startswith("env_")}


def variables_of(source: str) -> Iterator[str]:
    """The names that code asks the environment for: `env_text("CITY_NAME", …)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in READERS:
            first = node.args[0]
            assert isinstance(first, ast.Constant), "the name of a setting is written out"
            yield str(first.value)


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def in_the_code() -> set[str]:
    files = {path for app in APPS for path in (ROOT / app).rglob("*.py")} - {READER_MODULE}
    return {name for path in files for name in variables_of(path.read_text())}


def in_the_page() -> dict[str, tuple[str, str]]:
    page = (ROOT / "docs/settings.md").read_text()
    first_table = page.split("## The portal")[1].split("\n## ")[0]
    return {row["name"]: (row["default"], row["meaning"]) for row in ROW.finditer(first_table)}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    assert set(in_the_page()) == in_the_code()


def test_every_setting_says_its_default_and_its_meaning() -> None:
    unsaid = [name for name, said in in_the_page().items() if not all(said)]
    assert unsaid == []


def test_the_table_stands_in_alphabetical_order() -> None:
    names = list(in_the_page())
    assert names == sorted(names)


def test_only_the_readers_of_core_ask_the_environment() -> None:
    """A setting read past `portal.core.env` would be typed by nobody and documented nowhere."""
    asking = [
        str(path.relative_to(ROOT))
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    ]
    assert asking == [str(READER_MODULE.relative_to(ROOT))]


@pytest.mark.parametrize("source", ['env_text("A", "b")', 'env.env_int("A", 1)'])
def test_a_call_is_found_however_it_is_written(source: str) -> None:
    assert list(variables_of(source)) == ["A"]
