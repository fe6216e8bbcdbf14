"""The house stands as drawn: imports run only downwards, and the contracts can fail."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")
CONTRACTS = {"house", "storeys", "outlets", "bleach", "whoosh"}
APPS = [
    "portal.config",
    "portal.pages",
    "portal.accounts",
    "portal.audit",
    "portal.ledger",
    "portal.core",
    "meetings",
    "meetings.outlets",
    "meetings.outlets.web",
    "proposals",
    "search",
    "streaming.hub",
    "streaming.live",
    "streaming.video",
    "streaming.threads",
]


def lint(directory: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache", "--config", "pyproject.toml"],
        cwd=directory,
        env={"PYTHONPATH": str(directory), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An empty house with the contracts of this one."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    for app in APPS:
        directory = tmp_path / app.replace(".", "/")
        for each in (directory, *directory.parents):
            if each == tmp_path:
                break
            each.mkdir(parents=True, exist_ok=True)
            (each / "__init__.py").touch()
    (tmp_path / "portal/core/html.py").write_text("import bleach\n")
    return tmp_path


def test_no_contract_was_taken_away() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert {each["id"] for each in settings["tool"]["importlinter"]["contracts"]} >= CONTRACTS


def test_imports_run_only_downwards() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_an_empty_house_keeps_every_contract(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("portal/ledger/bad.py", "import meetings", "Between apps"),
        ("portal/core/bad.py", "import portal.ledger", "Between apps"),
        ("search/bad.py", "import proposals", "Between apps"),
        ("meetings/models.py", "import meetings.services", "Inside an app"),
        ("meetings/selectors.py", "import meetings.outlets", "Inside an app"),
        ("meetings/outlets/web/bad.py", "import meetings.models", "An outlet reads the ledger"),
        ("meetings/outlets/bad.py", "import portal.ledger.models", "An outlet reads the ledger"),
        ("meetings/bad.py", "import bleach", "bleach stands behind"),
        ("search/bad.py", "import whoosh", "Whoosh stands behind"),
    ],
)
def test_an_upward_import_is_found(house: Path, module: str, line: str, broken: str) -> None:
    for storey in ("meetings/models.py", "meetings/services.py", "portal/ledger/models.py"):
        (house / storey).touch()
    (house / module).write_text(f"{line}\n")
    done = lint(house)
    assert done.returncode == 1, done.stdout
    assert f"{broken}" in done.stdout.split("Broken contracts")[1]
