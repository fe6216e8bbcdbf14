"""A copy of the portal of the benchmark's own: temporary files, its own database."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from deploy.services.postgresql import throwaway_postgresql

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
MACHINE_ONLY = ("PATH", "HOME", "LANG", "TMPDIR", "TZ", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Copy:
    """Where the copy keeps its things, and the environment that its processes run in."""

    database: str
    var_dir: Path
    environment: Mapping[str, str]

    def run(self, *arguments: str, **more: str) -> str:
        """Run Python in the copy and return what it prints. Raises CalledProcessError."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**self.environment, **more},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def manage(self, *arguments: str) -> str:
        return self.run("manage.py", *arguments)


@contextmanager
def own_copy(database: str) -> Iterator[Copy]:
    """An empty, migrated copy; everything of it is gone when the block is left."""
    with (
        tempfile.TemporaryDirectory(prefix="radslag-bench-") as scratch,
        _address(database, Path(scratch)) as address,
    ):
        copy = Copy(database, Path(scratch), _environment(Path(scratch), address))
        copy.manage("migrate", "--verbosity", "0")
        copy.manage("collectstatic", "--noinput", "--verbosity", "0")
        yield copy


@contextmanager
def _address(database: str, scratch: Path) -> Iterator[str]:
    file = nullcontext(f"sqlite:///{scratch}/db.sqlite3")
    with file if database == "sqlite" else throwaway_postgresql() as address:
        yield address


def _environment(scratch: Path, address: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in MACHINE_ONLY if name in os.environ}
    return {
        **kept,
        "VAR_DIR": str(scratch),
        "DATABASE_URL": address,
        "DEMO": "1",
        "LOG_LEVEL": "WARNING",
        # one machine plays many
        "RATE_LIMITS": "login=off write=off proposals=off search=off api=off",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
