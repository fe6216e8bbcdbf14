"""Where the programs of Debian packages are found."""

import os
import shutil
from pathlib import Path

POSTGRESQL_BINARIES = Path("/usr/lib/postgresql")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_postgresql() -> Path | None:
    """The directory of the newest PostgreSQL's server programs, which Debian keeps off PATH."""
    installed = [path.parent for path in POSTGRESQL_BINARIES.glob("*/bin/initdb")]
    if installed:
        return max(installed, key=lambda binaries: float(binaries.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def find_redis() -> Path | None:
    return _first_of(("redis-server", "/usr/bin/redis-server"))


def find_chromium() -> Path | None:
    return _first_of((os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES))


def find_ffmpeg() -> Path | None:
    return _first_of(("ffmpeg",))


def _first_of(names: tuple[str, ...]) -> Path | None:
    found = (shutil.which(name) for name in names if name)
    return next((Path(path) for path in found if path), None)
