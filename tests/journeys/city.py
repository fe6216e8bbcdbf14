"""A demo city on a port of its own: what a person who runs the product meets."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from deploy.demo_eid.__main__ import serving
from deploy.demo_eid.provider import CLIENT_ID
from deploy.services.server import free_port
from tests.waiting import wait_for

ROOT = Path(__file__).parents[2]
LONGEST_START = 120.0
# What the caller's environment may say of another city.
FOREIGN = frozenset({"FILES_DIR", "REDIS_URL", "SECRET_KEY", "SECRET_KEY_FILE", "DEBUG"})


@dataclass(frozen=True)
class City:
    """`url` is the address without a slash at its end; `environment` that of its processes."""

    url: str
    environment: Mapping[str, str]

    def manage(self, *words: str, stdin: str = "") -> str:
        """What manage.py printed; it runs beside the server, as in life."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"manage.py {' '.join(words)}: {done.stderr}"
        return done.stdout

    def fetch(self, address: str) -> bytes:
        """The body of a local address, as anybody is answered."""
        with urllib.request.urlopen(self.url + address) as answer:  # noqa: S310  our own server
            body: bytes = answer.read()
            return body


@contextmanager
def running_city(var: Path, migrated: Path) -> Iterator[City]:
    """The demo city, loaded and served as `make run` does it."""
    port = free_port()
    url = f"http://localhost:{port}"
    with _database(var, migrated) as database, _provider(var, url) as eid:
        city = City(url, {**_environment(var, database, port), **eid})
        city.manage("migrate", "--verbosity=0")
        city.manage("collectstatic", "--noinput", "--verbosity=0")
        city.manage("demo")
        with _served(city, port, var / "server.log"):
            yield city


def _environment(var: Path, database: Mapping[str, str], port: int) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return {
        **inherited,
        **database,
        "DJANGO_SETTINGS_MODULE": "portal.config.settings",
        "VAR_DIR": str(var),
        "DEMO": "1",
        "RELAY_IN_PROCESS": "1",
        "LOG_LEVEL": "WARNING",
        "VIDEO_RTMP_PORT": str(free_port()),
        "SITE_URL": f"http://localhost:{port}",
    }


@contextmanager
def _provider(var: Path, url: str) -> Iterator[Mapping[str, str]]:
    """The demo's own provider of e-IDs, as `make run` starts it; the settings that connect it."""
    key = var / "demo-eid-key.pem"
    server = serving(0, url, key)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield {
            "EID_ISSUER": f"http://localhost:{server.server_address[1]}",
            "EID_CLIENT_ID": CLIENT_ID,
            "EID_KEY_FILE": str(key),
            "EID_NAME": "demolegitimation",
        }
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _database(var: Path, migrated: Path) -> Iterator[Mapping[str, str]]:
    """SQLite in `var`; where DATABASE_URL names PostgreSQL, a database of its own beside that."""
    named = os.environ.get("DATABASE_URL", "")
    if not named.startswith("postgresql"):
        with suppress(FileNotFoundError):  # then all migrations run
            shutil.copy(migrated, var / "db.sqlite3")
        yield {"DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}"}
        return
    name = f"radslag_journeys_{os.getpid()}"
    with psycopg.connect(named, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {"DATABASE_URL": urlunsplit(urlsplit(named)._replace(path=f"/{name}"))}
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


@contextmanager
def _served(city: City, port: int, log: Path) -> Iterator[None]:
    command = [
        *("setpriv", "--pdeathsig", "TERM"),  # ends with us, however we end
        *(sys.executable, "-m", "uvicorn", "portal.config.asgi:application"),
        *("--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"),
    ]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=ROOT, env=city.environment, stdout=output, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            wait_for(lambda: server.poll() is not None or _answers(port), LONGEST_START)
            assert server.poll() is None, log.read_text(errors="replace")[-2000:]
            yield
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
