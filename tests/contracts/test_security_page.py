"""docs/security.md says something of every point of ASVS 5.0 that it claims to cover."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/security.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \|$", re.M)

LEVEL_1 = [
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.2.4",
    "1.2.5",
    "1.3.1",
    "1.3.2",
    "1.5.1",
    "2.1.1",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "3.2.1",
    "3.2.2",
    "3.3.1",
    "3.4.1",
    "3.4.2",
    "3.5.1",
    "3.5.2",
    "3.5.3",
    "4.1.1",
    "4.4.1",
    "5.2.1",
    "5.2.2",
    "5.3.1",
    "5.3.2",
    "6.1.1",
    "6.2.1",
    "6.2.2",
    "6.2.3",
    "6.2.4",
    "6.2.5",
    "6.2.6",
    "6.2.7",
    "6.2.8",
    "6.3.1",
    "6.3.2",
    "6.4.1",
    "6.4.2",
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "7.4.1",
    "7.4.2",
    "8.1.1",
    "8.2.1",
    "8.2.2",
    "8.3.1",
    "9.1.1",
    "9.1.2",
    "9.1.3",
    "9.2.1",
    "10.4.1",
    "10.4.2",
    "10.4.3",
    "10.4.4",
    "10.4.5",
    "11.3.1",
    "11.3.2",
    "11.4.1",
    "12.1.1",
    "12.2.1",
    "12.2.2",
    "13.4.1",
    "14.2.1",
    "14.3.1",
    "15.1.1",
    "15.2.1",
    "15.3.1",
]
"""The 70 points of level 1, by their numbers in version 5.0.0."""

LEVEL_2 = [
    "5.1.1",
    "5.2.3",
    "5.4.1",
    "5.4.2",
    "5.4.3",
    "6.1.2",
    "6.1.3",
    "6.2.9",
    "6.2.10",
    "6.2.11",
    "6.2.12",
    "6.3.3",
    "6.3.4",
    "6.4.3",
    "6.4.4",
    "6.5.1",
    "6.5.2",
    "6.5.3",
    "6.5.4",
    "6.5.5",
    "6.6.1",
    "6.6.2",
    "6.6.3",
    "6.8.1",
    "6.8.2",
    "6.8.3",
    "6.8.4",
    "7.1.1",
    "7.1.2",
    "7.1.3",
    "7.3.1",
    "7.3.2",
    "7.4.3",
    "7.4.4",
    "7.4.5",
    "7.5.1",
    "7.5.2",
    "7.6.1",
    "7.6.2",
    "8.1.2",
    "8.2.3",
    "8.4.1",
]
"""Those of level 2 in the chapters on files, login, sessions and access."""


def rows(title: str) -> dict[str, str]:
    [part] = [each for each in PAGE.split("\n## ") if each.startswith(title)]
    return {number: kept for number, _promise, kept in ROW.findall(part)}


@pytest.mark.parametrize(
    ("title", "points"),
    [("ASVS 5.0, level 1", LEVEL_1), ("ASVS 5.0, level 2", LEVEL_2)],
)
def test_every_point_has_its_row_and_no_row_is_of_our_making(title: str, points: list[str]) -> None:
    assert sorted(rows(title)) == sorted(points)


def test_level_1_is_whole() -> None:
    assert len(LEVEL_1) == 70
    unkept = [point for point, kept in rows("ASVS 5.0, level 1").items() if "not done" in kept]
    assert unkept == []


def test_every_point_names_what_keeps_it_or_says_why_nothing_must() -> None:
    """A test, a file or a rule of the linter; else a reason, after a dash or `does not apply`."""
    named = re.compile(r"`(?:tests|portal|meetings|docs|deploy|static)/|ruff S\d|does not apply|: ")
    bare = [
        point
        for title in ("ASVS 5.0, level 1", "ASVS 5.0, level 2")
        for point, kept in rows(title).items()
        if not named.search(kept) and not re.match(r"as \d+\.\d+\.\d+", kept)
    ]
    assert bare == []


def test_every_rule_of_the_linter_that_is_named_is_kept() -> None:
    """Not switched off for the whole, nor for the code that runs in a city."""
    kept = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    rules = set(re.findall(r"\bS\d{3}\b", PAGE))
    assert len(rules) > 5
    assert "S" in kept["select"]
    assert rules & set(kept["ignore"]) == set()
    aside = ("tests/**", "bench/**", "deploy/**", "**/demo/**", "**/demo.py")
    off = {
        each
        for place, codes in kept["per-file-ignores"].items()
        for each in codes
        if place not in aside
    }
    assert rules & off == set()


def test_every_path_that_is_named_exists() -> None:
    named = re.findall(r"`((?:portal|tests|meetings|docs|deploy|static)/[\w./-]+)`", PAGE)
    assert [path for path in named if not (ROOT / path).exists()] == []
