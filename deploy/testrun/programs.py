"""The programs that groups of tests need, and how they are had from Debian."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.services.programs import (
    find_chromium,
    find_ffmpeg,
    find_postgresql,
    find_redis,
)

INSTALLER = Path(__file__).parents[1] / "setup" / "packages.sh"


@dataclass(frozen=True)
class Program:
    """A program, where it would be found, and the Debian packages that bring it."""

    name: str
    find: Callable[[], Path | None]
    packages: tuple[str, ...]

    @property
    def missing(self) -> str:
        """Why a group is left out; empty when the program is there."""
        return "" if self.find() else f"{self.name} is not installed"


POSTGRESQL = Program("PostgreSQL", find_postgresql, ("postgresql",))
REDIS = Program("Redis", find_redis, ("redis-server",))
CHROMIUM = Program("Chromium", find_chromium, ("chromium", "fonts-liberation"))
FFMPEG = Program("ffmpeg", find_ffmpeg, ("ffmpeg",))
PROGRAMS = (POSTGRESQL, REDIS, CHROMIUM, FFMPEG)


def install_missing() -> None:
    """Installs what is missing when we may; what fails to install is left out and named."""
    packages = [package for program in PROGRAMS if program.missing for package in program.packages]
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        done = subprocess.run([INSTALLER, *packages], check=False)
        if done.returncode != 0:
            print("Debian's packages could not be installed (see above).", file=sys.stderr)
