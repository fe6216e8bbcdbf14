"""Streams and sockets as every role, and every layer in front of Django, by hand.

What is raw ASGI stands in no list of addresses: a new layer, a new way to follow a stream or a new
module that speaks WebSocket fails here until it has its row.
"""

import asyncio
import re
from collections.abc import Iterator
from inspect import getattr_static
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.clock import parse_moment
from portal.ledger.readers import PUBLIC, members_of
from streaming.hub.endpoints import PATH
from streaming.hub.services import open_stream
from tests.streaming.hub.conftest import Reader, address, in_a_loop

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "meetings", "proposals", "search", "streaming")

LAYERS = {
    "Streams": "below",
    "Changes": "the public change feed: what `api/v1/changes` is in test_audience_matrix.py",
    "CachedPages": "answers of Django for those who are nobody",
    "ASGIHandler": "Django: every address in test_audience_matrix.py",
}
SPEAK_WEBSOCKET = {
    "streaming/hub/answers.py",
    "streaming/hub/client.py",
    "streaming/hub/endpoints.py",
}
WAYS = ("at", "events", "snapshot", "since", "socket")

STREAMS = """
role           own  other
anonymous      404  404
resident       404  404
registrar      200  404
secretary      200  404
clerk          404  404
moderator      404  404
chair          200  404
vice_chair     200  404
member         200  404
substitute     200  404
auditor        200  404
administrator  404  404
"""
"""A members' stream; one that is for all answers 200 to each of them."""


def layers(application: object) -> Iterator[str]:
    """The layers of an ASGI application, from the outside in."""
    while application is not None:
        yield type(application).__name__
        inner = [each for each in vars(application).values() if _is_layer(each)]
        assert len(inner) <= 1, f"{application} leads two ways"
        application = inner[0] if inner else None


def _is_layer(thing: object) -> bool:
    code = getattr(getattr_static(type(thing), "__call__", None), "__code__", None)
    return code is not None and {"scope", "receive", "send"} <= set(code.co_varnames)


def test_every_layer_has_its_row() -> None:
    from portal.config.asgi import application  # noqa: PLC0415  it begins when it is imported

    assert list(layers(application)) == list(LAYERS)


def test_every_way_to_follow_has_its_column() -> None:
    words = re.findall(r"[a-z]{2,}", PATH.pattern.partition("{36})")[2])
    assert set(WAYS) == set(words) - {"what"}


def test_nobody_else_speaks_websocket() -> None:
    files = {path for app in APPS for path in (ROOT / app).rglob("*.py")}
    speaking = re.compile(r"websocket\.(?:accept|send|close)|WebsocketConsumer|\"websocket\"")
    found = {str(path.relative_to(ROOT)) for path in files if speaking.search(path.read_text())}
    assert found == SPEAK_WEBSOCKET


def test_every_role_has_its_line() -> None:
    assert set(expected()) == {"anonymous", "resident", *Role.values}


@pytest.mark.postgresql
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_role_follows_what_its_line_says() -> None:
    home = uuid4()
    streams = {
        audience: open_stream(subject=uuid4(), purpose="meeting", audience=audience, rest_ms=0)
        for audience in (PUBLIC, members_of(home))
    }
    people = {(role, place): visitor(role, place, home) for role in expected() for place in (0, 1)}

    async def scene() -> None:
        wrong = [
            f"{role} {'own' if place == 0 else 'other'} {audience} {way}: {got}, not {due}"
            for (role, place), headers in people.items()
            for audience, stream in streams.items()
            for way in WAYS
            for due in [200 if audience == PUBLIC else expected()[role][place]]
            if (got := await asked(stream, way, headers)) != due
        ]
        assert wrong == []

    in_a_loop(scene())


def expected() -> dict[str, list[int]]:
    lines = [line.split() for line in STREAMS.strip().splitlines()[1:]]
    return {role: [int(each) for each in cells] for role, *cells in lines}


def visitor(role: str, place: int, home: UUID) -> list[tuple[bytes, bytes]]:
    """The headers of somebody with this role alone, at home or elsewhere."""
    if role == "anonymous":
        return [(b"host", b"testserver")]
    user = User.objects.create(username=f"{role} {place}")
    if role != "resident":
        where, since = home if place == 0 else uuid4(), parse_moment("2011-01-01")
        give_role(user=user, role=Role(role), organization=where, valid_from=since)
    client = Client()
    client.force_login(user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    return [(b"cookie", cookie.encode()), (b"host", b"testserver")]


async def asked(stream: UUID, way: str, headers: list[tuple[bytes, bytes]]) -> int:
    """The status; 200 for a socket that was let in, 404 for one that was not."""
    is_socket = way == "socket"
    kind = "websocket" if is_socket else "http"
    where = address(stream, f"{way}/0" if way in {"at", "since"} else way)
    reader = Reader(where, headers=headers, kind=kind)
    async with asyncio.timeout(60):
        while not reader.messages:
            await asyncio.sleep(0.01)
    first = reader.messages[0]
    status = 200 if first["type"] == "websocket.accept" else reader.status % 4000
    if not reader.task.done():
        await reader.go()
    return status
