"""docs/settings.md and the code name the same variables, with a default and a meaning."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from portal.core import env

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "meetings", "proposals", "streaming", "search")
READER_MODULE = ROOT / "portal/core/env.py"
ROW = re.compile(r"^\| `(?P<name>[A-Z_]+)` \| (?P<default>.*?) \| (?P<meaning>.*?) \|$", re.M)
READERS = {name for name in vars(env) if name.startswith("env_")}


def variables_of(source: str) -> Iterator[tuple[str, str | None]]:
    """What code asks the environment for: `env_text("CITY_NAME", "Göteborg")`.

    Each name with its default as the page writes it; None for a default that is computed.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in READERS:
            name, *default = node.args
            assert isinstance(name, ast.Constant), "the name of a setting is written out"
            yield str(name.value), _shown(default[0]) if default else "nothing"


def _shown(default: ast.expr) -> str | None:
    if not isinstance(default, ast.Constant):
        return None
    if isinstance(default.value, bool):
        return "yes" if default.value else "no"
    return f"`{default.value!s}`" if default.value != "" else "nothing"


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def in_the_code() -> dict[str, str | None]:
    files = {path for app in APPS for path in (ROOT / app).rglob("*.py")} - {READER_MODULE}
    return {name: said for path in files for name, said in variables_of(path.read_text())}


def in_the_page() -> dict[str, tuple[str, str]]:
    page = (ROOT / "docs/settings.md").read_text()
    first_table = page.split("## The portal")[1].split("\n## ")[0]
    return {row["name"]: (row["default"], row["meaning"]) for row in ROW.finditer(first_table)}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    assert set(in_the_page()) == set(in_the_code())


def test_every_setting_says_its_default_and_its_meaning() -> None:
    unsaid = [name for name, said in in_the_page().items() if not all(said)]
    assert unsaid == []


def test_the_defaults_are_those_of_the_code() -> None:
    """`no (`make run`: yes)` may follow; a default that is computed is told in words."""
    page = {name: default.split(" (")[0] for name, (default, _meaning) in in_the_page().items()}
    written = {name: default for name, default in in_the_code().items() if default is not None}
    assert {name: page[name] for name in written} == written


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


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('env_text("A", "b")', ("A", "`b`")),
        ('env.env_int("A", 1)', ("A", "`1`")),
        ('env_bool("A", False)', ("A", "no")),
        ('env_list("A")', ("A", "nothing")),
        ('env_text("A", str(B / "c"))', ("A", None)),
    ],
)
def test_a_call_is_found_however_it_is_written(source: str, found: tuple[str, str | None]) -> None:
    assert list(variables_of(source)) == [found]
