"""A PostgreSQL cluster made for one run: fast, private and gone afterwards."""

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.services.programs import find_postgresql
from deploy.services.server import (
    ServerFailed,
    command_prefix,
    free_port,
    running,
    scratch_directory,
)

USER = "radslag"
DATABASE = "radslag"
# Nothing here outlives the run, so nothing has to reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    "listen_addresses": "127.0.0.1",
}


@contextmanager
def throwaway_postgresql() -> Iterator[str]:
    """Yields the DATABASE_URL of an empty database whose owner may create others."""
    binaries = find_postgresql()
    if binaries is None:
        raise ServerFailed("PostgreSQL's server programs are not installed.")
    port, password = free_port(), secrets.token_hex(16)
    with scratch_directory("pg") as directory:
        data = _make_cluster(binaries, directory, password)
        with running(
            _server(binaries, data, directory, port),
            log=directory / "server.log",
            is_ready=lambda: _answers(binaries, directory, port),
        ):
            _create_database(binaries, directory, port)
            yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/{DATABASE}"


def _make_cluster(binaries: Path, directory: Path, password: str) -> Path:
    data, password_file = directory / "data", directory / "password"
    password_file.write_text(password)
    password_file.chmod(0o644)  # the directory itself is closed to others
    _run(
        str(binaries / "initdb"),
        f"--pgdata={data}",
        f"--username={USER}",
        f"--pwfile={password_file}",
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        cwd=directory,
    )
    return data


def _server(binaries: Path, data: Path, directory: Path, port: int) -> list[str]:
    settings = SETTINGS | {"port": str(port), "unix_socket_directories": str(directory)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(binaries / "postgres"), "-D", str(data), *options]


def _answers(binaries: Path, directory: Path, port: int) -> bool:
    asked = subprocess.run(
        [binaries / "pg_isready", "--quiet", f"--host={directory}", f"--port={port}"],
        check=False,
    )
    return asked.returncode == 0


def _create_database(binaries: Path, directory: Path, port: int) -> None:
    where = (f"--host={directory}", f"--port={port}", f"--username={USER}")
    _run(str(binaries / "createdb"), *where, DATABASE, cwd=directory)


def _run(*command: str, cwd: Path) -> None:
    done = subprocess.run(
        [*command_prefix(), *command], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ServerFailed(f"{command[0]}: {done.stderr[-2000:]}")
