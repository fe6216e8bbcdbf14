"""Throw-away servers answer, are empty, and are gone when the block is left."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from redis import Redis

from deploy.services.postgresql import throwaway_postgresql
from deploy.services.redis import throwaway_redis
from deploy.services.server import ServerFailed, running


def _is_answered(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


@pytest.mark.postgresql
def test_postgresql_is_empty_and_gone_afterwards() -> None:
    with throwaway_postgresql() as url, psycopg.connect(url) as connection:
        query = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(query).fetchone() == (0,)
    assert not _is_answered(url)


@pytest.mark.postgresql
def test_postgresql_asks_for_its_password() -> None:
    with throwaway_postgresql() as url:
        password = urlsplit(url).password or ""
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url.replace(password, "guess"))


@pytest.mark.redis
def test_redis_is_empty_and_gone_afterwards() -> None:
    with throwaway_redis() as url:
        assert Redis.from_url(url).dbsize() == 0
    assert not _is_answered(url)


def test_a_server_that_ends_at_once_says_why(tmp_path: Path) -> None:
    command = ["sh", "-c", "echo no such disk; exit 3"]
    # Dropping root, the command may not read a directory of root's; the log is opened before.
    tmp_path.chmod(0o755)
    server = running(command, log=tmp_path / "log", is_ready=lambda: False)
    with pytest.raises(ServerFailed, match="no such disk"), server:
        pass
