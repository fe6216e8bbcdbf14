"""Static files under both kinds of server."""

import asyncio
import warnings
from pathlib import Path
from typing import Any

import pytest
from django.test import AsyncClient, Client
from pytest_django.fixtures import Settings

STYLE = b"body { color: #1b4f8f }\n" * 10_000


@pytest.fixture(autouse=True)
def collected(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "stil.css").write_bytes(STYLE)


async def awaited(**headers: str) -> tuple[int, bytes]:
    answered: Any = await AsyncClient().get("/static/stil.css", headers=headers)
    return answered.status_code, b"".join([piece async for piece in answered])


def test_nothing_is_read_at_once_under_asgi() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert asyncio.run(awaited()) == (200, STYLE)
        status, part = asyncio.run(awaited(Range="bytes=5-9"))
    assert (status, part) == (206, STYLE[5:10])


def test_under_wsgi_it_is_sent_as_before() -> None:
    answered = Client().get("/static/stil.css")
    assert b"".join(answered) == STYLE
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    assert answered.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answered.headers
