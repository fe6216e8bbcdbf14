"""The locks hold what pyproject.toml asks for, with hashes, and name no index."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pinned(lock: str) -> dict[str, str]:
    """The whole entry of each package of a lock, by normal name."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    starts = [*PINNED.finditer(text)]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return {_normal(m[1]): text[m.start() : end] for m, end in zip(starts, ends, strict=True)}


def _direct() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    return {"runtime": runtime, "dev": runtime + project["dependency-groups"]["dev"]}


@pytest.mark.parametrize("lock", ["runtime", "dev"])
def test_every_direct_dependency_is_locked_with_a_hash(lock: str) -> None:
    pinned = _pinned(lock)
    wanted = {_normal(match[0]) for line in _direct()[lock] if (match := NAME.match(line))}
    assert wanted - set(pinned) == set()
    assert [name for name, entry in pinned.items() if "--hash=sha256:" not in entry] == []


def test_both_locks_hold_the_same_versions() -> None:
    runtime, dev = _pinned("runtime"), _pinned("dev")
    differing = [name for name in runtime if _version(runtime[name]) != _version(dev[name])]
    assert differing == []


def _version(entry: str) -> str:
    return entry.partition("==")[2].split()[0]


@pytest.mark.parametrize("lock", ["runtime", "dev"])
def test_no_lock_names_an_index(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    assert re.findall(r"index-url|find-links|://", text) == []


def test_every_direct_dependency_is_accounted_for() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text().lower()
    named = {match[0].lower() for line in _direct()["dev"] if (match := NAME.match(line))}
    assert {name for name in named if f"| {name}" not in page} == set()
