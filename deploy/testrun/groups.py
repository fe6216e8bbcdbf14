"""The groups of tests: what each needs, and how it is run."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from deploy.services.postgresql import throwaway_postgresql
from deploy.testrun.programs import CHROMIUM, FFMPEG, POSTGRESQL, REDIS, Program

WORKERS = "2"
# Tests of these marks lie inside other groups, and are left out where their program is missing.
PARTS: Mapping[str, Program] = {"redis": REDIS, "ffmpeg": FFMPEG}
# What the caller's environment may say of a running city is never touched by a test.
OF_A_CITY = frozenset({"DATABASE_URL", "VAR_DIR", "FILES_DIR", "REDIS_URL"})


@dataclass(frozen=True)
class Group:
    """One run of one tool. `marks` is pytest's -m; empty for a group that is not pytest."""

    name: str
    marks: str = ""
    needs: tuple[Program, ...] = ()
    on_postgresql: bool = False

    @property
    def missing(self) -> str:
        return ", ".join(program.missing for program in self.needs if program.missing)

    def command(self) -> list[str]:
        if not self.marks:
            return ["make", "--no-print-directory", "check"]
        without = "".join(f" and not {mark}" for mark in missing_parts())
        return [
            *(sys.executable, "-m", "pytest", "--color=no", "-q", "-rsfE"),
            *("-n", os.environ.get("WORKERS", WORKERS), "--dist", "load"),
            *("-m", f"({self.marks}){without}"),
            *(["--on-the-database"] if self.on_postgresql else []),
        ]


GROUPS = (
    Group("check"),
    Group("sqlite", marks="not browser and not postgresql"),
    Group("postgresql", marks="not browser", needs=(POSTGRESQL,), on_postgresql=True),
    Group("browser", marks="browser", needs=(CHROMIUM,)),
)


def missing_parts() -> dict[str, str]:
    """Marks that cannot run here, and why."""
    return {mark: program.missing for mark, program in PARTS.items() if program.missing}


@contextmanager
def environment_of(group: Group, shared: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment the group runs in, with its database standing for as long."""
    inherited = {name: value for name, value in os.environ.items() if name not in OF_A_CITY}
    server = throwaway_postgresql() if group.on_postgresql else nullcontext("")
    with server as database, TemporaryDirectory(prefix="radslag-") as scratch:
        chosen = {"DATABASE_URL": database} if database else {}
        yield {**inherited, **shared, **chosen, "TMPDIR": scratch}
